import { allScopes, type Scope } from './scopes.ts'

const readOf = (...areas: string[]) => areas.map((area) => `${area}:read` as Scope)
const bothOf = (...areas: string[]) => areas.flatMap((area) => [`${area}:read`, `${area}:write`] as Scope[])

const contactsOnly: Scope[] = ['approvals:decide', 'platform:tenants']
const everything = allScopes.filter((scope) => !contactsOnly.includes(scope))

const work: Scope[] = [
  ...readOf('tenant', 'legal_entities', 'tax_rates', 'members'),
  ...bothOf('companies', 'contacts', 'deals', 'engagements', 'projects', 'milestones', 'approvals', 'files'),
  'pipelines:read',
  'deals:win',
  'events:read',
]

/** What each role of a member may do. Owner all; the others as their line says. */
export const roles = {
  owner: { meaning: 'May do everything in the tenant.', scopes: everything },
  admin: {
    meaning: 'May do everything but issue invoices and touch payments.',
    scopes: everything.filter((scope) => scope !== 'invoices:issue' && scope !== 'payments:write'),
  },
  finance: {
    meaning: 'Reads everything and writes billing.',
    scopes: [
      ...everything.filter((scope) => scope.endsWith(':read')),
      'legal_entities:write',
      'tax_rates:write',
      'invoices:write',
      'invoices:issue',
      'credit_notes:write',
      'payments:write',
      'companies:write',
    ] as Scope[],
  },
  manager: {
    meaning: 'Writes deals, engagements and delivery, and sees costs.',
    scopes: [...work, 'pipelines:write', 'costs:read'] as Scope[],
  },
  member: { meaning: 'Writes deals, engagements and delivery, without costs.', scopes: work },
  contractor: {
    meaning: 'Sees and works on only the engagements whose team names them.',
    scopes: [...readOf('engagements', 'projects', 'milestones', 'files'), 'milestones:write', 'files:write'] as Scope[],
  },
} as const satisfies Record<string, { meaning: string; scopes: readonly Scope[] }>

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]
