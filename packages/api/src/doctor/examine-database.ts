/** The database itself: row-level security in force, and what its catalogue says. */
import { catalogDemands, tablesOfTenants, tenantReferences } from '../db/catalog-demands.ts'
import type { Database } from '../db/database.ts'
import type { Report } from './report.ts'
import { type Rule, within } from './rule.ts'

export const databaseRules: Record<string, { meaning: string; mend: string }> = {
  ...Object.fromEntries(Object.entries(catalogDemands).map(([name, demand]) => [`database.${name}`, demand])),
  'database.unbound': {
    meaning: 'A connection that is bound to no tenant sees no row of any.',
    mend: 'Row-level security does not hold here: take the app off the net until it does.',
  },
}

/** The tenants' tables that the app reads. */
const readable = `select name from (${tablesOfTenants}) t where has_table_privilege(t.oid, 'select') order by 1`

/** Asks as the app, bound to nobody. */
export async function examineDatabase(database: Database, report: Report): Promise<void> {
  const db = database.bound({})
  for (const [name, { sql, meaning, mend }] of Object.entries(catalogDemands)) {
    const rows = await db.all<{ name: string }>({ sql: `select name from (${sql}) f order by 1`, parameters: [] })
    tell(report, `database.${name}`, meaning, mend, rows)
  }
  const tables = await listTables(database)
  const seen = await db.all<{ name: string }>({
    sql: tables.map((table) => `(select '${table}' as name from ${table} limit 1)`).join(' union all '),
    parameters: [],
  })
  const { meaning, mend } = databaseRules['database.unbound'] as { meaning: string; mend: string }
  tell(report, 'database.unbound', meaning, mend, seen)
}

function tell(report: Report, rule: string, meaning: string, mend: string, rows: readonly { name: string }[]): void {
  const findings = rows.map(({ name }) => ({
    tenant: null,
    rule,
    record: name,
    figures: {},
    detail: `Of ${name} it does not hold: ${meaning}`,
    mend,
  }))
  report.add(rule, rows.length, findings)
}

async function listTables(database: Database): Promise<string[]> {
  return (await database.bound({}).all<{ name: string }>({ sql: readable, parameters: [] })).map(({ name }) => name)
}

const ALONE = {
  name: 'tenant.alone',
  meaning: 'Who is bound to a tenant sees no row of another.',
  detail: 'Rows of another tenant are seen in {name}.',
  mend: 'Row-level security does not hold here: take the app off the net until it does.',
}

const REFERENCE = {
  name: 'reference.missing',
  meaning: 'What a record refers to exists in its tenant: parents, and the change of a row of history.',
  detail: 'Its {column} names {missing}, which is no {parent} of the tenant.',
  mend: 'Restore the parent from a backup. Constraints were off when it went: see database.in_force.',
}

/** Rules about tenants' rows that are made from the catalogue. */
export const tenantRules = [ALONE, REFERENCE] as const

export async function catalogRules(database: Database): Promise<Rule[]> {
  const references = await database
    .bound({})
    .all<{ child: string; column: string; parent: string }>({ sql: tenantReferences, parameters: [] })
  const bound = `current_setting('app.tenant_id')::int`
  const foreign = (await listTables(database)).flatMap((table) =>
    ['<', '>'].map((side) => `(select '${table}' as name from ${table} where tenant_id ${side} ${bound} limit 1)`),
  )
  const alone = `select (select public_id from tenant where id = ${bound}) as id, f.name from (${foreign.join(' union ')}) f`
  return [
    { ...ALONE, over: 'tenant', sql: alone },
    ...references.map(({ child, column, parent }) => ({
      ...REFERENCE,
      over: child,
      sql: `select c.id, '${column}' as column, '${parent}' as parent, c.${column} as missing from ${child} c
        where ${within('c')} and c.${column} is not null
          and not exists (select 1 from ${parent} p where p.tenant_id = c.tenant_id and p.id = c.${column})`,
    })),
  ]
}
