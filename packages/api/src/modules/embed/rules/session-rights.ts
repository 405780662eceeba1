/** What a session may do: the least of its subject's rights, its minting key's and its components'. */

/** One listed component: what it needs and reaches, and the features that were granted. */
export interface Listed<S extends string> {
  component: string
  features: readonly string[]
  scopes: readonly S[]
  portal: readonly string[]
}

// Scopes of areas whose records each belong to an engagement. The rest would show what no engagement bounds.
const BOUNDED: ReadonlySet<string> = new Set([
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
const OF_FEATURES: readonly Listed<string>[] = [
  { component: 'pipeline_board', features: ['win'], scopes: ['deals:win'], portal: [] },
  { component: 'pipeline_board', features: ['move', 'lose', 'create'], scopes: ['deals:write'], portal: [] },
  {
    component: 'approval',
    features: ['decide'],
    scopes: [],
    portal: ['approvePortalApproval', 'rejectPortalApproval'],
  },
]

/**
 * A member's session: role ∩ key ∩ components. With a limit to engagements, without the areas that no engagement
 * bounds.
 */
export function memberScopes<S extends string>(
  roleScopes: readonly S[],
  keyScopes: ReadonlySet<S>,
  listed: readonly Listed<S>[],
  limited: boolean,
): Set<S> {
  const ofRole = new Set(roleScopes)
  const scopes = new Set<S>()
  for (const one of listed) {
    const withheld = withheldBy(one).flatMap((rule) => rule.scopes)
    for (const scope of one.scopes) {
      if (withheld.includes(scope) || !ofRole.has(scope) || !keyScopes.has(scope)) continue
      if (!limited || BOUNDED.has(scope)) scopes.add(scope)
    }
  }
  return scopes
}

/**
 * Engagements that a member's session is limited to; null: none. Who is bound to teams (a contractor) sees only those
 * whose team names them, and a list narrows whatever there is.
 */
export function memberEngagements<Id>(
  boundToTeams: boolean,
  teams: readonly Id[],
  listed: readonly Id[] | null,
): readonly Id[] | null {
  if (!boundToTeams) return listed
  return listed === null ? teams : teams.filter((id) => listed.includes(id))
}

/** A contact's session reads what its components show. */
export function contactReads<S extends string>(listed: readonly Listed<S>[]): Set<S> {
  return new Set(listed.flatMap((one) => one.scopes.filter((scope) => scope.endsWith(':read'))))
}

/** Whether a contact may decide: the session acts for the contact, and the component was granted with its decision. */
export function contactDecides(listed: readonly Listed<string>[], actsFor: boolean): boolean {
  return actsFor && listed.some((one) => one.component === 'approval' && one.features.includes('decide'))
}

/** The portal operations that a contact's components reach. */
export function contactOperations(listed: readonly Listed<string>[]): Set<string> {
  return new Set(
    listed.flatMap((one) => {
      const withheld = withheldBy(one).flatMap((rule) => rule.portal)
      return one.portal.filter((operation) => !withheld.includes(operation))
    }),
  )
}

function withheldBy({ component, features }: Listed<string>) {
  return OF_FEATURES.filter(
    (rule) => rule.component === component && !rule.features.some((one) => features.includes(one)),
  )
}
