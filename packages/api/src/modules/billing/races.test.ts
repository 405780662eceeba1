import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServerDatabase } from '../../db/database.ts'
import { expectHealthy } from '../../testing/expect-healthy.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { draft, euros, ifMatch, issue, issued, makeCompany, pay, untaxed } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant
let company: string
let elsewhere: { request: Harness['app']['request']; close(): Promise<void> }

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
  company = await makeCompany(tenant)
  // A second process: an app with connections and caches of its own.
  const database = openServerDatabase({ url: harness.testDatabase.url as string, poolSize: 10 })
  const app = harness.anotherApp({ database })
  elsewhere = { request: app.request.bind(app), close: () => database.close() }
})
afterAll(async () => {
  // Whatever was at once, what it left adds up; the last of it was in April.
  harness.clock.set('2027-04-14T00:00:00Z')
  await expectHealthy(harness)
  await elsewhere.close()
  await harness.close()
})

async function there(path: string, body: object, version?: number) {
  const response = await elsewhere.request(path, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${tenant.key}`,
      'Content-Type': 'application/json',
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { detail?: string; code?: string } }
}

const invoiceNow = async (id: string) => (await tenant.get(`/v1/invoices/${id}`)).body
const paymentNow = async (id: string) => (await tenant.get(`/v1/payments/${id}`)).body
const ROUNDS = 50

describe('at the same instant', () => {
  it('billing-01: 40 are issued without a gap, a duplicate or an error', async () => {
    const at = await harness.mintTenant()
    const client = await makeCompany(at)
    for (let index = 0; index < 7; index++) await issued(at, client, untaxed('1'))
    const drafts = await Promise.all(Array.from({ length: 40 }, () => draft(at, client, untaxed('1'))))
    const failing = await draft(at, client, [{ unit_price: '1', tax_percent: '0', tax_category: 'E' }])
    const [answers, refused] = await Promise.all([Promise.all(drafts.map((one) => issue(at, one))), issue(at, failing)])
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(refused.status).toBe(422)
    const rows = await harness.admin<{ n: number; at: Date }>(
      `select series_number as n, issued_at as at from invoice where tenant_id = $1 and number is not null order by series_number`,
      [at.tenantId],
    )
    expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1))
    const instants = rows.map((row) => row.at.getTime())
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
  }, 60_000)

  it('billing-08: two allocations cannot spend a payment twice', async () => {
    const [one, two] = [
      await issued(tenant, company, untaxed('50000')),
      await issued(tenant, company, untaxed('50000')),
    ]
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await pay(tenant, company, 10000)
      const body = (invoice: { id: string }) => ({ invoice_id: invoice.id, amount: euros(6000) })
      const answers = await Promise.all([
        tenant.post(`/v1/payments/${id}/allocate`, body(one)),
        there(`/v1/payments/${id}/allocate`, body(two)),
      ])
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422])
      expect(await paymentNow(id)).toMatchObject({ allocated: euros(6000), unallocated: euros(4000) })
    }
  }, 120_000)

  it('abuse-04: (1) a release and an allocation move one payment’s money once', async () => {
    const [from, to] = [await issued(tenant, company, untaxed('5000')), await issued(tenant, company, untaxed('50000'))]
    for (let round = 0; round < ROUNDS; round++) {
      const paid = await pay(tenant, company, 10000, { allocate: [{ invoice_id: from.id, amount: euros(6000) }] })
      const answers = await Promise.all([
        tenant.post(`/v1/payments/${paid.id}/release`, {
          payment_allocation_id: paid.allocations[0].id,
          amount: euros(6000),
          reason: 'x',
        }),
        there(`/v1/payments/${paid.id}/allocate`, { invoice_id: to.id, amount: euros(6000) }),
      ])
      expect(answers[0]?.status).toBe(200)
      const now = await paymentNow(paid.id)
      expect(now.allocated.amount + now.unallocated.amount).toBe(10000)
      expect(now.allocated.amount).toBe(answers[1]?.status === 200 ? 6000 : 0)
    }
  }, 120_000)

  it('abuse-04: (2) two payments do not overpay one invoice', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const invoice = await issued(tenant, company, untaxed('100'))
      const [one, two] = [await pay(tenant, company, 8000), await pay(tenant, company, 8000)]
      const body = { invoice_id: invoice.id, amount: euros(8000) }
      const answers = await Promise.all([
        tenant.post(`/v1/payments/${one.id}/allocate`, body),
        there(`/v1/payments/${two.id}/allocate`, body),
      ])
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422])
      expect(answers.find((answer) => answer.status === 422)?.body.detail).toContain('EUR 20.00')
      expect(await invoiceNow(invoice.id)).toMatchObject({ paid: euros(8000), balance: euros(2000) })
    }
  }, 120_000)

  it('abuse-04: (3) an allocation and a credit stay within the invoice', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const invoice = await issued(tenant, company, untaxed('100'))
      const payment = await pay(tenant, company, 8000)
      const [credited, allocated] = await Promise.all([
        tenant.post(
          `/v1/invoices/${invoice.id}/credit`,
          { reason: 'x', lines: [{ invoice_line_id: invoice.lines[0].id, net: euros(8000) }] },
          ifMatch(invoice.version),
        ),
        there(`/v1/payments/${payment.id}/allocate`, { invoice_id: invoice.id, amount: euros(8000) }),
      ])
      const now = await invoiceNow(invoice.id)
      expect(now.paid.amount + now.credited.amount).toBeLessThanOrEqual(10000)
      // Whoever came second decided on what the first had left.
      if (credited.status === 201) expect(allocated.status).toBe(422)
      else expect([credited.status, allocated.status]).toEqual([412, 200])
    }
  }, 120_000)

  it('abuse-04: (4) payments over A, B and B, A wait for each other, no more', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = [await issued(tenant, company, untaxed('100')), await issued(tenant, company, untaxed('100'))]
      const over = (...order: { id: string }[]) => ({
        company_id: company,
        received: euros(10000),
        allocate: order.map((invoice) => ({ invoice_id: invoice.id, amount: euros(5000) })),
      })
      const answers = await Promise.all([tenant.post('/v1/payments', over(a, b)), there('/v1/payments', over(b, a))])
      expect(answers.map((answer) => answer.status)).toEqual([201, 201])
      expect((await invoiceNow(a.id)).status).toBe('paid')
    }
  }, 120_000)

  it('abuse-09: an invoice is never dated after today, and midnight does not turn the order round', async () => {
    const at = await harness.mintTenant({ kind: 'live', time_zone: 'Europe/Amsterdam' })
    harness.clock.set('2027-04-09T10:00:00Z')
    const client = await makeCompany(at)
    const drafts = []
    for (let index = 0; index < 7; index++) drafts.push(await draft(at, client, untaxed('1')))
    await issue(at, drafts[0])
    harness.clock.set('2027-04-12T10:00:00Z')
    expect((await issue(at, drafts[1], { issued_on: '2099-01-01' })).status).toBe(422)
    expect((await issue(at, drafts[1], { issued_on: '2027-04-13' })).status).toBe(422)
    expect((await issue(at, drafts[1], { issued_on: '2027-04-12' })).body.number).toBe('INV-2027-0002')
    // The series is held elsewhere; the first waits for it from before midnight, the second begins after.
    harness.clock.set('2027-04-12T21:59:59Z')
    const { default: pg } = await import('pg')
    const holder = new pg.Client({ connectionString: harness.testDatabase.adminUrl as string })
    await holder.connect()
    await holder.query('begin')
    await holder.query(`select id from number_series where tenant_id = $1 for no key update`, [at.tenantId])
    const waiting = issue(at, drafts[2])
    await waitForLock()
    harness.clock.set('2027-04-12T22:00:05Z')
    await holder.query('commit')
    await holder.end()
    const both = [await waiting, await issue(at, drafts[3])]
    expect(both.map(({ body }) => [body.number, body.issued_on])).toEqual([
      ['INV-2027-0003', '2027-04-13'],
      ['INV-2027-0004', '2027-04-13'],
    ])
    const yesterday = await issue(at, drafts[4], { issued_on: '2027-04-12' })
    expect([yesterday.status, yesterday.body.detail.includes('2027-04-13')]).toEqual([422, true])
    harness.clock.real()
  }, 60_000)
})

/** Until some statement waits for a lock. */
async function waitForLock(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const waiting = await harness.admin(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
  }
  throw new Error('nothing waits')
}
