/** SQL of companies. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import { likeContaining } from '../../../http/list.ts'

export const findCompany = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').selectAll().where('id', '=', p.id),
)

/** For who changes it. */
export const lockCompany = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who makes a child of it: nobody archives or changes it before the child commits. */
export const shareCompany = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').selectAll().where('id', '=', p.id).forShare(),
)

export const findCompanyByExternalRef = defineQuery((p: { system: string; id: string }) =>
  query
    .selectFrom('company')
    .selectAll()
    .where('external_system', '=', p.system)
    .where('external_id', '=', p.id)
    .forNoKeyUpdate(),
)

export const listCompaniesOfSameName = defineQuery((p: { name_key: string; except: RowId<'company'> }) =>
  query
    .selectFrom('company')
    .select('id')
    .where('name_key', '=', p.name_key)
    .where('id', '<>', p.except)
    .orderBy('id')
    .limit(10),
)

export function selectCompanies(filters: {
  archived?: boolean | undefined
  status?: readonly ('prospect' | 'client')[] | undefined
  updated_since?: string | undefined
  words?: string | undefined
}) {
  let select = query
    .selectFrom('company')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.status) select = select.where('status', '=', sql<'client'>`any(${[...filters.status]}::text[])`)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  if (filters.words) select = select.where('search_key', 'like', likeContaining(filters.words))
  return select
}
