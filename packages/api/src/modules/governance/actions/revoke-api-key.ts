import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { endSecretsMintedBy, listDescendants, lockApiKey, lockApiKeys } from '../queries/api-keys.ts'
import type { ApiKeyRow } from '../tables.ts'
import { apiKeyView } from '../views.ts'

/** Ends a key, all that descend from it, and the secrets that they learnt of others. Revoking again changes nothing. */
export async function revokeApiKey(
  work: UnitOfWork,
  id: RowId<'api_key'>,
): Promise<{ row: ApiKeyRow; descendants: RowId<'api_key'>[] }> {
  const before = await work.first(lockApiKey({ id }))
  if (!before) throw notFound('API key')
  work.match(before.version)
  const descendants = await lockDescendants(work, id)
  const row = before.revoked_at === null ? await revoke(work, before) : before
  for (const one of descendants) await revoke(work, one)
  const ended = [id, ...descendants.map((one) => one.id)]
  work.later(endSecretsMintedBy({ ids: ended, at: work.machineNow }))
  return { row, descendants: descendants.map((one) => one.id) }
}

/** A locked key mints nothing more: once a look finds nobody new, all are held. */
async function lockDescendants(work: UnitOfWork, id: RowId<'api_key'>): Promise<ApiKeyRow[]> {
  let locked: ApiKeyRow[] = []
  for (;;) {
    const ids = (await work.all(listDescendants({ id }))).map((one) => one.id)
    if (ids.length === locked.length) return locked.filter((one) => one.revoked_at === null)
    locked = await work.all(lockApiKeys({ ids }))
  }
}

async function revoke(work: UnitOfWork, before: ApiKeyRow): Promise<ApiKeyRow> {
  const columns = { revoked_at: work.machineNow, version: before.version + 1, updated_at: work.now }
  work.later(updateRow('api_key', before.id, columns), 1)
  const row = { ...before, ...columns }
  await work.record({
    type: 'api_key.revoked',
    subject: { type: 'api_key', id: row.id, version: row.version },
    before: apiKeyView(before, []),
    after: apiKeyView(row, []),
  })
  return row
}
