import type { Scope } from '@agencyops/schema'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound, ProblemError } from '../../../http/problem.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { endSecrets, listSecrets, lockApiKey } from '../queries/api-keys.ts'
import type { ApiKeyRow } from '../tables.ts'
import { apiKeyView, secretsInForce } from '../views.ts'
import { holdMinter, mintSecret } from './create-api-key.ts'

/**
 * Gives a key another secret; those before it end after some seconds of the machine's time. Who asks learns the
 * secret, so a key with more scopes than the asker is refused, and the secret ends when the asking key is revoked.
 */
export async function rotateApiKey(
  work: UnitOfWork,
  id: RowId<'api_key'>,
  input: { oldExpiresIn: number; askedBy: RowId<'api_key'> | null },
): Promise<{ row: ApiKeyRow; secret: string; hints: string[] }> {
  const askedBy = input.askedBy === id ? null : input.askedBy
  if (askedBy !== null) await holdMinter(work, askedBy)
  const before = await work.first(lockApiKey({ id }))
  if (!before) throw notFound('API key')
  work.match(before.version)
  if (before.revoked_at !== null) throw illegalMove('The key is revoked. Mint another one.', [])
  const lacking = (before.scopes as Scope[]).find((scope) => !work.can(scope))
  if (lacking !== undefined) {
    throw new ProblemError('insufficient_scope', {
      detail: `The key has the scope ${lacking}, which the one that asks lacks.`,
    })
  }
  const oldEnds = formatInstant(Date.parse(work.machineNow) + input.oldExpiresIn * 1000)
  const secrets = await work.all(listSecrets({ ids: [id] }))
  const old = secretsInForce(secrets, work.machineNow)
  work.later(endSecrets({ api_key_id: id, at: oldEnds }), secrets.length)
  const { secret, hint } = mintSecret(work, id, askedBy)
  const columns = { version: before.version + 1, updated_at: work.now }
  work.later(updateRow('api_key', id, columns), 1)
  const row = { ...before, ...columns }
  const hints = [...(input.oldExpiresIn > 0 ? old : []), hint]
  await work.record({
    type: 'api_key.rotated',
    subject: { type: 'api_key', id, version: row.version },
    before: apiKeyView(before, old),
    after: apiKeyView(row, hints),
  })
  return { row, secret, hints }
}
