/** What a session may do: the least of its subject's rights, its minting key's and its components'. */
import { type Component, components as catalog, type Role, roles, type Scope } from '@agencyops/schema'

export type Granted = Partial<Record<Component, { features?: readonly string[] | undefined }>>
export type SessionComponents = Partial<Record<Component, { features: readonly string[] }>>

// Scopes of areas whose records each belong to an engagement. The rest would show what no engagement bounds.
const BOUNDED: ReadonlySet<Scope> = new Set<Scope>([
  'engagements:read',
  'engagements:write',
  'projects:read',
  'projects:write',
  'milestones:read',
  'milestones:write',
  'approvals:read',
  'approvals:write',
  'files:read',
  'files:write',
  'invoices:read',
  'events:read',
  'costs:read',
])

// A feature that is not granted takes these with it.
const OF_FEATURES: {
  component: Component
  features: readonly string[]
  scopes: readonly Scope[]
  operations: readonly string[]
}[] = [
  { component: 'pipeline_board', features: ['win'], scopes: ['deals:win'], operations: [] },
  { component: 'pipeline_board', features: ['move', 'lose', 'create'], scopes: ['deals:write'], operations: [] },
  {
    component: 'approval',
    features: ['decide'],
    scopes: [],
    operations: ['approvePortalApproval', 'rejectPortalApproval'],
  },
]

/** Features that are not told are all of the component's. */
export function withFeatures(granted: Granted): SessionComponents {
  const full: SessionComponents = {}
  for (const [name, { features }] of entries(granted)) full[name] = { features: features ?? catalog[name].features }
  return full
}

/**
 * A member's session: role ∩ key ∩ components. With a limit to engagements, without the areas that no engagement
 * bounds.
 */
export function memberScopes(
  role: Role,
  keyScopes: ReadonlySet<Scope>,
  listed: SessionComponents,
  limited: boolean,
): Set<Scope> {
  const ofRole = new Set<Scope>(roles[role].scopes)
  const scopes = new Set<Scope>()
  for (const [name, { features }] of entries(listed)) {
    const withheld = withheldBy(name, features).flatMap((rule) => rule.scopes)
    for (const scope of catalog[name].scopes as readonly Scope[]) {
      if (withheld.includes(scope) || !ofRole.has(scope) || !keyScopes.has(scope)) continue
      if (!limited || BOUNDED.has(scope)) scopes.add(scope)
    }
  }
  return scopes
}

/**
 * Engagements that a member's session is limited to; null: none. A contractor sees only those whose team names it,
 * and a list narrows whatever there is.
 */
export function memberEngagements<Id>(
  role: Role,
  teams: readonly Id[],
  listed: readonly Id[] | null,
): readonly Id[] | null {
  if (role !== 'contractor') return listed
  return listed === null ? teams : teams.filter((id) => listed.includes(id))
}

/** A contact's session reads what its components show; deciding is a right of its own. */
export function contactScopes(listed: SessionComponents, actsFor: boolean): Set<Scope> {
  const scopes = new Set<Scope>()
  for (const [name, { features }] of entries(listed)) {
    for (const scope of catalog[name].scopes as readonly Scope[]) if (scope.endsWith(':read')) scopes.add(scope)
    if (name === 'approval' && actsFor && features.includes('decide')) scopes.add('approvals:decide')
  }
  return scopes
}

/** The portal operations that a contact's components reach. */
export function contactOperations(listed: SessionComponents): Set<string> {
  const operations = new Set<string>()
  for (const [name, { features }] of entries(listed)) {
    const withheld = withheldBy(name, features).flatMap((rule) => rule.operations)
    for (const operation of catalog[name].portal as readonly string[])
      if (!withheld.includes(operation)) operations.add(operation)
  }
  return operations
}

function withheldBy(component: Component, features: readonly string[]) {
  return OF_FEATURES.filter(
    (rule) => rule.component === component && !rule.features.some((one) => features.includes(one)),
  )
}

function entries<T>(record: Partial<Record<Component, T>>): [Component, T][] {
  return Object.entries(record).filter(([name, one]) => one !== undefined && name in catalog) as [Component, T][]
}
