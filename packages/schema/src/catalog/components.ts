import type { Scope } from './scopes.ts'

/** What a client was billed, and what stands behind it: whoever sees an invoice sees its evidence. */
const documents = ['listPortalInvoices', 'getPortalInvoice', 'getPortalCreditNote'] as const
const evidence = ['getPortalApproval', 'listPortalMilestones', 'listPortalFiles', 'downloadPortalFile'] as const
/** What tells of changes to all that. */
const live = ['streamEvents'] as const

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
    meaning: 'One invoice with its lines and the evidence behind them, its payments and credits.',
    scopes: [
      'invoices:read',
      'credit_notes:read',
      'payments:read',
      'milestones:read',
      'approvals:read',
      'contacts:read',
      'files:read',
      'events:read',
    ],
    portal: [...documents, ...evidence, ...live],
    features: ['download'],
  },
  approval: {
    meaning: 'What a client is asked to approve, with the decision.',
    scopes: ['approvals:read', 'milestones:read', 'contacts:read', 'files:read', 'events:read'],
    portal: ['listPortalApprovals', 'approvePortalApproval', 'rejectPortalApproval', ...evidence, ...live],
    features: ['decide'],
  },
  engagement: {
    meaning: 'A client’s view of an engagement: milestones, files, invoices.',
    scopes: ['engagements:read', 'milestones:read', 'files:read', 'events:read'],
    portal: ['listPortalEngagements', 'getPortalEngagement', ...documents, ...evidence, ...live],
    features: [],
  },
} as const satisfies Record<
  string,
  { meaning: string; scopes: readonly Scope[]; portal: readonly string[]; features: readonly string[] }
>

export type Component = keyof typeof components
export const componentNames = Object.keys(components) as [Component, ...Component[]]
