/** Presented key → principal, with a cache that forgets within seconds, so that revoking takes effect on every process. */
import type { Scope } from '@agencyops/schema'
import { type InferResult, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/database.ts'
import { defineQuery, query } from '../../db/query.ts'
import type { Instant, RowId } from '../../db/row.ts'
import type { Statement } from '../../db/wire.ts'
import type { ApiKeyPrincipal, PlatformKeyPrincipal } from '../../http/principal.ts'
import { hashKey, looksLikeKey } from '../../primitives/key-secret.ts'
import type { MachineClock } from '../../primitives/machine-clock.ts'

type KeyPrincipal = ApiKeyPrincipal | PlatformKeyPrincipal
type SecretId = RowId<'api_key_secret'>
type KeyRow = InferResult<ReturnType<typeof selectKeys>>[number]

const CACHE_MS = 3000
const CACHE_SIZE = 20_000
const FLUSH_MS = 60_000

const findCredential = (hash: Buffer): Statement => ({
  name: 'find_credential',
  sql: 'select tenant_id, platform_id, key_id from find_credential($1)',
  parameters: [hash],
})

const selectKeys = () =>
  query
    .selectFrom('api_key_secret as s')
    .innerJoin('api_key as k', (join) =>
      join.onRef('k.tenant_id', '=', 's.tenant_id').onRef('k.id', '=', 's.api_key_id'),
    )
    .innerJoin('tenant as t', 't.id', 'k.tenant_id')
    .select(['s.id as secret_id', 's.expires_at as secret_expires_at', 't.kind'])
    .select(['k.id', 'k.scopes', 'k.expires_at', 'k.revoked_at'])

const findKeyBySecret = defineQuery((p: { hash: Buffer }) => selectKeys().where('s.hash', '=', p.hash))

const listKeysBySecretId = defineQuery((p: { ids: readonly SecretId[] }) =>
  selectKeys().where('s.id', '=', sql<SecretId>`any(${p.ids}::uuid[])`),
)

const findPlatformKey = defineQuery((p: { id: RowId<'platform_key'> }) =>
  query.selectFrom('platform_key').select(['id', 'expires_at', 'revoked_at']).where('id', '=', p.id),
)

const touchKeys = defineQuery((p: { ids: RowId<'api_key'>[]; at: Instant }) =>
  query
    .updateTable('api_key')
    .set({ last_used_at: sql<Instant>`greatest(last_used_at, ${p.at}::timestamptz)` })
    .where('id', '=', sql<RowId<'api_key'>>`any(${p.ids}::uuid[])`),
)

export interface KeyAccess {
  /** Undefined for a key that is unknown, expired or revoked. */
  find(secret: string): Promise<KeyPrincipal | undefined>
  /** Those of a tenant's keys that stand, each as it stands now, by the secret that was presented. */
  standing(tenantId: number, secretIds: readonly SecretId[]): Promise<Map<SecretId, ApiKeyPrincipal>>
}

export function createKeyAccess(database: Database, clock: MachineClock): KeyAccess {
  const cache = new LRUCache<string, { principal: KeyPrincipal | undefined }>({
    max: CACHE_SIZE,
    ttl: CACHE_MS,
    ttlResolution: 0,
    perf: clock,
  })
  const looking = new Map<string, Promise<KeyPrincipal | undefined>>()
  const used = new Map<number, Set<RowId<'api_key'>>>()
  let flushedAt = clock.now()

  async function lookUp(hash: Buffer): Promise<KeyPrincipal | undefined> {
    const unbound = database.bound({}, { quick: true })
    const credential = await unbound.first<{ tenant_id: number | null; platform_id: number | null; key_id: string }>(
      findCredential(hash),
    )
    if (!credential) return undefined
    const now = new Date(clock.now()).toISOString()
    if (credential.platform_id !== null) {
      const platformId = credential.platform_id
      const keyId = credential.key_id as RowId<'platform_key'>
      const row = await database.bound({ platformId }, { quick: true }).first(findPlatformKey({ id: keyId }))
      return row && isValid(row, now) ? { kind: 'platform_key', platformId, keyId } : undefined
    }
    const tenantId = credential.tenant_id as number
    const row = await database.bound({ tenantId }, { quick: true }).first(findKeyBySecret({ hash }))
    return row && isStanding(row, now) ? principalOf(tenantId, row) : undefined
  }

  function note(principal: KeyPrincipal): void {
    if (principal.kind !== 'api_key') return
    const keys = used.get(principal.tenantId)
    if (keys) keys.add(principal.keyId)
    else used.set(principal.tenantId, new Set([principal.keyId]))
    const now = clock.now()
    if (now - flushedAt < FLUSH_MS) return
    flushedAt = now
    const at = new Date(now).toISOString()
    for (const [tenantId, ids] of used) {
      // The time of last use is a convenience: losing one is no error.
      database
        .bound({ tenantId })
        .all(touchKeys({ ids: [...ids], at }))
        .catch(() => undefined)
    }
    used.clear()
  }

  return {
    async find(secret) {
      if (!looksLikeKey(secret)) return undefined
      const known = cache.get(secret)
      let principal = known?.principal
      if (!known) {
        let pending = looking.get(secret)
        if (!pending) {
          pending = lookUp(hashKey(secret)).finally(() => looking.delete(secret))
          looking.set(secret, pending)
        }
        principal = await pending
        cache.set(secret, { principal })
      }
      if (principal) note(principal)
      return principal
    },
    async standing(tenantId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await database.bound({ tenantId }, { quick: true }).all(listKeysBySecretId({ ids }))
      const now = new Date(clock.now()).toISOString()
      return new Map(
        rows.filter((row) => isStanding(row, now)).map((row) => [row.secret_id, principalOf(tenantId, row)]),
      )
    },
  }
}

const isValid = (row: { expires_at: Instant | null; revoked_at: Instant | null }, now: Instant) =>
  row.revoked_at === null && (row.expires_at === null || row.expires_at > now)

const isStanding = (row: KeyRow, now: Instant) =>
  isValid(row, now) && (row.secret_expires_at === null || row.secret_expires_at > now)

function principalOf(tenantId: number, row: KeyRow): ApiKeyPrincipal {
  const ends = [row.expires_at, row.secret_expires_at].filter((at) => at !== null).map((at) => Date.parse(at))
  return {
    kind: 'api_key',
    tenantId,
    keyId: row.id,
    secretId: row.secret_id,
    live: row.kind === 'live',
    scopes: new Set(row.scopes as Scope[]),
    engagementIds: null,
    endsAtMs: ends.length > 0 ? Math.min(...ends) : null,
  }
}
