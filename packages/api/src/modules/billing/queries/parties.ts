/** SQL of who sells and who buys, and of what tax rates say; all of areas below. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

/** Nobody archives a parent before its child commits: read its state after. */
export const shareLegalEntity = defineQuery((p: { id: RowId<'legal_entity'> }) =>
  query.selectFrom('legal_entity').selectAll().where('id', '=', p.id).forShare(),
)

export const shareDefaultLegalEntity = defineQuery((_: object) =>
  query.selectFrom('legal_entity').selectAll().where('is_default', '=', true).forShare(),
)

export const findDefaultLegalEntity = defineQuery((_: object) =>
  query.selectFrom('legal_entity').selectAll().where('is_default', '=', true),
)

export const findLegalEntity = defineQuery((p: { id: RowId<'legal_entity'> }) =>
  query.selectFrom('legal_entity').selectAll().where('id', '=', p.id),
)

export const shareCompany = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').selectAll().where('id', '=', p.id).forShare(),
)

/** Money that moves to or from a client's credit moves under its company's lock. */
export const lockCompany = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export const findEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query.selectFrom('engagement').selectAll().where('id', '=', p.id),
)

export const shareEngagement = defineQuery((p: { id: RowId<'engagement'> }) =>
  query.selectFrom('engagement').selectAll().where('id', '=', p.id).forShare(),
)

export const listTaxRates = defineQuery((p: { ids: RowId<'tax_rate'>[] }) =>
  query
    .selectFrom('tax_rate')
    .select(['id', 'category', 'percent', 'exemption_reason', 'archived_at'])
    .where('id', '=', sql<RowId<'tax_rate'>>`any(${p.ids}::uuid[])`),
)
