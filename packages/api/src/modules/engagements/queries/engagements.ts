/** SQL of engagements. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import { likeContaining } from '../../../http/list.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'

export const findEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query.selectFrom('engagement').selectAll().where('id', '=', p.id),
)

/** For who changes it, its scope items' sums or its money. */
export const lockEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query.selectFrom('engagement').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who makes a child of it; read its status and archived_at after. */
export const shareEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query.selectFrom('engagement').selectAll().where('id', '=', p.id).forShare(),
)

export const findEngagementOfDeal = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query.selectFrom('engagement').select('id').where('deal_id', '=', p.deal_id),
)

/** Scope items of earned and not yet billed work: an engagement that has one is not put away. */
export const findUnbilled = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('scope_item')
    .select('id')
    .where('engagement_id', '=', p.engagement_id)
    .where('unbilled_minor', '<>', 0)
    .limit(1),
)

/** A person who joins or leads; archived ones are refused by the caller. */
export const sharePerson = defineQuery((p: { id: RowId<'person'> }) =>
  query.selectFrom('person').select(['id', 'archived_at']).where('id', '=', p.id).forShare(),
)

export const listCompanies = defineQuery((p: { ids: RowId<'company'>[] }) =>
  query.selectFrom('company').selectAll().where('id', '=', sql<RowId<'company'>>`any(${p.ids}::uuid[])`),
)

export function selectEngagements(
  principal: TenantPrincipal,
  filters: {
    archived?: boolean | undefined
    status?: readonly ('active' | 'completed')[] | undefined
    company_id?: RowId<'company'> | undefined
    updated_since?: string | undefined
    words?: string | undefined
  },
) {
  let select = query
    .selectFrom('engagement')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
    .where(withinEngagements(principal, 'engagement.id'))
  if (filters.status) select = select.where('status', '=', sql<'active'>`any(${[...filters.status]}::text[])`)
  if (filters.company_id) select = select.where('company_id', '=', filters.company_id)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  if (filters.words) select = select.where('search_key', 'like', likeContaining(filters.words))
  return select
}
