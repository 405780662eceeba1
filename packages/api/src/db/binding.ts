/** The first statement of every group: whose rows the rest of it may see. */
import type { Binding } from './database.ts'
import type { Statement } from './wire.ts'

const SQL = `select set_config('app.tenant_id', $1, true), set_config('app.platform_id', $2, true)`

export function bind(binding: Binding): Statement {
  const tenant = binding.tenantId ?? ''
  const platform = binding.platformId ?? ''
  for (const id of [tenant, platform]) {
    if (id !== '' && !Number.isSafeInteger(id)) throw new TypeError(`${id} is no tenant or platform`)
  }
  return { name: 'bind', sql: SQL, parameters: [String(tenant), String(platform)] }
}
