/** The story of money on both databases: issue, pay in part, credit beyond the rest. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { credit, euros, issued, makeCompany, pay } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

it('an invoice is issued, paid in part and credited, and its money adds up', async () => {
  const company = await makeCompany(tenant)
  const invoice = await issued(tenant, company, [{ quantity: '10', unit_price: '100', tax_percent: '21' }])
  await pay(tenant, company, 100000, { allocate: 'oldest_first' })
  const { status, body } = await credit(tenant, invoice.id, {
    lines: [{ invoice_line_id: invoice.lines[0].id, quantity: '4', release: true }],
  })
  expect(status).toBe(201)
  expect(body.credit_note).toMatchObject({ total: euros(48400), released: euros(27400) })
  expect(body.invoice).toMatchObject({ status: 'paid', paid: euros(72600), balance: euros(0) })
  const { body: owed } = await tenant.get(`/v1/companies/${company}/balance`)
  expect(owed.balances).toMatchObject([{ open: euros(0), unallocated: euros(27400), net: euros(-27400) }])
  const put = await tenant.post(`/v1/companies/${company}/archive`)
  expect([put.status, put.body.code]).toEqual([409, 'conflict'])
})

it('of another tenant nothing is seen', async () => {
  const other = await harness.mintTenant()
  const company = await makeCompany(tenant)
  const invoice = await issued(tenant, company, [{ unit_price: '1', tax_percent: '21' }])
  const payment = await pay(tenant, company, 100)
  const paths = [`/v1/invoices/${invoice.id}`, `/v1/payments/${payment.id}`, `/v1/companies/${company}/balance`]
  for (const path of paths) expect((await other.get(path)).status).toBe(404)
  for (const path of ['/v1/invoices', '/v1/payments', '/v1/credit_notes', '/v1/payment_allocations']) {
    expect((await other.get(path)).body).toEqual({ data: [], next_cursor: null })
  }
})
