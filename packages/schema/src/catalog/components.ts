import type { Scope } from './scopes.ts'

/** The embeddable components: which scopes a member's session needs for one, and which portal operations a contact's reaches. */
export const components = {
  pipeline_board: {
    meaning: 'Deals by stage, to move, win and lose.',
    scopes: [
      'pipelines:read',
      'deals:read',
      'deals:write',
      'deals:win',
      'companies:read',
      'members:read',
      'engagements:read',
      'projects:read',
      'milestones:read',
      'events:read',
    ],
    portal: [],
    features: ['move', 'win', 'lose', 'create'],
  },
  invoice: {
    meaning: 'One invoice with its lines, payments and credits.',
    scopes: ['invoices:read'],
    portal: ['listPortalInvoices', 'getPortalInvoice'],
    features: ['download'],
  },
  approval: {
    meaning: 'What a client is asked to approve, with the decision.',
    scopes: ['approvals:read', 'milestones:read', 'files:read'],
    portal: [
      'listPortalApprovals',
      'getPortalApproval',
      'approvePortalApproval',
      'rejectPortalApproval',
      'listPortalMilestones',
      'listPortalFiles',
      'downloadPortalFile',
    ],
    features: ['decide'],
  },
  engagement: {
    meaning: 'A client’s view of an engagement: milestones, files, invoices.',
    scopes: ['engagements:read', 'milestones:read', 'files:read'],
    portal: [
      'listPortalEngagements',
      'getPortalEngagement',
      'listPortalMilestones',
      'listPortalFiles',
      'downloadPortalFile',
      'listPortalInvoices',
      'getPortalInvoice',
    ],
    features: [],
  },
} as const satisfies Record<
  string,
  { meaning: string; scopes: readonly Scope[]; portal: readonly string[]; features: readonly string[] }
>

export type Component = keyof typeof components
export const componentNames = Object.keys(components) as [Component, ...Component[]]
