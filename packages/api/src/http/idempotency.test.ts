import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServerDatabase } from '../db/database.ts'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const keyed = (key: string, more: Record<string, string> = {}) => ({ headers: { 'Idempotency-Key': key, ...more } })

async function companiesNamed(name: string): Promise<number> {
  const [row] = await harness.admin<{ n: number }>('select count(*)::int as n from company where name = $1', [name])
  return row?.n as number
}

describe('one effect for each idempotency key', () => {
  it('api-01: the same key 50 times at once has one effect and no 5xx', async () => {
    const body = { name: 'Fifty at once' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => tenant.post('/v1/companies', body, keyed('fifty'))),
    )
    const created = answers.filter((answer) => answer.status === 201)
    expect(new Set(answers.map((answer) => answer.status)).size).toBeLessThanOrEqual(2)
    expect(answers.every((answer) => answer.status === 201 || answer.status === 409)).toBe(true)
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(answer.body.code).toBe('idempotency_in_flight')
      expect(answer.headers.get('retry-after')).toBe('1')
    }
    expect(new Set(created.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(await companiesNamed(body.name)).toBe(1)
    const later = await tenant.post('/v1/companies', body, keyed('fifty'))
    expect(later.status).toBe(201)
    expect(later.body).toEqual(created[0]?.body)
    expect(later.headers.get('location')).toBe(created[0]?.headers.get('location'))
    expect(later.headers.get('etag')).toBe('"1"')
    expect(later.headers.get('idempotent-replayed')).toBe('true')
  })

  it('api-02: what is not an effect is not remembered: a refused body, a missing scope, a used-up rate', async () => {
    const refused = await tenant.post('/v1/companies', { name: '' }, keyed('refused'))
    expect(refused.status).toBe(422)
    expect((await tenant.post('/v1/companies', { name: 'Mended' }, keyed('refused'))).status).toBe(201)

    const key = await tenant.keyWith('companies:read')
    const without = await tenant.post('/v1/companies', { name: 'Scope later' }, { key, ...keyed('scope') })
    expect(without.body.code).toBe('insufficient_scope')
    await harness.admin(
      `update api_key set scopes = '{companies:read,companies:write}' where scopes = '{companies:read}'`,
    )
    harness.clock.tick(10_000)
    await expect.poll(async () => (await tenant.get('/v1/companies', { key })).status).toBe(200)
    const app = harness.anotherApp({ limits: { rateCapacity: 1, rateWindowSeconds: 1 } })
    const post = () =>
      app.request('/v1/companies', {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': 'scope', 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: 'Scope later' }),
      })
    await app.request('/v1/companies', { headers: { Authorization: `Bearer ${key}` } })
    expect((await post()).status).toBe(429)
    harness.clock.tick(2_000)
    expect((await post()).status).toBe(201)
    expect(await companiesNamed('Scope later')).toBe(1)
  })

  it('api-02: a transaction that the database refused leaves neither effect nor key', async () => {
    await harness.admin(`alter table company add constraint refuse_zebra check (name <> 'Zebra') not valid`)
    const failed = await tenant.post('/v1/companies', { name: 'Zebra' }, keyed('zebra'))
    expect(failed.status).toBe(500)
    await harness.admin('alter table company drop constraint refuse_zebra')
    const again = await tenant.post('/v1/companies', { name: 'Zebra' }, keyed('zebra'))
    expect(again.status).toBe(201)
    expect(again.headers.get('idempotent-replayed')).toBeNull()
    expect(await companiesNamed('Zebra')).toBe(1)
  })

  it('a backend that dies before COMMIT leaves nothing, and the retry has one effect', async () => {
    const url = harness.testDatabase.adminUrl as string
    const holder = openServerDatabase({ url, poolSize: 1, statementTimeoutMs: 60_000 })
    let free: () => void = () => undefined
    const freed = new Promise<void>((resolve) => {
      free = resolve
    })
    let locked: () => void = () => undefined
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const holding = holder.transaction({}, async (transaction) => {
      await transaction.all({
        sql: `select 1 from event_counter where tenant_id = ${tenant.tenantId} for update`,
        parameters: [],
      })
      locked()
      await freed
      await transaction.commit()
    })
    await isLocked
    const first = tenant.post('/v1/companies', { name: 'Killed' }, keyed('killed'))
    const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%event_counter%'`
    await expect.poll(async () => (await harness.admin(waiting)).length).toBe(1)
    await harness.admin(`select pg_terminate_backend(pid) from (${waiting}) as w`)
    const answer = await first
    expect(answer.status).toBe(503)
    expect(answer.body.code).toBe('unavailable')
    free()
    await holding
    await holder.close()
    expect(await companiesNamed('Killed')).toBe(0)
    const retry = await tenant.post('/v1/companies', { name: 'Killed' }, keyed('killed'))
    expect(retry.status).toBe(201)
    const replay = await tenant.post('/v1/companies', { name: 'Killed' }, keyed('killed'))
    expect(replay.body).toEqual(retry.body)
    expect(await companiesNamed('Killed')).toBe(1)
  })

  it('belongs to one credential: another key and another tenant use the same text freely', async () => {
    const other = await harness.mintTenant()
    const key = await tenant.keyWith('companies:write')
    const first = await tenant.post('/v1/companies', { name: 'Shared text' }, keyed('shared'))
    const second = await tenant.post('/v1/companies', { name: 'Shared text' }, { key, ...keyed('shared') })
    const third = await other.post('/v1/companies', { name: 'Shared text' }, keyed('shared'))
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201])
    expect(new Set([first.body.id, second.body.id, third.body.id]).size).toBe(3)
  })

  it('belongs to method, path, query and body; quotes around it do not count', async () => {
    const { body } = await tenant.post('/v1/companies', { name: 'Fingerprint' }, keyed('finger'))
    const reused = { status: 422, code: 'idempotency_key_reused' }
    const same = await tenant.post('/v1/companies', { name: 'Fingerprint' }, keyed('"finger"'))
    expect(same.body.id).toBe(body.id)
    const otherBody = await tenant.post('/v1/companies', { name: 'Fingerprint 2' }, keyed('finger'))
    expect(otherBody.body).toMatchObject(reused)
    const otherPath = await tenant.patch(`/v1/companies/${body.id}`, { name: 'Fingerprint' }, keyed('finger'))
    expect(otherPath.body).toMatchObject(reused)
  })

  it.each(['', 'a b', 'é', 'x'.repeat(256)])('refuses the header %j with 400', async (key) => {
    const { status, body } = await tenant.post('/v1/companies', { name: 'No' }, keyed(key))
    expect(status).toBe(400)
    expect(body.errors[0].header).toBe('Idempotency-Key')
  })

  it('is forgotten after 24 hours of the machine, not before', async () => {
    const first = await tenant.post('/v1/companies', { name: 'A day' }, keyed('day'))
    harness.clock.tick(24 * 3600_000 - 60_000)
    expect((await tenant.post('/v1/companies', { name: 'A day' }, keyed('day'))).body.id).toBe(first.body.id)
    harness.clock.tick(120_000)
    const next = await tenant.post('/v1/companies', { name: 'A day' }, keyed('day'))
    expect(next.status).toBe(201)
    expect(next.body.id).not.toBe(first.body.id)
    harness.clock.real()
  })

  it('is ignored by a dry run', async () => {
    const dry = await tenant.post('/v1/companies?dry_run=true', { name: 'Dry' }, keyed('dry'))
    expect(dry.status).toBe(201)
    const real = await tenant.post('/v1/companies', { name: 'Dry' }, keyed('dry'))
    expect(real.status).toBe(201)
    expect(real.headers.get('idempotent-replayed')).toBeNull()
  })

  it('threat 34: a replay to narrower rights answers id and status only', async () => {
    const key = await tenant.keyWith('companies:write', 'companies:read', 'costs:read')
    const body = { name: 'Demoted', notes: 'what only some may read' }
    const first = await tenant.post('/v1/companies', body, { key, ...keyed('demoted') })
    await harness.admin(`update api_key set scopes = array_remove(scopes, 'costs:read') where cardinality(scopes) = 3`)
    const app = harness.anotherApp()
    const answer = await app.request('/v1/companies', {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': 'demoted', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('etag')).toBeNull()
    expect(await answer.json()).toEqual({ id: first.body.id, status: 201 })
    expect(await companiesNamed('Demoted')).toBe(1)
  })
})
