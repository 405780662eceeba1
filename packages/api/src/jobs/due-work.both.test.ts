import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issued, makeCompany, pay, untaxed } from '../modules/billing/billing-testing.ts'
import { diskStorage } from '../storage/disk.ts'
import { type Harness, startHarness, TEST_SECRET, type TestTenant } from '../testing/harness.ts'
import { runWorkers, type Workers } from '../workers.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const net = (days: number) => ({ payment_terms: { kind: 'net', days } })

async function frozenAt(clock_at: string): Promise<{ tenant: TestTenant; company: string }> {
  const tenant = await harness.mintTenant()
  expect((await tenant.post('/v1/test_clock/freeze', { clock_at })).status).toBe(200)
  return { tenant, company: await makeCompany(tenant) }
}

async function overdueEvents(tenant: TestTenant): Promise<{ at: string; subject: { id: string }; actor: object }[]> {
  const { body } = await tenant.get('/v1/events?type=invoice.overdue&limit=200')
  return body.data
}

const counters = (tenant: TestTenant) =>
  harness.admin<{ due_at: string | null }>('select due_at::text from event_counter where tenant_id = $1', [
    tenant.tenantId,
  ])

describe('advancing a test clock', () => {
  it('stops at each instant at which something is due, in order, and says what ran', async () => {
    const { tenant, company } = await frozenAt('2027-01-29T09:00:00Z')
    const late = await issued(tenant, company, untaxed('20'), net(30))
    const soon = await issued(tenant, company, untaxed('10'), net(14))
    const settled = await issued(tenant, company, untaxed('5'), net(7))
    await pay(tenant, company, 500, {
      allocate: [{ invoice_id: settled.id, amount: { amount: 500, currency: 'EUR' } }],
    })
    const { body } = await tenant.post('/v1/test_clock/advance', { through: '2027-03-31' })
    expect(body).toMatchObject({
      today: '2027-03-31',
      done: true,
      ran: [
        { on: '2027-02-13', summary: `${soon.number} overdue` },
        { on: '2027-03-01', summary: `${late.number} overdue` },
      ],
    })
    const told = await overdueEvents(tenant)
    expect(told.map(({ at, subject }) => [at, subject.id])).toEqual([
      ['2027-02-12T23:00:00.000Z', soon.id],
      ['2027-02-28T23:00:00.000Z', late.id],
    ])
    expect(told[0]?.actor).toMatchObject({ type: 'system' })
    const again = await tenant.post('/v1/test_clock/advance', { through: '2027-04-30' })
    expect(again.body.ran).toEqual([])
    expect(await counters(tenant)).toEqual([{ due_at: null }])
  })

  it('goes on with the same call where more was due than one call runs', async () => {
    const { tenant, company } = await frozenAt('2027-01-29T09:00:00Z')
    const invoice = await issued(tenant, company, untaxed('10'), net(14))
    await harness.admin(
      `insert into due_work (tenant_id, id, due_at, kind, subject)
       select $1, gen_random_uuid(), '2027-02-01'::timestamptz + n * interval '1 minute', 'invoice_overdue', gen_random_uuid() from generate_series(1, 1005) n`,
      [tenant.tenantId],
    )
    const first = await tenant.post('/v1/test_clock/advance', { through: '2027-02-28' })
    expect(first.body).toMatchObject({ done: false, ran: [], now: '2027-02-01T16:40:00.000Z' })
    const rest = await tenant.post('/v1/test_clock/advance', { through: '2027-02-28' })
    expect(rest.body).toMatchObject({
      done: true,
      today: '2027-02-28',
      ran: [{ on: '2027-02-13', summary: `${invoice.number} overdue` }],
    })
  }, 90_000)

  it('takes If-Match for where the clock stood, runs nothing where it is refused, and replays its answer', async () => {
    const { tenant, company } = await frozenAt('2027-01-29T09:00:00Z')
    await issued(tenant, company, untaxed('10'), net(14))
    const { version } = (await tenant.get('/v1/test_clock')).body
    const go = (headers: Record<string, string>, query = '') =>
      tenant.post(`/v1/test_clock/advance${query}`, { through: '2027-02-28' }, { headers })
    expect((await go({ 'If-Match': `"${version + 1}"` })).status).toBe(412)
    expect((await go({}, '?dry_run=true')).body.code).toBe('dry_run_unavailable')
    expect(await overdueEvents(tenant)).toEqual([])
    const key = { 'If-Match': `"${version}"`, 'Idempotency-Key': 'month-end' }
    const moved = await go(key)
    expect(moved.body.ran).toHaveLength(1)
    const replayed = await go(key)
    expect(replayed.headers.get('idempotent-replayed')).toBe('true')
    expect(replayed.body).toEqual(moved.body)
    expect(await overdueEvents(tenant)).toHaveLength(1)
  })
})

describe('work that falls due', () => {
  let workers: Workers
  beforeAll(async () => {
    const { database, clock } = harness
    const storage = diskStorage('.')
    workers = await runWorkers({ database, clock, storage, secrets: [TEST_SECRET], publicUrl: 'http://psa.test' })
  })
  afterAll(async () => {
    await workers.stop()
    harness.clock.real()
  })

  it('runs once by the machine’s time in a live tenant, on the day after the invoice was due there', async () => {
    const live = await harness.mintTenant({ kind: 'live', time_zone: 'Pacific/Auckland' })
    const company = await makeCompany(live)
    const invoice = await issued(live, company, untaxed('10'), net(1))
    const paid = await issued(live, company, untaxed('20'), net(1))
    await pay(live, company, 2000, {
      allocate: [{ invoice_id: paid.id, amount: { amount: 2000, currency: 'EUR' } }],
    })
    expect(await overdueEvents(live)).toEqual([])
    harness.clock.tick(3 * 86_400_000)
    await expect.poll(() => overdueEvents(live), { timeout: 15_000 }).toHaveLength(1)
    expect((await overdueEvents(live))[0]?.subject.id).toBe(invoice.id)
  }, 30_000)

  it('is told of an invoice that is open again after its day, and runs where a clock was frozen beyond it', async () => {
    const { tenant, company } = await frozenAt('2027-06-01T09:00:00Z')
    const invoice = await issued(tenant, company, untaxed('10'), net(1))
    const payment = await pay(tenant, company, 1000, {
      allocate: [{ invoice_id: invoice.id, amount: { amount: 1000, currency: 'EUR' } }],
    })
    expect(await counters(tenant)).toEqual([{ due_at: null }])
    await tenant.post('/v1/test_clock/freeze', { clock_at: '2027-07-01T09:00:00Z' })
    const allocation = payment.allocations[0]
    expect(
      (
        await tenant.post(`/v1/payments/${payment.id}/release`, {
          payment_allocation_id: allocation.id,
          reason: 'Wrong',
        })
      ).status,
    ).toBe(200)
    await expect.poll(() => overdueEvents(tenant), { timeout: 15_000 }).toHaveLength(1)
    expect((await overdueEvents(tenant))[0]?.at).toBe('2027-07-01T09:00:00.000Z')
  }, 30_000)
})
