/** What a principal sees of records that belong to an engagement. Hidden looks absent. */
import { sql } from 'kysely'
import type { RowId } from '../db/row.ts'
import type { TenantPrincipal } from './principal.ts'

/** A condition on a column of engagement ids: true for all where the principal has no limit. */
export function withinEngagements(principal: TenantPrincipal, column: string) {
  if (principal.engagementIds === null) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(column)} = any(${[...principal.engagementIds]}::uuid[])`
}

/** Whether the principal may reach a record of this engagement; one of none only without a limit. */
export function mayReach(principal: TenantPrincipal, engagementId: RowId<'engagement'> | null): boolean {
  if (principal.engagementIds === null) return true
  return engagementId !== null && principal.engagementIds.includes(engagementId)
}
