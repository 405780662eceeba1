/** SQL of embed sessions. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'

/** Everything that decides sessions' rights, as it stands now: one query for each request, and one for many streams. */
export const listStandingSessions = defineQuery((p: { ids: readonly RowId<'embed_session'>[] }) =>
  query
    .selectFrom('embed_session as s')
    .innerJoin('tenant as t', 't.id', 's.tenant_id')
    .innerJoin('api_key as k', (join) =>
      join.onRef('k.tenant_id', '=', 's.tenant_id').onRef('k.id', '=', 's.api_key_id'),
    )
    .leftJoin('contact as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.contact_id'),
    )
    .leftJoin('magic_link as l', (join) =>
      join.onRef('l.tenant_id', '=', 's.tenant_id').onRef('l.id', '=', 's.magic_link_id'),
    )
    .leftJoin('member as m', (join) => join.onRef('m.tenant_id', '=', 's.tenant_id').onRef('m.id', '=', 's.member_id'))
    .where('s.id', '=', sql<RowId<'embed_session'>>`any(${p.ids}::uuid[])`)
    .select([
      's.id',
      's.member_id',
      's.contact_id',
      's.api_key_id',
      's.magic_link_id',
      's.acts_for',
      's.components',
      's.engagement_ids',
      's.origins',
      's.expires_at',
      's.revoked_at',
      't.kind',
      'k.scopes as key_scopes',
      'k.expires_at as key_expires_at',
      'k.revoked_at as key_revoked_at',
      'l.revoked_at as link_revoked_at',
      'l.email as link_email',
      'l.email_changed_by as link_email_changed_by',
      'c.company_id',
      'c.archived_at as contact_archived_at',
      'c.erased_at as contact_erased_at',
      'm.role',
      'm.person_id',
      'm.archived_at as member_archived_at',
    ])
    .select([
      sql<RowId<'engagement'>[]>`array(select e.engagement_id from engagement_share e
        where e.tenant_id = s.tenant_id and e.contact_id = s.contact_id order by 1)`.as('shared_ids'),
      sql<number[]>`array(select coalesce((select min(v.position) from event v
          where v.tenant_id = e.tenant_id and v.change_id = e.change_id), 0) from engagement_share e
        where e.tenant_id = s.tenant_id and e.contact_id = s.contact_id order by e.engagement_id)`.as('shared_since'),
      sql<RowId<'engagement'>[]>`array(select e.engagement_id from engagement_team e
        where e.tenant_id = s.tenant_id and e.person_id = m.person_id)`.as('team_ids'),
      sql<boolean>`l.id is not null and (c.email is distinct from l.email
        or c.email_changed_by is distinct from l.email_changed_by)`.as('address_changed'),
      sql<boolean>`exists (select from member m2 join person p2 on p2.tenant_id = m2.tenant_id and p2.id = m2.person_id
        where m2.tenant_id = s.tenant_id and lower(trim(p2.email)) = lower(trim(c.email)))`.as('has_members_address'),
    ]),
)

/** The contact who is to sit before the page; nobody archives it before the session commits. */
export const holdContact = defineQuery((p: { id: RowId<'contact'> }) =>
  query
    .selectFrom('contact')
    .select(['id', 'email', 'email_changed_by', 'archived_at', 'erased_at'])
    .where('id', '=', p.id)
    .forShare(),
)

export const holdMember = defineQuery((p: { id: RowId<'member'> }) =>
  query.selectFrom('member').select(['id', 'archived_at']).where('id', '=', p.id).forShare(),
)

/** Whether a contact's address is that of somebody who can log in here. */
export const findMemberOfAddress = defineQuery((p: { email: string }) =>
  query
    .selectFrom('member')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'member.tenant_id').onRef('person.id', '=', 'member.person_id'),
    )
    .select('member.id')
    .where(sql<boolean>`lower(trim(person.email)) = lower(trim(${p.email}))`)
    .limit(1),
)

export const listEngagementIds = defineQuery((p: { ids: readonly RowId<'engagement'>[] }) =>
  query.selectFrom('engagement').select('id').where('id', '=', sql<RowId<'engagement'>>`any(${p.ids}::uuid[])`),
)

export const findSession = defineQuery((p: { id: RowId<'embed_session'> }) =>
  query.selectFrom('embed_session').selectAll().where('id', '=', p.id),
)

export const lockSession = defineQuery((p: { id: RowId<'embed_session'> }) =>
  query.selectFrom('embed_session').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

interface Whose {
  contact_id?: RowId<'contact'> | undefined
  member_id?: RowId<'member'> | undefined
  engagement_id?: RowId<'engagement'> | undefined
  magic_link_id?: RowId<'magic_link'> | undefined
}

export function selectSessions(filters: Whose & { live?: boolean | undefined }, now: Instant) {
  let select = query.selectFrom('embed_session').selectAll()
  if (filters.contact_id) select = select.where('contact_id', '=', filters.contact_id)
  if (filters.member_id) select = select.where('member_id', '=', filters.member_id)
  if (filters.magic_link_id) select = select.where('magic_link_id', '=', filters.magic_link_id)
  if (filters.engagement_id) {
    select = select.where(sql<boolean>`engagement_ids @> array[${filters.engagement_id}]::uuid[]`)
  }
  if (filters.live === true) select = select.where('revoked_at', 'is', null).where('expires_at', '>', now)
  if (filters.live === false) {
    select = select.where((where) => where.or([where('revoked_at', 'is not', null), where('expires_at', '<=', now)]))
  }
  return select
}

/** Sessions to end, locked in the order of their ids. */
export function lockLiveSessions(whose: Whose, now: Instant) {
  return selectSessions({ ...whose, live: true }, now)
    .orderBy('id')
    .forNoKeyUpdate()
}

export const endSessions = defineQuery((p: { ids: readonly RowId<'embed_session'>[]; at: Instant }) =>
  query
    .updateTable('embed_session')
    .set({ revoked_at: p.at })
    .where('id', '=', sql<RowId<'embed_session'>>`any(${p.ids}::uuid[])`),
)
