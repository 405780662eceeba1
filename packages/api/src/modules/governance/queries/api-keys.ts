/** SQL of API keys and their secrets. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'

export const findApiKey = defineQuery((p: { id: RowId<'api_key'> }) =>
  query.selectFrom('api_key').selectAll().where('id', '=', p.id),
)

export const lockApiKey = defineQuery((p: { id: RowId<'api_key'> }) =>
  query.selectFrom('api_key').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who mints with it: nobody revokes it before what it minted commits. */
export const shareApiKey = defineQuery((p: { id: RowId<'api_key'> }) =>
  query.selectFrom('api_key').selectAll().where('id', '=', p.id).forShare(),
)

export const lockApiKeys = defineQuery((p: { ids: readonly RowId<'api_key'>[] }) =>
  query
    .selectFrom('api_key')
    .selectAll()
    .where('id', '=', sql<RowId<'api_key'>>`any(${p.ids}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** All keys that descend from one, and are not revoked. A key is minted after its minter, so there is no ring. */
export const listDescendants = defineQuery((p: { id: RowId<'api_key'> }) =>
  query
    .withRecursive('descendant', (db) =>
      db
        .selectFrom('api_key')
        .select(['id', 'revoked_at'])
        .where('minted_by_key_id', '=', p.id)
        .unionAll(
          db
            .selectFrom('api_key')
            .innerJoin('descendant', 'descendant.id', 'api_key.minted_by_key_id')
            .select(['api_key.id', 'api_key.revoked_at']),
        ),
    )
    .selectFrom('descendant')
    .select('id')
    .where('revoked_at', 'is', null)
    .orderBy('id'),
)

export const listSecrets = defineQuery((p: { ids: readonly RowId<'api_key'>[] }) =>
  query
    .selectFrom('api_key_secret')
    .select(['id', 'api_key_id', 'hint', 'expires_at', 'minted_by_key_id'])
    .where('api_key_id', '=', sql<RowId<'api_key'>>`any(${p.ids}::uuid[])`)
    .orderBy('id'),
)

/** Ends a key's secrets by an instant, where they do not end sooner. */
export const endSecrets = defineQuery((p: { api_key_id: RowId<'api_key'>; at: Instant }) =>
  query
    .updateTable('api_key_secret')
    .set({ expires_at: sql<Instant>`least(expires_at, ${p.at}::timestamptz)` })
    .where('api_key_id', '=', p.api_key_id),
)

/** Ends the secrets that revoked keys gave to other keys. */
export const endSecretsMintedBy = defineQuery((p: { ids: readonly RowId<'api_key'>[]; at: Instant }) =>
  query
    .updateTable('api_key_secret')
    .set({ expires_at: sql<Instant>`least(expires_at, ${p.at}::timestamptz)` })
    .where('minted_by_key_id', '=', sql<RowId<'api_key'>>`any(${p.ids}::uuid[])`),
)

export function selectApiKeys(filters: { revoked?: boolean | undefined; mintedBy?: RowId<'api_key'> | undefined }) {
  let select = query.selectFrom('api_key').selectAll()
  if (filters.revoked !== undefined) select = select.where('revoked_at', filters.revoked ? 'is not' : 'is', null)
  if (filters.mintedBy) select = select.where('minted_by_key_id', '=', filters.mintedBy)
  return select
}
