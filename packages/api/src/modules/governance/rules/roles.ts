/** Who may give which role. */

/** The scopes of a role that its giver lacks; empty where it may be given. */
export function missingForRole(roleScopes: readonly string[], own: ReadonlySet<string>): string[] {
  return roleScopes.filter((scope) => !own.has(scope))
}
