import type { Scope } from '@agencyops/schema'
import { insertRow } from '../../../db/insert.ts'
import type { Instant, RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { ProblemError } from '../../../http/problem.ts'
import { hashKey, keyHint, newKeySecret } from '../../../primitives/key-secret.ts'
import type { ApiKeyRow } from '../tables.ts'
import { apiKeyView } from '../views.ts'

export interface NewApiKey {
  name: string
  scopes: readonly Scope[]
  expiresAt?: Instant | undefined
  mintedBy: { key: RowId<'api_key'> } | { platformKey: RowId<'platform_key'> } | null
}

/** Mints a key and its first secret, which is answered this once. Throws 403 for a scope that the minter lacks. */
export async function createApiKey(
  work: UnitOfWork,
  input: NewApiKey,
): Promise<{ row: ApiKeyRow; secret: string; hint: string }> {
  for (const scope of input.scopes) {
    if (work.can(scope)) continue
    throw new ProblemError('insufficient_scope', { detail: `A key cannot mint ${scope}, which it lacks itself.` })
  }
  const secret = newKeySecret(work.principal.live ? 'live' : 'test')
  const hint = keyHint(secret)
  const row: ApiKeyRow = {
    tenant_id: work.tenantId,
    id: work.newId('api_key'),
    name: input.name,
    scopes: [...new Set(input.scopes)],
    minted_by_key_id: input.mintedBy && 'key' in input.mintedBy ? input.mintedBy.key : null,
    minted_by_platform_key_id: input.mintedBy && 'platformKey' in input.mintedBy ? input.mintedBy.platformKey : null,
    expires_at: input.expiresAt ?? null,
    revoked_at: null,
    last_used_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
  }
  work.later(insertRow('api_key', row))
  work.later(
    insertRow('api_key_secret', {
      tenant_id: work.tenantId,
      id: work.newId('api_key_secret'),
      api_key_id: row.id,
      hash: hashKey(secret),
      hint,
      expires_at: null,
      created_at: work.machineNow,
    }),
  )
  await work.record({
    type: 'api_key.created',
    subject: { type: 'api_key', id: row.id, version: 1 },
    after: apiKeyView(row, [hint]),
  })
  return { row, secret, hint }
}
