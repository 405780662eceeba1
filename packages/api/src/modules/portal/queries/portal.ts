/** SQL of what clients see. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'

/** Engagements that are shared and not put away. */
export function selectSharedEngagements(principal: TenantPrincipal) {
  return query
    .selectFrom('engagement')
    .select(['id', 'name', 'status', 'currency', 'contract_value_minor', 'completed_at', 'created_at'])
    .where('archived_at', 'is', null)
    .where(withinEngagements(principal, 'engagement.id'))
}

export const findSharedEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query
    .selectFrom('engagement')
    .select(['id', 'name', 'status', 'currency', 'contract_value_minor', 'completed_at'])
    .where('id', '=', p.id),
)

/** Names by id, for a page. */
export const listMilestoneNames = defineQuery((p: { ids: RowId<'milestone'>[] }) =>
  query.selectFrom('milestone').select(['id', 'name']).where('id', '=', sql<RowId<'milestone'>>`any(${p.ids}::uuid[])`),
)
