import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { query } from './query.ts'

let harness: Harness
let one: TestTenant
let other: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  one = await harness.mintTenant()
  other = await harness.mintTenant()
  for (const tenant of [one, other]) await tenant.post('/v1/companies', { name: `Of ${tenant.tenantId}` })
})
afterAll(() => harness.close())

const statement = (text: string) => ({ sql: text, parameters: [] })

describe('the binding to a tenant', () => {
  it('lets an unbound query see nothing', async () => {
    for (const quick of [true, false]) {
      expect(await harness.database.bound({}, { quick }).all(query.selectFrom('company').select('id'))).toEqual([])
      expect(await harness.database.bound({}, { quick }).all(query.selectFrom('tenant').select('id'))).toEqual([])
    }
  })

  it('holds even where a WHERE asks for another tenant, or for all', async () => {
    const db = harness.database.bound({ tenantId: one.tenantId })
    const bugs = [
      query.selectFrom('company').select('tenant_id').where('tenant_id', '=', other.tenantId),
      query.selectFrom('company').select('tenant_id').where(sql<boolean>`true or tenant_id = ${other.tenantId}`),
      query.selectFrom('company').select('tenant_id'),
    ]
    const found = []
    for (const bug of bugs) found.push(await db.all(bug))
    expect(found).toEqual([[], [{ tenant_id: one.tenantId }], [{ tenant_id: one.tenantId }]])
  })

  it('refuses to write a row of another tenant', async () => {
    const foreign = harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
      await transaction.all(
        statement(`update company set tenant_id = ${other.tenantId} where tenant_id = ${one.tenantId}`),
      )
    })
    await expect(foreign).rejects.toMatchObject({ code: '42501' })
  })

  it('ends with the group: the next one on the same connection is bound anew', async () => {
    await harness.database.bound({ tenantId: one.tenantId }).all(query.selectFrom('company').select('id'))
    const rows = await harness.database.bound({}).all(query.selectFrom('company').select('id'))
    expect(rows).toEqual([])
  })

  it('shows a platform the tenants that it made, and none of their records', async () => {
    const db = harness.database.bound({ platformId: harness.platform.platformId })
    const tenants = await db.all(query.selectFrom('tenant').select('id').orderBy('id'))
    expect(tenants.map(({ id }) => id)).toEqual([one.tenantId, other.tenantId])
    expect(await db.all(query.selectFrom('company').select('id'))).toEqual([])
  })

  it('threat 35: keeps credentials from the app: no table, one function for one hash', async () => {
    const db = harness.database.bound({ tenantId: one.tenantId })
    await expect(db.all(statement('select * from credential'))).rejects.toMatchObject({ code: '42501' })
    expect(await db.all(statement(`select * from find_credential('\\x00')`))).toEqual([])
  })
})

describe('errors leave a connection clean and unbound', () => {
  const failing: [string, string, unknown[], string][] = [
    ['a parse error', 'selec 1', [], '42601'],
    ['a bind error', 'select $1::int', ['x'], '22P02'],
    ['an error on the way', 'select 1 / 0', [], '22012'],
  ]
  it.each(failing)('%s', async (_, text, parameters, code) => {
    for (let round = 0; round < 3; round++) {
      const bound = harness.database.bound({ tenantId: one.tenantId })
      const failed = bound.group(statement('select 1'), { sql: text, parameters }, statement('select 2'))
      await expect(failed).rejects.toMatchObject({ code })
      expect(await harness.database.bound({}).all(query.selectFrom('company').select('id'))).toEqual([])
    }
    expect(
      await harness.database.bound({ tenantId: other.tenantId }).all(query.selectFrom('company').select('id')),
    ).toHaveLength(1)
  })

  it('a named statement whose first parameters cannot be bound works with the next ones', async () => {
    const named = (value: unknown) => ({ sql: 'select $1::int as value', parameters: [value], name: 'late_bind' })
    const db = harness.database.bound({ tenantId: one.tenantId })
    await expect(db.all(named('x'))).rejects.toMatchObject({ code: '22P02' })
    for (const value of [1, 2, 3]) expect(await db.all(named(value))).toEqual([{ value }])
  })

  it('a failed transaction keeps nothing', async () => {
    const failed = harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
      await transaction.all(statement(`update company set notes = 'never'`))
      await transaction.all(statement('select 1 / 0'))
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    expect(await harness.admin(`select 1 from company where notes = 'never'`)).toEqual([])
  })
})

describe('queued statements', () => {
  it('all arrive, in order, with the next awaited statement or with COMMIT', async () => {
    await harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
      for (let index = 1; index <= 300; index++) {
        transaction.later(statement(`update company set notes = '${index}'`), 1)
        if (index % 100 === 0) {
          expect(await transaction.all(statement('select notes from company'))).toEqual([{ notes: String(index) }])
        }
      }
      transaction.later(statement(`update company set notes = notes || '!'`), 1)
      await transaction.commit()
    })
    expect((await one.get('/v1/companies')).body.data[0].notes).toBe('300!')
  })

  it('one that touches another number of rows than it must fails the commit', async () => {
    for (const touches of [0, 2]) {
      const failed = harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
        transaction.later(statement(`update company set notes = 'phantom'`), touches)
        await transaction.commit()
      })
      await expect(failed).rejects.toMatchObject({ code: '22012' })
    }
    const none = harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
      transaction.later(statement(`update company set notes = 'phantom' where false`), 1)
      await transaction.commit()
    })
    await expect(none).rejects.toMatchObject({ code: '22012' })
    expect(await harness.admin(`select 1 from company where notes = 'phantom'`)).toEqual([])
  })

  it('are dropped with their savepoint, and the transaction goes on', async () => {
    await harness.database.transaction({ tenantId: one.tenantId }, async (transaction) => {
      transaction.later(statement(`update company set notes = 'kept'`), 1)
      const refused = transaction.savepoint(async () => {
        await transaction.all(statement(`update company set notes = 'dropped'`))
        transaction.later(statement(`update company set notes = 'queued'`), 1)
        throw new Error('no')
      })
      await expect(refused).rejects.toThrow('no')
      const broken = transaction.savepoint(async () => {
        transaction.later(statement('select 1 / 0'))
      })
      await expect(broken).rejects.toMatchObject({ code: '22012' })
      await transaction.commit()
    })
    expect((await one.get('/v1/companies')).body.data[0].notes).toBe('kept')
  })
})
