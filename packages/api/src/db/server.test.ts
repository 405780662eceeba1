import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresDatabase, type PostgresTestDatabase } from '../testing/databases.ts'
import { asAdmin } from '../testing/databases-template.ts'
import { type Database, openServerDatabase } from './database.ts'
import { defineQuery, query } from './query.ts'

let test: PostgresTestDatabase
let database: Database

beforeAll(async () => {
  test = await createPostgresDatabase()
  await admin('create table counted (id int primary key, n int not null); insert into counted values (1, 0), (2, 0)')
  await admin('grant all on counted to agencyops_app')
  database = openServerDatabase({ url: test.url, poolSize: 4, statementTimeoutMs: 400 })
})
afterAll(async () => {
  await database.close()
  await test.drop()
})

const statement = (text: string, name?: string) => ({ sql: text, parameters: [], name })
const admin = (sql: string) => asAdmin(test.adminUrl, async (client) => (await client.query(sql)).rows)
const backends = `select pid from pg_stat_activity where datname = current_database() and usename = 'agencyops_app'`

describe('deadlocks', () => {
  it('are run again and both writers succeed', async () => {
    let attempts = 0
    let arrived = 0
    let open: () => void = () => undefined
    const both = new Promise<void>((resolve) => {
      open = resolve
    })
    const patient = openServerDatabase({ url: test.url, poolSize: 4, statementTimeoutMs: 10_000 })
    const raise = (first: number, second: number) =>
      patient.transaction({}, async (transaction) => {
        attempts++
        await transaction.all(statement(`update counted set n = n + 1 where id = ${first}`))
        if (++arrived === 2) open()
        await both
        await transaction.all(statement(`update counted set n = n + 1 where id = ${second}`))
        await transaction.commit()
      })
    await Promise.all([raise(1, 2), raise(2, 1)])
    await patient.close()
    expect(attempts).toBeGreaterThan(2)
    expect(await admin('select n from counted')).toEqual([{ n: 2 }, { n: 2 }])
  })
})

