/** SQL of legal entities, their number series and the numbers that are printed. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

export const findLegalEntity = defineQuery((p: { id: RowId<'legal_entity'> }) =>
  query.selectFrom('legal_entity').selectAll().where('id', '=', p.id),
)

export const findDefaultLegalEntity = defineQuery((_: object) =>
  query.selectFrom('legal_entity').selectAll().where('is_default', '=', true),
)

export const lockLegalEntity = defineQuery((p: { id: RowId<'legal_entity'> }) =>
  query.selectFrom('legal_entity').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who makes a child of it: nobody archives it before the child commits. */
export const shareLegalEntity = defineQuery((p: { id: RowId<'legal_entity'> }) =>
  query.selectFrom('legal_entity').selectAll().where('id', '=', p.id).forShare(),
)

export const lockDefaultLegalEntity = defineQuery((_: object) =>
  query.selectFrom('legal_entity').selectAll().where('is_default', '=', true).forNoKeyUpdate(),
)

export function selectLegalEntities(filters: { archived?: boolean | undefined; updated_since?: string | undefined }) {
  let select = query
    .selectFrom('legal_entity')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  return select
}

export const listNumberSeries = defineQuery((p: { legal_entity_id: RowId<'legal_entity'> }) =>
  query
    .selectFrom('number_series')
    .selectAll()
    .where('legal_entity_id', '=', p.legal_entity_id)
    .orderBy('document_kind', 'desc'),
)

export const lockNumberSeries = defineQuery((p: { id: RowId<'number_series'> }) =>
  query.selectFrom('number_series').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export const lockSeriesOfKind = defineQuery(
  (p: { legal_entity_id: RowId<'legal_entity'>; document_kind: 'invoice' | 'credit_note' }) =>
    query
      .selectFrom('number_series')
      .selectAll()
      .where('legal_entity_id', '=', p.legal_entity_id)
      .where('document_kind', '=', p.document_kind)
      .forNoKeyUpdate(),
)

/** Answers a row where nobody had the number, waiting for who may be about to. */
export const keepPrintedNumber = defineQuery(
  (p: { id: RowId<'printed_number'>; legal_entity_id: RowId<'legal_entity'>; number: string }) =>
    query
      .insertInto('printed_number')
      .values({ id: p.id, legal_entity_id: p.legal_entity_id, number: p.number })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
)
