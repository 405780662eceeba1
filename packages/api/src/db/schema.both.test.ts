/** Asks the database itself for what the design demands of every table, so that no migration can forget it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/databases.ts'
import { asAdmin } from '../testing/databases-template.ts'
import { catalogDemands, INSERT_ONLY, tables, tablesOfTenants } from './catalog-demands.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

// biome-ignore lint/suspicious/noExplicitAny: rows of the catalogue.
async function ask(sql: string): Promise<any[]> {
  if (test.kind === 'pglite') return (await test.pglite.query(sql)).rows
  return asAdmin(test.adminUrl, async (admin) => (await admin.query(sql)).rows)
}
const names = async (sql: string): Promise<string[]> => (await ask(sql)).map((row) => Object.values(row).join(' '))

const demanded = Object.entries(catalogDemands).map(([name, demand]) => ({ name, ...demand }))

describe('the doctor’s demands', () => {
  it.each(demanded)('$name: $meaning', async ({ sql }) => {
    expect(await names(sql)).toEqual([])
  })
})

describe('row-level security', () => {
  it('is looked for on every table of a tenant, and missing on two that the app reads', async () => {
    expect((await ask(tablesOfTenants)).length).toBeGreaterThan(30)
    const readable = `select name from (${tables}) t where has_table_privilege('agencyops_app', t.oid, 'select') and not (relrowsecurity and relforcerowsecurity) order by 1`
    expect(await names(readable)).toEqual(['event_counter', 'migration'])
  })

  it('threat 35: cannot be walked around', async () => {
    for (const { sql } of [catalogDemands.owner, catalogDemands.views, catalogDemands.definers]) {
      expect(await names(sql)).toEqual([])
    }
    const definers = `select p.proname from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`
    expect(await names(definers)).toEqual(['find_credential', 'keep_api_key_credential'])
    expect(
      await names(
        `select privilege_type from information_schema.role_table_grants where table_name = 'credential' and grantee in ('agencyops_app', 'PUBLIC')`,
      ),
    ).toEqual([])
  })
})

describe('keys and indexes', () => {
  it('cover every foreign key, so that no check reads a whole table', async () => {
    const bare = `select t.name, k.conname from (${tables}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      where k.confrelid not in ('tenant'::regclass, 'platform'::regclass) and not exists (
        select 1 from pg_index i where i.indrelid = t.oid
        and (select array_agg(x order by x) from unnest((string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)]) x)
          = (select array_agg(x order by x) from unnest(k.conkey) x))`
    expect(await names(bare)).toEqual([])
  })
})

describe('grants', () => {
  it('let the app only add to what is evidence', async () => {
    const evidence = await names(
      `select name from (${tables}) t where name = any('{${INSERT_ONLY.join()}}') order by 1`,
    )
    expect(evidence.length).toBeGreaterThan(4)
    for (const table of evidence) {
      const rights = `select string_agg(privilege_type, ',' order by privilege_type) as rights from information_schema.role_table_grants where grantee = 'agencyops_app' and table_name = '${table}'`
      expect([table, ...(await names(rights))]).toEqual([table, 'INSERT,SELECT'])
    }
  })
})

describe('times and amounts', () => {
  it('are in milliseconds with a zone, and whole minor units', async () => {
    const times = `select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> 'migration'
      and (data_type = 'timestamp without time zone' or (data_type = 'timestamp with time zone' and datetime_precision <> 3))`
    expect(await names(times)).toEqual([])
    const amounts = `select table_name, column_name from information_schema.columns where table_schema = 'public' and column_name like '%\\_minor' and coalesce(domain_name, '') <> 'amount'`
    expect(await names(amounts)).toEqual([])
    expect(
      await names(
        `select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type in ('real', 'double precision', 'money')`,
      ),
    ).toEqual([])
  })
})

describe('row types', () => {
  it('say what the columns are', async () => {
    const stated = statedTables()
    expect(stated.size).toBeGreaterThan(30)
    const columns = await ask(
      `select table_name, column_name, is_nullable, data_type, column_default is not null or is_identity = 'YES' as has_default from information_schema.columns where table_schema = 'public' order by 1, ordinal_position`,
    )
    const actual = new Map<string, Map<string, string>>()
    for (const { table_name: table, column_name: column, is_nullable: nullable, data_type: type } of columns) {
      if (!stated.has(table)) continue
      const known = actual.get(table) ?? new Map<string, string>()
      actual.set(table, known.set(column, `${KINDS[type] ?? type}${nullable === 'YES' ? ' or null' : ''}`))
    }
    const plain = (map: Map<string, Map<string, string>>) =>
      Object.fromEntries([...map].sort().map(([table, fields]) => [table, Object.fromEntries([...fields].sort())]))
    expect(plain(stated)).toEqual(plain(actual))
  })

  it('are stated for every table that the app reads', async () => {
    const readable = await names(
      `select name from (${tables}) t where has_table_privilege('agencyops_app', t.oid, 'select') and name <> 'migration' order by 1`,
    )
    const stated = statedTables()
    expect(readable.filter((table) => !stated.has(table))).toEqual([])
  })
})

const KINDS: Record<string, string> = {
  integer: 'number',
  bigint: 'number',
  smallint: 'number',
  numeric: 'text',
  text: 'text',
  uuid: 'text',
  date: 'text',
  'timestamp with time zone': 'text',
  boolean: 'boolean',
  jsonb: 'json',
  bytea: 'bytes',
  ARRAY: 'array',
}

/** Reads `modules/<area>/tables.ts`: table → column → kind, from the types as the compiler resolves them. */
function statedTables(): Map<string, Map<string, string>> {
  const modules = path.join(import.meta.dirname, '../modules')
  const sources = readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(modules, entry.name, 'tables.ts'))
    .filter((file) => ts.sys.fileExists(file))
    .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true))
  const interfaces = new Map<string, ts.InterfaceDeclaration>()
  const aliases = new Map<string, ts.TypeNode>()
  for (const source of sources) {
    for (const node of source.statements) {
      if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node)
      if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, node.type)
    }
  }
  const members = (declaration: ts.InterfaceDeclaration): ts.PropertySignature[] => {
    const inherited = (declaration.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((type) => {
        const base = interfaces.get(type.expression.getText())
        return base ? members(base) : []
      }),
    )
    return [...inherited, ...declaration.members.filter(ts.isPropertySignature)]
  }
  const kind = (node: ts.TypeNode): string => {
    if (ts.isUnionTypeNode(node)) {
      const parts = node.types.map(kind)
      const rest = new Set(parts.filter((part) => part !== 'null'))
      return `${[...rest].join('|')}${parts.includes('null') ? ' or null' : ''}`
    }
    if (ts.isParenthesizedTypeNode(node)) return kind(node.type)
    if (ts.isArrayTypeNode(node)) return 'array'
    if (ts.isTypeOperatorNode(node)) return kind(node.type)
    if (ts.isLiteralTypeNode(node)) return node.literal.kind === ts.SyntaxKind.NullKeyword ? 'null' : 'text'
    if (ts.isTypeReferenceNode(node)) {
      const name = node.typeName.getText()
      if (name === 'Generated' || name === 'GeneratedAlways') return kind(node.typeArguments?.[0] as ts.TypeNode)
      if (name === 'ColumnType') return kind(node.typeArguments?.[0] as ts.TypeNode)
      if (name === 'Json') return 'json'
      if (name === 'Buffer' || name === 'Uint8Array') return 'bytes'
      const alias = aliases.get(name)
      return alias ? kind(alias) : 'text'
    }
    if (node.kind === ts.SyntaxKind.NumberKeyword) return 'number'
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean'
    return 'text'
  }
  const stated = new Map<string, Map<string, string>>()
  for (const [name, declaration] of interfaces) {
    if (!name.endsWith('Tables')) continue
    for (const table of declaration.members.filter(ts.isPropertySignature)) {
      const row = interfaces.get((table.type as ts.TypeReferenceNode).typeName.getText())
      if (!row) continue
      const fields = members(row).map((field): [string, string] => [
        field.name.getText(),
        kind(field.type as ts.TypeNode),
      ])
      stated.set(table.name.getText(), new Map(fields))
    }
  }
  return stated
}
