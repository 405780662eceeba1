/** SQL of scope items. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'

/** Rows in the order of their ids, which is the order of their locks. */
export const lockScopeItems = defineQuery((p: { ids: RowId<'scope_item'>[] }) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where('id', '=', sql<RowId<'scope_item'>>`any(${p.ids}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** All items of a deal, in the order of their ids, which is the order of their locks. */
export const lockScopeItemsOfDeal = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query.selectFrom('scope_item').selectAll().where('deal_id', '=', p.deal_id).orderBy('id').forNoKeyUpdate(),
)

export const findScopeItem = defineQuery((p: { id: RowId<'scope_item'> }) =>
  query.selectFrom('scope_item').selectAll().where('id', '=', p.id),
)

export const lockScopeItem = defineQuery((p: { id: RowId<'scope_item'> }) =>
  query.selectFrom('scope_item').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** In the deal's order. */
export const listScopeItemsOfDeal = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query.selectFrom('scope_item').selectAll().where('deal_id', '=', p.deal_id).orderBy('position').orderBy('id'),
)

/** In the deal's order. */
export const listScopeItemsOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('position')
    .orderBy('id'),
)

/** The place of a deal's last item; read it with the deal locked. */
export const lastPosition = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query
    .selectFrom('scope_item')
    .select('position')
    .where('deal_id', '=', p.deal_id)
    .orderBy('position', 'desc')
    .limit(1),
)

/** A won deal's items belong to its engagement. */
export const setEngagementOfItems = defineQuery(
  (p: { deal_id: RowId<'deal'>; engagement_id: RowId<'engagement'>; now: Instant }) =>
    query
      .updateTable('scope_item')
      .set({ engagement_id: p.engagement_id, version: sql<number>`version + 1`, updated_at: p.now })
      .where('deal_id', '=', p.deal_id),
)

/** Items of which something is still to be billed. */
export const listUnsettledItems = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query
    .selectFrom('scope_item')
    .select('id')
    .where('deal_id', '=', p.deal_id)
    .where(sql<boolean>`contract_value_minor <> billed_minor + written_off_minor`)
    .orderBy('id')
    .limit(50),
)

/** What milestones bill of an item, by percents or by amounts; relative, as sums are. */
export const shiftPlannedShare = defineQuery(
  (p: {
    id: RowId<'scope_item'>
    percent: string
    amount: number
    basis: 'percent' | 'amount' | null
    version: number
    now: Instant
  }) =>
    query
      .updateTable('scope_item')
      .set({
        planned_percent: sql<string>`planned_percent + ${p.percent}::numeric`,
        planned_minor: sql<number>`planned_minor + ${p.amount}::bigint`,
        billing_basis: p.basis,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)

export function selectScopeItems(filters: {
  dealIds?: readonly string[] | undefined
  engagementIds?: readonly string[] | undefined
  updatedSince?: string | undefined
}) {
  let select = query.selectFrom('scope_item').selectAll()
  if (filters.dealIds) select = select.where(sql<boolean>`deal_id = any(${[...filters.dealIds]}::uuid[])`)
  if (filters.engagementIds)
    select = select.where(sql<boolean>`engagement_id = any(${[...filters.engagementIds]}::uuid[])`)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

/** Sums change relatively; the version is the locked row's next, however often one transaction changes it. */
export const shiftScopeItem = defineQuery(
  (p: {
    id: RowId<'scope_item'>
    earned: number
    billed: number
    unbilled: number
    written_off: number
    approved_percent: string
    version: number
    now: Instant
  }) =>
    query
      .updateTable('scope_item')
      .set({
        earned_minor: sql<number>`earned_minor + ${p.earned}::bigint`,
        billed_minor: sql<number>`billed_minor + ${p.billed}::bigint`,
        unbilled_minor: sql<number>`unbilled_minor + ${p.unbilled}::bigint`,
        written_off_minor: sql<number>`written_off_minor + ${p.written_off}::bigint`,
        approved_percent: sql<string>`approved_percent + ${p.approved_percent}::numeric`,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)
