/** SQL of persons and members. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { MemberRow } from '../tables.ts'

export const findPerson = defineQuery((p: { id: RowId<'person'> }) =>
  query.selectFrom('person').selectAll().where('id', '=', p.id),
)

export const lockPerson = defineQuery((p: { id: RowId<'person'> }) =>
  query.selectFrom('person').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who gives the person a login. */
export const sharePerson = defineQuery((p: { id: RowId<'person'> }) =>
  query.selectFrom('person').selectAll().where('id', '=', p.id).forShare(),
)

export const findMember = defineQuery((p: { id: RowId<'member'> }) =>
  query.selectFrom('member').selectAll().where('id', '=', p.id),
)

export const findMemberOfPerson = defineQuery((p: { person_id: RowId<'person'> }) =>
  query.selectFrom('member').selectAll().where('person_id', '=', p.person_id),
)

export const lockMember = defineQuery((p: { id: RowId<'member'> }) =>
  query.selectFrom('member').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export const countOwners = defineQuery((_: object) =>
  query
    .selectFrom('member')
    .select(sql<number>`count(*)::int`.as('owners'))
    .where('role', '=', 'owner')
    .where('archived_at', 'is', null),
)

interface ListFilters {
  archived?: boolean | undefined
  updated_since?: string | undefined
}

export function selectPersons(filters: ListFilters) {
  let select = query
    .selectFrom('person')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  return select
}

export function selectMembers(filters: ListFilters & { role?: readonly MemberRow['role'][] | undefined }) {
  let select = query
    .selectFrom('member')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.updated_since) select = select.where('updated_at', '>=', filters.updated_since)
  if (filters.role) select = select.where('role', '=', sql<'owner'>`any(${[...filters.role]}::text[])`)
  return select
}
