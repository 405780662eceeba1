import type { Scope } from '@agencyops/schema'
import type { TenantPrincipal } from '../../../http/principal.ts'

/**
 * Whether records of a scope come along in a client's view. A contact sees all that belongs to what its session reaches;
 * the firm's own people see what they could read by itself.
 */
export function mayShow(principal: TenantPrincipal, scope: Scope): boolean {
  return principal.kind === 'contact' || principal.scopes.has(scope)
}
