/** The rules about a tenant's rows, over one snapshot of them. */
import type { Database, Snapshot } from '../db/database.ts'
import { findTestClock, listTimeZones, tenantClock } from '../db/tenant-clock.ts'
import type { Statement } from '../db/wire.ts'
import { formatInstant } from '../primitives/instant.ts'
import { type Finding, type FoundRow, findingOf } from './finding.ts'
import type { Report } from './report.ts'
import type { Rule } from './rule.ts'

const MACHINE_TIME = 'select clock_timestamp()::timestamptz(3) as now'
const FIRST = '00000000-0000-0000-0000-000000000000'

export interface RowsOptions {
  /** Rows of a table that are looked at with one statement. */
  pageSize: number
  machineNow: number
}

/** Runs the rules bound to the tenant, so that row-level security itself says whose rows are seen. */
export async function examineRows(
  database: Database,
  tenant: { tenantId: number; id: string },
  rules: readonly Rule[],
  report: Report,
  options: RowsOptions,
): Promise<void> {
  await database.snapshot({ tenantId: tenant.tenantId }, async (snapshot) => {
    await begin(snapshot, options.machineNow)
    const tell = (rule: Rule, found: FoundRow): Finding => findingOf(rule, tenant.id, found)
    for (const table of new Set(rules.map((rule) => rule.over))) {
      const own = rules.filter((rule) => rule.over === table)
      if (table === 'tenant') await examinePage(snapshot, own, [], report, tell)
      else await walk(snapshot, table, options.pageSize, (page) => examinePage(snapshot, own, page, report, tell))
    }
  })
}

/** Fixes what time it is, and gives each statement more of it than a request has. */
async function begin(snapshot: Snapshot, machineNow: number): Promise<void> {
  const [clocks, zones, machine] = await snapshot.group([
    findTestClock({}),
    listTimeZones({}),
    { sql: MACHINE_TIME, parameters: [] },
  ])
  // What was committed carries the time of the database's machine or of another process's: now is the latest known.
  const latest = Math.max(machineNow, Date.parse(machine?.rows[0]?.now as string))
  const clock = tenantClock(latest, clocks?.rows[0] as never, (zones?.rows ?? []) as never)
  const settings = {
    'doctor.now': clock.now,
    'doctor.today': clock.today,
    'doctor.machine_now': formatInstant(latest),
    statement_timeout: '10min',
    idle_in_transaction_session_timeout: '1min',
  }
  await snapshot.group(
    Object.entries(settings).map(([name, value]) => ({
      sql: 'select set_config($1, $2, true)',
      parameters: [name, value],
    })),
  )
}

/** Calls `work` with the bounds of each page of a table, by id. */
async function walk(
  snapshot: Snapshot,
  table: string,
  pageSize: number,
  work: (page: readonly [after: string, through: string]) => Promise<void>,
): Promise<void> {
  for (let after = FIRST; ; ) {
    const page = await snapshot.first<{ id: string; n: number }>({
      sql: `with page as (select id from ${table} where id > $1 order by id limit $2)
        select id, (select count(*)::int from page) as n from page order by id desc limit 1`,
      parameters: [after, pageSize],
    })
    if (!page) return
    await work([after, page.id])
    if (page.n < pageSize) return
    after = page.id
  }
}

async function examinePage(
  snapshot: Snapshot,
  rules: readonly Rule[],
  page: readonly string[],
  report: Report,
  tell: (rule: Rule, found: FoundRow) => Finding,
): Promise<void> {
  const statements = rules.map(({ name, sql }): Statement => {
    // One row more than is told, so that a rule whose findings are told already still counts.
    const limit = `limit ${report.left(name) + 1}`
    return {
      sql: `select f.id, to_jsonb(f) - 'id' as figures, count(*) over ()::int as found from (${sql}) f order by f.id ${limit}`,
      parameters: page,
    }
  })
  const results = await snapshot.group(statements)
  for (const [index, { rows }] of results.entries()) {
    const rule = rules[index] as Rule
    const found = rows as unknown as (FoundRow & { found: number })[]
    report.add(
      rule.name,
      found[0]?.found ?? 0,
      found.map((row) => tell(rule, row)),
    )
  }
}
