import type { Scope } from '@agencyops/schema'
import { insertRow } from '../../../db/insert.ts'
import type { Instant, RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { hashKey, keyHint, newKeySecret } from '../../../primitives/key-secret.ts'
import { shareApiKey } from '../queries/api-keys.ts'
import type { ApiKeyRow } from '../tables.ts'
import { apiKeyView } from '../views.ts'

export interface NewApiKey {
  name: string
  scopes: readonly Scope[]
  expiresAt?: Instant | undefined
  mintedBy: { key: RowId<'api_key'> } | { platformKey: RowId<'platform_key'> } | null
}

/**
 * Mints a key and its first secret, which is answered this once. Throws 403 for a scope that the minter lacks, 422 for
 * a key that would outlive it.
 */
export async function createApiKey(
  work: UnitOfWork,
  input: NewApiKey,
): Promise<{ row: ApiKeyRow; secret: string; hint: string }> {
  for (const scope of input.scopes) {
    if (work.can(scope)) continue
    throw new ProblemError('insufficient_scope', { detail: `A key cannot mint ${scope}, which it lacks itself.` })
  }
  const minter = input.mintedBy && 'key' in input.mintedBy ? await holdMinter(work, input.mintedBy.key) : null
  const row: ApiKeyRow = {
    tenant_id: work.tenantId,
    id: work.newId('api_key'),
    name: input.name,
    scopes: [...new Set(input.scopes)],
    minted_by_key_id: minter?.id ?? null,
    minted_by_platform_key_id: input.mintedBy && 'platformKey' in input.mintedBy ? input.mintedBy.platformKey : null,
    expires_at: expiryOf(work, input.expiresAt, minter),
    revoked_at: null,
    last_used_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
  }
  work.later(insertRow('api_key', row))
  const { secret, hint } = mintSecret(work, row.id, null)
  await work.record({
    type: 'api_key.created',
    subject: { type: 'api_key', id: row.id, version: 1 },
    after: apiKeyView(row, [hint]),
  })
  return { row, secret, hint }
}

/** Whoever revokes the minter finds what it has minted, or it mints nothing more. Throws 401. */
export async function holdMinter(work: UnitOfWork, id: RowId<'api_key'>): Promise<ApiKeyRow> {
  const minter = await work.first(shareApiKey({ id }))
  if (minter && minter.revoked_at === null) return minter
  throw new ProblemError('unauthenticated', { detail: 'The key that asks was revoked.' })
}

/** A new secret of a key. `mintedBy` is the key that learns it, where it is another one. */
export function mintSecret(
  work: UnitOfWork,
  keyId: RowId<'api_key'>,
  mintedBy: RowId<'api_key'> | null,
): { secret: string; hint: string } {
  const secret = newKeySecret(work.principal.live ? 'live' : 'test')
  const hint = keyHint(secret)
  work.later(
    insertRow('api_key_secret', {
      tenant_id: work.tenantId,
      id: work.newId('api_key_secret'),
      api_key_id: keyId,
      hash: hashKey(secret),
      hint,
      minted_by_key_id: mintedBy,
      expires_at: null,
      created_at: work.machineNow,
    }),
  )
  return { secret, hint }
}

function expiryOf(work: UnitOfWork, wanted: Instant | undefined, minter: ApiKeyRow | null): Instant | null {
  const expiresAt = wanted === undefined ? null : formatInstant(Date.parse(wanted))
  if (expiresAt !== null && expiresAt <= work.machineNow) {
    throw invalidField('#/expires_at', 'invalid', 'A key expires in the future, by the machine’s time.')
  }
  const limit = minter?.expires_at ?? null
  if (limit !== null && expiresAt !== null && expiresAt > limit) {
    throw invalidField(
      '#/expires_at',
      'invalid',
      `A key does not outlive the one that mints it, which ends at ${limit}.`,
    )
  }
  return expiresAt ?? limit
}
