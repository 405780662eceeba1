import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const sandbox = () => harness.mintTenant({ clock_at: '2027-01-15T09:00:00Z' })

describe('the tenant', () => {
  it('is read and renamed', async () => {
    tenant = await sandbox()
    const read = await tenant.get('/v1/tenant')
    expect(read.body).toMatchObject({ kind: 'sandbox', time_zone: 'Europe/Amsterdam', today: '2027-01-15', version: 1 })
    const changed = await tenant.patch('/v1/tenant', { name: 'Quill' })
    expect(changed.body).toMatchObject({ name: 'Quill', version: 2, locale: read.body.locale })
    const stale = await tenant.patch('/v1/tenant', { name: 'X' }, { headers: { 'If-Match': '"1"' } })
    expect(stale.status).toBe(412)
    expect(
      (await tenant.patch('/v1/tenant', { name: 'Never' }, { key: await tenant.keyWith('tenant:read') })).status,
    ).toBe(403)
  })

  it('abuse-10: never turns live', async () => {
    const refused = await tenant.patch('/v1/tenant', { kind: 'live' })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'read_only', pointer: '#/kind' }] } })
  })

  it('changes its zone at a coming midnight, and today never goes back', async () => {
    const one = await harness.mintTenant({ time_zone: 'Pacific/Kiritimati', clock_at: '2027-01-31T12:00:00Z' })
    await one.post('/v1/test_clock/freeze', {})
    const before = (await one.get('/v1/tenant')).body
    const changed = await one.post('/v1/tenant/change_time_zone', { time_zone: 'Pacific/Pago_Pago' })
    expect(changed.body).toMatchObject({ today: before.today, time_zone: 'Pacific/Kiritimati', version: 2 })
    expect(changed.body.next_time_zone.time_zone).toBe('Pacific/Pago_Pago')
    const refused = await one.post('/v1/tenant/change_time_zone', { time_zone: 'UTC' })
    expect(refused.body.code).toBe('illegal_move')
    let last = before.today
    for (let hour = 0; hour < 80; hour += 4) {
      const { now } = (await one.get('/v1/test_clock')).body
      const to = new Date(Date.parse(now) + 4 * 3_600_000).toISOString()
      const { today } = (await one.post('/v1/test_clock/advance', { to })).body
      expect(today >= last).toBe(true)
      last = today
    }
    expect((await one.get('/v1/tenant')).body).toMatchObject({ time_zone: 'Pacific/Pago_Pago', next_time_zone: null })
    const none = await one.post('/v1/tenant/change_time_zone', { time_zone: 'Mars/Base' })
    expect(none.body.errors[0].pointer).toBe('#/time_zone')
  })
})

describe('the test clock', () => {
  it('freezes, advances and runs again', async () => {
    const one = await sandbox()
    const frozen = await one.post('/v1/test_clock/freeze', { clock_at: '2027-01-29T09:00:00Z' })
    expect(frozen.body).toMatchObject({ now: '2027-01-29T09:00:00.000Z', frozen: true, today: '2027-01-29' })
    harness.clock.tick(3_600_000)
    expect((await one.get('/v1/test_clock')).body.now).toBe('2027-01-29T09:00:00.000Z')
    const advanced = await one.post('/v1/test_clock/advance', { through: '2027-02-28' })
    expect(advanced.body).toMatchObject({ now: '2027-02-28T22:59:59.999Z', today: '2027-02-28', ran: [], done: true })
    const company = await one.post('/v1/companies', { name: 'Dated' })
    expect(company.body.created_at).toBe('2027-02-28T22:59:59.999Z')
    const running = await one.post('/v1/test_clock/unfreeze')
    expect(running.body).toMatchObject({ frozen: false, frozen_at: null })
    expect(running.body.now >= '2027-02-28T22:59:59.999Z').toBe(true)
    const further = await one.post('/v1/test_clock/advance', { to: '2027-03-05T00:00:00Z' })
    expect(further.body).toMatchObject({ frozen: false, today: '2027-03-05' })
    const types = await harness.admin(
      `select type from event where tenant_id = $1 and type like 'test_clock%' order by position`,
      [one.tenantId],
    )
    expect(types.map((row) => row.type)).toEqual([
      'test_clock.frozen',
      'test_clock.advanced',
      'test_clock.unfrozen',
      'test_clock.advanced',
    ])
  })

  it('abuse-10: goes neither back nor further than its bound', async () => {
    const one = await sandbox()
    await one.post('/v1/test_clock/freeze', {})
    const back = await one.post('/v1/test_clock/advance', { to: '2026-12-01T00:00:00Z' })
    expect(back).toMatchObject({ status: 422, body: { code: 'invalid_date' } })
    for (const through of ['2127-01-01', '9999-12-31']) {
      const far = await one.post('/v1/test_clock/advance', { through })
      expect(far.status).toBe(422)
      expect(far.body.errors[0].detail).toContain('370 days')
    }
    expect((await one.post('/v1/test_clock/freeze', { clock_at: '2020-01-01T00:00:00Z' })).status).toBe(422)
    expect(
      (await one.post('/v1/test_clock/advance', { to: '2027-02-01T00:00:00Z', through: '2027-02-01' })).status,
    ).toBe(422)
  })

  it('abuse-10: a key expires by the machine’s time, though the clock stands still', async () => {
    const one = await sandbox()
    await one.post('/v1/test_clock/freeze', {})
    const expires_at = new Date(harness.clock.now() + 600_000).toISOString()
    const { body } = await one.post('/v1/api_keys', { name: 'brief', scopes: ['tenant:read'], expires_at })
    expect((await one.get('/v1/tenant', { key: body.secret })).status).toBe(200)
    harness.clock.tick(660_000)
    expect((await one.get('/v1/tenant', { key: body.secret })).status).toBe(401)
  })

  it('abuse-10: an idempotency key outlives a leap', async () => {
    const one = await sandbox()
    const headers = { 'Idempotency-Key': 'leap' }
    const first = await one.post('/v1/companies', { name: 'Once' }, { headers })
    await one.post('/v1/test_clock/advance', { through: '2027-12-01' })
    const again = await one.post('/v1/companies', { name: 'Once' }, { headers })
    expect(again.body.id).toBe(first.body.id)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  it('abuse-10: is refused to a live tenant, by a constraint too', async () => {
    const live = await harness.mintTenant({ kind: 'live' })
    expect((await live.get('/v1/test_clock')).status).toBe(404)
    for (const [verb, body] of [
      ['freeze', {}],
      ['advance', { through: '2027-01-01' }],
      ['unfreeze', undefined],
    ] as const) {
      expect((await live.post(`/v1/test_clock/${verb}`, body)).body.code).toBe('illegal_move')
    }
    const insert = (kind: string) =>
      harness.admin(
        `insert into test_clock (tenant_id, kind, offset_ms, created_at, updated_at) values ($1, $2, 0, now(), now())`,
        [live.tenantId, kind],
      )
    await expect(insert('live')).rejects.toThrow(/check constraint/)
    await expect(insert('sandbox')).rejects.toThrow(/foreign key/)
  })
})
