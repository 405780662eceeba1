/** Proves what the design promises over a whole database, while others write to it. */
import type { Database } from '../db/database.ts'
import { encodeId } from '../primitives/id.ts'
import { type MachineClock, systemClock } from '../primitives/machine-clock.ts'
import type { Storage } from '../storage/storage.ts'
import { catalogRules, databaseRules, examineDatabase, tenantRules } from './examine-database.ts'
import { examineFiles, fileRules } from './examine-files.ts'
import { examineRows } from './examine-rows.ts'
import type { Finding } from './finding.ts'
import { createReport } from './report.ts'
import { rowRules } from './rules/index.ts'

export interface Examination {
  /** With the app's rights: a login that row-level security does not hold is itself a finding, and the only one. */
  database: Database
  /** Without it, the bytes of files are not looked at. */
  storage?: Storage
  /** `tenant_…`; without it, all tenants and the database itself. */
  tenant?: string
  /** Findings of one rule that are told; all are counted. 20 without it. */
  limit?: number
  pageSize?: number
  clock?: MachineClock
  /** Called with each finding as it is made. */
  tell(finding: Finding): void
}

export interface Examined {
  tenants: number
  /** How many findings each broken rule has. */
  counts: Record<string, number>
}

/** The tenant that was asked for is none of this database. */
export class UnknownTenant extends Error {
  override readonly name = 'UnknownTenant'
}

/** Throws `UnknownTenant`. Holds the findings of one page of one table at a time. */
export async function examine(examination: Examination): Promise<Examined> {
  const { database, storage, clock = systemClock, pageSize = 5000, limit = 20 } = examination
  const report = createReport(limit, examination.tell)
  const examined = (tenants: number) => ({ tenants, counts: Object.fromEntries([...report.counts].sort()) })
  const login = await findLogin(database)
  if (login.unbound) {
    report.add(LOGIN, 1, [loginFinding(login.name)])
    return examined(0)
  }
  if (examination.tenant === undefined) await examineDatabase(database, report)
  const rules = [...rowRules, ...(await catalogRules(database))]
  let tenants = 0
  for await (const tenant of listTenants(database)) {
    if (examination.tenant !== undefined && examination.tenant !== tenant.id) continue
    await examineRows(database, tenant, rules, report, { pageSize, machineNow: clock.now() })
    if (storage) await examineFiles(database, storage, tenant, report, clock.now())
    tenants++
  }
  if (examination.tenant !== undefined && tenants === 0)
    throw new UnknownTenant(`There is no tenant ${examination.tenant}.`)
  return examined(tenants)
}

const LOGIN = 'database.login'
const loginRule = {
  meaning: 'The login of the app is bound by row-level security.',
  mend: 'Give DATABASE_URL the login that agencyops migrate makes, which owns nothing.',
}

async function findLogin(database: Database): Promise<{ name: string; unbound: boolean }> {
  const login = await database.bound({}).first<{ name: string; unbound: boolean }>({
    sql: 'select rolname::text as name, rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user',
    parameters: [],
  })
  return login ?? { name: 'unknown', unbound: true }
}

const loginFinding = (name: string): Finding => ({
  tenant: null,
  rule: LOGIN,
  record: name,
  figures: {},
  detail: `${name} sees all rows of all tenants, so nothing more was looked at.`,
  mend: loginRule.mend,
})

const TENANTS_AT_ONCE = 500

/** By their internal ids, each read as itself: nobody may read them all at once. */
async function* listTenants(database: Database): AsyncGenerator<{ tenantId: number; id: string }> {
  for (let after = 0; ; ) {
    const some = await database.bound({}).all<{ tenant_id: number }>({
      sql: 'select tenant_id from event_counter where tenant_id > $1 order by tenant_id limit $2',
      parameters: [after, TENANTS_AT_ONCE],
    })
    for (const { tenant_id: tenantId } of some) {
      const row = await database
        .bound({ tenantId })
        .first<{ public_id: string }>({ sql: 'select public_id from tenant where id = $1', parameters: [tenantId] })
      if (row) yield { tenantId, id: encodeId('tenant', row.public_id) }
    }
    if (some.length < TENANTS_AT_ONCE) return
    after = (some.at(-1) as { tenant_id: number }).tenant_id
  }
}

/** Every rule there is: what holds, and what to do where it does not. */
export function listRules(): { rule: string; meaning: string; mend: string }[] {
  const named = (rules: Record<string, { meaning: string; mend: string }>) =>
    Object.entries(rules).map(([rule, { meaning, mend }]) => ({ rule, meaning, mend }))
  return [
    ...named({ [LOGIN]: loginRule, ...databaseRules }),
    ...[...tenantRules, ...rowRules].map(({ name: rule, meaning, mend }) => ({ rule, meaning, mend })),
    ...named(fileRules),
  ]
}
