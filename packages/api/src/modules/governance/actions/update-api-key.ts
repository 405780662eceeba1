import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { listSecrets, lockApiKey } from '../queries/api-keys.ts'
import type { ApiKeyRow } from '../tables.ts'
import { apiKeyView, secretsInForce } from '../views.ts'

/** Calls a key something else. */
export async function updateApiKey(
  work: UnitOfWork,
  id: RowId<'api_key'>,
  input: { name?: string | undefined },
): Promise<{ row: ApiKeyRow; hints: string[] }> {
  const before = await work.first(lockApiKey({ id }))
  if (!before) throw notFound('API key')
  work.match(before.version)
  const hints = secretsInForce(await work.all(listSecrets({ ids: [id] })), work.machineNow)
  const { after, columns } = changeRow(before, input, work.now)
  if (!columns) return { row: before, hints }
  work.later(updateRow('api_key', id, columns), 1)
  await work.record({
    type: 'api_key.updated',
    subject: { type: 'api_key', id, version: after.version },
    before: apiKeyView(before, hints),
    after: apiKeyView(after, hints),
  })
  return { row: after, hints }
}