describe('a statement that takes too long or is cancelled', () => {
  it('is ended by the time-out and leaves the connection clean', async () => {
    await expect(database.bound({ tenantId: 1 }).all(statement('select pg_sleep(5)'))).rejects.toMatchObject({
      code: '57014',
    })
    expect(await database.bound({}).all(statement(`select current_setting('app.tenant_id', true) as bound`))).toEqual([
      { bound: '' },
    ])
  })

  it('cancelled from outside is told, and the connection goes on', async () => {
    const sleeping = database.bound({ tenantId: 1 }).all(statement('select pg_sleep(0.35)'))
    const told = expect(sleeping).rejects.toMatchObject({ code: '57014' })
    await expect
      .poll(
        async () =>
          (
            await admin(
              `select pg_cancel_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`,
            )
          ).length,
      )
      .toBeGreaterThan(0)
    await told
    expect(await database.bound({}).all(statement('select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('an idle transaction of a stuck writer is ended by the server', async () => {
    const [{ value } = { value: '' }] = await database
      .bound({})
      .all<{ value: string }>(statement(`select current_setting('idle_in_transaction_session_timeout') as value`))
    expect(value).toBe('15s')
  })
})

describe('a lost connection', () => {
  it('heals: what was under way is refused, what comes next works', async () => {
    for (const quick of [true, false]) {
      const ask = () => database.bound({}, { quick }).all(statement('select 1 as one'))
      await Promise.all([ask(), ask(), ask()])
      await admin(`select pg_terminate_backend(pid) from (${backends}) as b`)
      await expect.poll(async () => ask().catch(() => undefined)).toEqual([{ one: 1 }])
      expect(await Promise.all(Array.from({ length: 8 }, ask))).toHaveLength(8)
    }
  })

  it('heals after a time in which the server let nobody in', async () => {
    const fresh = openServerDatabase({ url: test.url, poolSize: 2 })
    const name = new URL(test.url).pathname.slice(1)
    const ask = (quick: boolean) => fresh.bound({}, { quick }).all(statement('select 1 as one'))
    await asAdmin(test.adminUrl.replace(/\/[^/]*$/, '/postgres'), async (client) => {
      await client.query(`alter database ${name} allow_connections false`)
      const refused = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => ask(index % 2 === 0)))
      expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
      await client.query(`alter database ${name} allow_connections true`)
    })
    for (const quick of [true, true, true, false, false, false]) expect(await ask(quick)).toEqual([{ one: 1 }])
    await fresh.close()
  })
})

describe('prepared statements', () => {
  it('heal after a migration changed what they answer, as often as that happens', async () => {
    const one = openServerDatabase({ url: test.url, poolSize: 1 })
    await admin(
      'create table shifting (a int); insert into shifting values (1); grant select on shifting to agencyops_app',
    )
    const star = statement('select * from shifting', 'star')
    const starAgain = statement('select * from shifting limit 1', 'star_again')
    expect(await one.bound({}).all(star)).toEqual([{ a: 1 }])
    for (const column of ['b', 'c', 'd', 'e']) {
      expect((await one.bound({}).group(star, starAgain))[0]).toHaveLength(1)
      await admin(`alter table shifting add ${column} int`)
      const rows = await one.bound({}).group(star, starAgain)
      expect(Object.keys(rows[0][0] as object)).toContain(column)
      expect(Object.keys(rows[1][0] as object)).toContain(column)
      await admin(`alter table shifting alter ${column} type text`)
      const inTransaction = one.transaction({}, async (transaction) => transaction.all(star))
      expect(Object.keys((await inTransaction)[0] as object)).toContain(column)
    }
    await one.close()
  })

  it('threat 45: 20,000 shapes of filters grow no registry of the server', async () => {
    const one = openServerDatabase({ url: test.url, poolSize: 1, statementTimeoutMs: 10_000 })
    const named = defineQuery((p: { id: string }) =>
      query
        .selectFrom('company')
        .select('id')
        .where('id', '=', p.id as never),
    )
    await one.bound({}).all(named({ id: '0199c0de-0000-7000-8000-000000000000' }))
    const count = statement(
      'select count(*)::int as n, sum(generic_plans + custom_plans)::int as plans from pg_prepared_statements',
    )
    const [before] = await one.bound({}).all<{ n: number }>(count)
    for (let batch = 0; batch < 200; batch++) {
      const shapes = Array.from({ length: 100 }, (_, index) => {
        let select = query.selectFrom('company').select('id').where('version', '=', batch)
        for (let bit = 0; bit < 7; bit++) if ((index >> bit) & 1) select = select.where('name', '<>', String(bit))
        return select.limit(batch * 100 + index)
      })
      await one.bound({}).group(...shapes)
    }
    expect((await one.bound({}).all<{ n: number }>(count))[0]?.n).toBe(before?.n)
    await one.close()
  }, 60_000)

  it('are none with `prepare: false`, as PgBouncer wants it', async () => {
    const plain = openServerDatabase({ url: test.url, poolSize: 1, prepare: false })
    const defined = defineQuery((_: object) => query.selectFrom('company').select('id'))
    for (let round = 0; round < 3; round++) expect(await plain.bound({ tenantId: 1 }).all(defined({}))).toEqual([])
    expect(await plain.bound({}).all(statement('select name from pg_prepared_statements'))).toEqual([])
    await plain.close()
  })
})

describe('many on few connections', () => {
  it('each gets its own answer, bound to its own tenant', async () => {
    const bound = statement(`select current_setting('app.tenant_id', true) as tenant`, 'whose')
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        database.bound({ tenantId: index + 1 }, { quick: index % 2 === 0 }).all<{ tenant: string }>(bound),
      ),
    )
    expect(answers.map(([row]) => Number(row?.tenant))).toEqual(answers.map((_, index) => index + 1))
  })
})
