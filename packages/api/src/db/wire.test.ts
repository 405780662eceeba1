import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresDatabase, type PostgresTestDatabase } from '../testing/databases.ts'
import { asAdmin } from '../testing/databases-template.ts'
import { type Database, openServerDatabase } from './database.ts'
import type { Statement } from './wire.ts'

let test: PostgresTestDatabase
let database: Database

beforeAll(async () => {
  test = await createPostgresDatabase()
  await asAdmin(test.adminUrl, (client) =>
    client.query(
      `create table late (id int, constraint late_once unique (id) deferrable initially deferred);
       insert into late values (1); grant all on late to agencyops_app`,
    ),
  )
  database = openServerDatabase({ url: test.url, poolSize: 3 })
})
afterAll(async () => {
  await database.close()
  await test.drop()
})

/** A statement, and the rows that it answers for a tenant; undefined where it fails. */
interface Kind {
  sql: string
  name?: string
  answers?: (value: number, tenant: number) => object[]
  /** Without it the statement takes the value as its one parameter. */
  plain?: true
}

const WHOSE = `select current_setting('app.tenant_id', true) as whose`
const KINDS: Kind[] = [
  { sql: 'select $1::int as n', name: 'p_one', answers: (n) => [{ n }] },
  { sql: 'select $1::int as n', answers: (n) => [{ n }] },
  { sql: WHOSE, name: 'p_whose', plain: true, answers: (_, tenant) => [{ whose: String(tenant) }] },
  {
    sql: 'select i, $1::text as t from generate_series(1, 3) as i',
    name: 'p_many',
    answers: (n) => [1, 2, 3].map((i) => ({ i, t: String(n) })),
  },
  { sql: 'select 1 as one where $1::int < 0', name: 'p_none', answers: () => [] },
  { sql: '', plain: true, answers: () => [] },
  { sql: 'update late set id = id where id = $1::int + 1000', name: 'p_update', answers: () => [] },
  // Refused by the parser, at Bind, while running, while running under a name, and at Sync.
  { sql: 'selec 1', plain: true },
  { sql: 'selec 2', name: 'p_syntax', plain: true },
  { sql: `select ('x' || $1)::int as n`, name: 'p_cast' },
  { sql: 'select 1 / ($1::int * 0)', name: 'p_zero' },
  { sql: 'select 1 / ($1::int * 0)' },
  { sql: 'select * from no_such_table', name: 'p_absent', plain: true },
  { sql: 'insert into late values (1)', name: 'p_late', plain: true },
  { sql: `select n from (select $1::int as n) as one where 1 / (n - n) = 1`, name: 'p_partly' },
]

const statement = fc.record({ kind: fc.constantFrom(...KINDS), value: fc.integer({ min: 0, max: 99 }) })
// Half of the groups are of statements that succeed, so that failing ones stand between them.
const sound = statement.filter(({ kind }) => kind.answers !== undefined)
const group = fc.record({
  quick: fc.boolean(),
  tenant: fc.integer({ min: 1, max: 1_000_000 }),
  statements: fc.oneof(
    fc.array(sound, { minLength: 1, maxLength: 6 }),
    fc.array(statement, { minLength: 1, maxLength: 6 }),
  ),
})

const toStatement = ({ kind, value }: { kind: Kind; value: number }): Statement => ({
  sql: kind.sql,
  parameters: kind.plain ? [] : [value],
  name: kind.name,
})

describe('groups under way at once', () => {
  it('each answer their own rows to their own tenant, and failing ones leave nobody bound', async () => {
    let failures = 0
    const unbound: Statement = { sql: WHOSE, parameters: [], name: 'p_whose' }
    await fc.assert(
      fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 16 }), async (groups) => {
        const answers = await Promise.allSettled(
          groups.map(({ quick, tenant, statements }) =>
            database.bound({ tenantId: tenant }, { quick }).group(...statements.map(toStatement)),
          ),
        )
        for (const [index, { tenant, statements }] of groups.entries()) {
          const answer = answers[index] as PromiseSettledResult<object[][]>
          if (statements.some(({ kind }) => !kind.answers)) {
            failures++
            expect(answer.status).toBe('rejected')
          } else {
            const rows = statements.map(({ kind, value }) => kind.answers?.(value, tenant))
            expect(answer).toEqual({ status: 'fulfilled', value: rows })
          }
        }
        const after = await Promise.all(
          Array.from({ length: 8 }, (_, index) => database.bound({}, { quick: index % 2 === 0 }).all(unbound)),
        )
        expect(after).toEqual(after.map(() => [{ whose: '' }]))
      }),
      { numRuns: 150 },
    )
    expect(failures).toBeGreaterThan(50)
  }, 60_000)

  it('transactions too: what failed in one is gone, and the connection serves the next', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 8 }), async (groups) => {
        const answers = await Promise.allSettled(
          groups.map(({ tenant, statements }) =>
            database.transaction({ tenantId: tenant }, async (transaction) => {
              const rows = []
              for (const one of statements) rows.push(await transaction.all(toStatement(one)))
              await transaction.commit()
              return rows
            }),
          ),
        )
        for (const [index, { tenant, statements }] of groups.entries()) {
          const answer = answers[index] as PromiseSettledResult<object[][]>
          const fails = statements.some(({ kind }) => !kind.answers)
          const rows = statements.map(({ kind, value }) => kind.answers?.(value, tenant))
          if (fails) expect(answer.status).toBe('rejected')
          else expect(answer).toEqual({ status: 'fulfilled', value: rows })
        }
        const after = await Promise.all(
          Array.from({ length: 4 }, () => database.bound({}).all({ sql: WHOSE, parameters: [] })),
        )
        expect(after).toEqual(after.map(() => [{ whose: '' }]))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
