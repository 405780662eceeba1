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
