/** What the command line does with API keys: the operator's rights, the system as actor. */
import { keyScopes, type Scope } from '@agencyops/schema'
import type { Database } from '../../../db/database.ts'
import { defineQuery, query } from '../../../db/query.ts'
import { type Instant, type RowId, toRow } from '../../../db/row.ts'
import { systemWork } from '../../../db/system-work.ts'
import { readClock } from '../../../db/tenant-clock.ts'
import type { Reactions, UnitOfWork } from '../../../db/unit-of-work.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { type MachineClock, systemClock } from '../../../primitives/machine-clock.ts'
import { listSecrets, selectApiKeys } from '../queries/api-keys.ts'
import { findTenantRow } from '../queries/tenants.ts'
import type { TenantRow } from '../tables.ts'
import { apiKeyView, secretsInForce } from '../views.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'

export interface CliTools {
  database: Database
  reactions: Reactions
  clock?: MachineClock
}

const listTenantIds = defineQuery((_: object) =>
  query.selectFrom('event_counter').select('tenant_id').orderBy('tenant_id'),
)

const AT_ONCE = 25

/** The tenants of the database, by their internal ids. */
export async function listTenants({ database }: Pick<CliTools, 'database'>): Promise<TenantRow[]> {
  const found = await database.bound({}).all(listTenantIds({}))
  const rows: TenantRow[] = []
  for (let start = 0; start < found.length; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE)
    const read = some.map(({ tenant_id: id }) => database.bound({ tenantId: id }).first(findTenantRow({ id })))
    for (const row of await Promise.all(read)) if (row) rows.push(row)
  }
  return rows
}

/** The tenant of an id `tenant_…`, or the only one there is. Null where that finds none, or not one alone. */
export async function findTenant(tools: Pick<CliTools, 'database'>, id?: string): Promise<TenantRow | null> {
  const tenants = await listTenants(tools)
  if (id === undefined) return tenants.length === 1 ? (tenants[0] ?? null) : null
  const wanted = toRow(id as `tenant_${string}`)
  return tenants.find((row) => row.public_id === wanted) ?? null
}

/** All keys, newest first. */
export async function listKeys({ database, clock = systemClock }: CliTools, tenantId: number) {
  const db = database.bound({ tenantId })
  const rows = await db.all(selectApiKeys({}).orderBy('created_at', 'desc').orderBy('id', 'desc'))
  const secrets = rows.length === 0 ? [] : await db.all(listSecrets({ ids: rows.map((row) => row.id) }))
  const now = formatInstant(clock.now())
  return rows.map((row) =>
    apiKeyView(
      row,
      secretsInForce(
        secrets.filter((one) => one.api_key_id === row.id),
        now,
      ),
    ),
  )
}

/** Mints a key, with every scope that a key may have unless told. */
export function createKey(
  tools: CliTools,
  tenantId: number,
  input: { name: string; scopes?: readonly Scope[]; expiresAt?: Instant },
) {
  return transact(tools, tenantId, 'keys create', async (work) => {
    const { row, secret, hint } = await createApiKey(work, {
      name: input.name,
      scopes: input.scopes ?? keyScopes,
      expiresAt: input.expiresAt,
      mintedBy: null,
    })
    return { ...apiKeyView(row, [hint]), secret }
  })
}

/** Gives a key (`api_key_…`) another secret; the old one ends after some seconds. Throws `ProblemError`. */
export function rotateKey(tools: CliTools, tenantId: number, input: { id: string; oldExpiresIn: number }) {
  return transact(tools, tenantId, 'keys rotate', async (work) => {
    const { row, secret, hints } = await rotateApiKey(work, keyId(input.id), { ...input, askedBy: null })
    return { ...apiKeyView(row, hints), secret }
  })
}

/** Ends a key (`api_key_…`) and all that descends from it. Throws `ProblemError`. */
export function revokeKey(tools: CliTools, tenantId: number, id: string) {
  return transact(tools, tenantId, 'keys revoke', async (work) => {
    const { row, descendants } = await revokeApiKey(work, keyId(id))
    return { ...apiKeyView(row, []), descendants: descendants.length }
  })
}

const keyId = (id: string): RowId<'api_key'> => toRow(id as `api_key_${string}`)

async function transact<T>(
  { database, reactions, clock = systemClock }: CliTools,
  tenantId: number,
  operation: string,
  work: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  const db = database.bound({ tenantId })
  const [tenant, tenantClock] = await Promise.all([
    db.first(findTenantRow({ id: tenantId })),
    readClock(db, clock.now()),
  ])
  return database.transaction({ tenantId }, async (transaction) => {
    const live = tenant?.kind === 'live'
    const unit = systemWork(transaction, { tenantId, live, clock, tenantClock, reactions, operation })
    const result = await work(unit)
    await unit.finish()
    return result
  })
}
