/** SQL of tax rates. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

export const findTaxRate = defineQuery((p: { id: RowId<'tax_rate'> }) =>
  query.selectFrom('tax_rate').selectAll().where('id', '=', p.id),
)

export const lockTaxRate = defineQuery((p: { id: RowId<'tax_rate'> }) =>
  query.selectFrom('tax_rate').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export function selectTaxRates(filters: { archived?: boolean | undefined; updated_since?: string | undefined }) {
  let select = query
    .selectFrom('tax_rate')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  return select
}
