/** SQL of contacts. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import { likeContaining } from '../../../http/list.ts'

export const findContact = defineQuery((p: { id: RowId<'contact'> }) =>
  query.selectFrom('contact').selectAll().where('id', '=', p.id),
)

/** For who changes it. */
export const lockContact = defineQuery((p: { id: RowId<'contact'> }) =>
  query.selectFrom('contact').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who makes something that depends on it: nobody archives it before that commits. */
export const shareContact = defineQuery((p: { id: RowId<'contact'> }) =>
  query.selectFrom('contact').selectAll().where('id', '=', p.id).forShare(),
)

export const findContactByExternalRef = defineQuery((p: { system: string; id: string }) =>
  query
    .selectFrom('contact')
    .selectAll()
    .where('external_system', '=', p.system)
    .where('external_id', '=', p.id)
    .forNoKeyUpdate(),
)

export function selectContacts(filters: {
  archived?: boolean | undefined
  companyIds?: readonly string[] | undefined
  email?: string | undefined
  updatedSince?: string | undefined
  words?: string | undefined
}) {
  let select = query
    .selectFrom('contact')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.companyIds) select = select.where(sql<boolean>`company_id = any(${[...filters.companyIds]}::uuid[])`)
  if (filters.email) select = select.where(sql<boolean>`lower(email) = lower(${filters.email}::text)`)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  if (filters.words) select = select.where('search_key', 'like', likeContaining(filters.words))
  return select
}
