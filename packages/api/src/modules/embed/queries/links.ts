/** SQL of magic links. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'

export const findLink = defineQuery((p: { id: RowId<'magic_link'> }) =>
  query.selectFrom('magic_link').selectAll().where('id', '=', p.id),
)

export const lockLink = defineQuery((p: { id: RowId<'magic_link'> }) =>
  query.selectFrom('magic_link').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** The link that opened a session, if one did. */
export const lockLinkOfSession = defineQuery((p: { session_id: RowId<'embed_session'> }) =>
  query
    .selectFrom('magic_link')
    .selectAll()
    .where('id', '=', (one) =>
      one.selectFrom('embed_session').select('magic_link_id').where('embed_session.id', '=', p.session_id),
    )
    .forNoKeyUpdate(),
)

/** Of a secret: which link, and what kind of tenant's. */
export const findLinkOfSecret = defineQuery((p: { secret_hash: Uint8Array }) =>
  query
    .selectFrom('magic_link as l')
    .innerJoin('tenant as t', 't.id', 'l.tenant_id')
    .where('l.secret_hash', '=', p.secret_hash)
    .select(['l.id', 't.kind']),
)

export const findLinkKind = defineQuery((p: { id: RowId<'magic_link'> }) =>
  query
    .selectFrom('magic_link as l')
    .innerJoin('tenant as t', 't.id', 'l.tenant_id')
    .where('l.id', '=', p.id)
    .select(['l.id', 't.kind']),
)

/** All that a link stands on, as it is now. Read it with the link locked. */
export const findLinkGround = defineQuery((p: { id: RowId<'magic_link'> }) =>
  query
    .selectFrom('magic_link as l')
    .innerJoin('tenant as t', 't.id', 'l.tenant_id')
    .innerJoin('api_key as k', (join) =>
      join.onRef('k.tenant_id', '=', 'l.tenant_id').onRef('k.id', '=', 'l.api_key_id'),
    )
    .innerJoin('contact as c', (join) =>
      join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.contact_id'),
    )
    .where('l.id', '=', p.id)
    .select([
      't.name as tenant_name',
      't.locale',
      'k.expires_at as key_expires_at',
      'k.revoked_at as key_revoked_at',
      'c.archived_at as contact_archived_at',
      'c.erased_at as contact_erased_at',
      sql<boolean>`c.email is distinct from l.email or c.email_changed_by is distinct from l.email_changed_by`.as(
        'address_changed',
      ),
      sql<RowId<'engagement'>[]>`array(select e.engagement_id from engagement_share e
        where e.tenant_id = l.tenant_id and e.contact_id = l.contact_id)`.as('shared_ids'),
    ]),
)

export function selectLinks(
  filters: {
    contact_id?: RowId<'contact'> | undefined
    engagement_id?: RowId<'engagement'> | undefined
    status?: 'open' | 'consumed' | 'expired' | 'revoked' | undefined
  },
  now: Instant,
) {
  let select = query.selectFrom('magic_link').selectAll()
  if (filters.contact_id) select = select.where('contact_id', '=', filters.contact_id)
  if (filters.engagement_id) {
    select = select.where(sql<boolean>`engagement_ids @> array[${filters.engagement_id}]::uuid[]`)
  }
  if (!filters.status) return select
  if (filters.status === 'revoked') return select.where('revoked_at', 'is not', null)
  select = select.where('revoked_at', 'is', null)
  if (filters.status === 'consumed') return select.where('consumed_at', 'is not', null)
  return select.where('consumed_at', 'is', null).where('expires_at', filters.status === 'open' ? '>' : '<=', now)
}

/** Links that open something, or whose opened sessions can be renewed; locked in the order of their ids. */
export function lockLivingLinks(
  whose: { contact_id?: RowId<'contact'> | undefined; engagement_id?: RowId<'engagement'> | undefined },
  now: Instant,
) {
  return selectLinks(whose, now)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`coalesce(renewable_until, expires_at) > ${now}`)
    .orderBy('id')
    .forNoKeyUpdate()
}

/** What a page shows of its tenant. */
export const findTenantFace = defineQuery((p: { id: number }) =>
  query.selectFrom('tenant').select(['name', 'locale']).where('id', '=', p.id),
)
