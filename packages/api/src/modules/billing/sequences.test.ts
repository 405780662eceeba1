/** Random sequences of issuing, paying, crediting and releasing keep every invariant of money. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { credit, draft, euros, issue, makeCompany } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const pick = fc.nat({ max: 1000 })
const move = fc.oneof(
  fc.record({
    kind: fc.constant('issue' as const),
    prices: fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('pay' as const), amount: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({
    kind: fc.constant('allocate' as const),
    payment: pick,
    invoice: pick,
    amount: fc.integer({ min: 1, max: 30_000 }),
  }),
  fc.record({
    kind: fc.constant('credit' as const),
    invoice: pick,
    line: pick,
    net: fc.integer({ min: 1, max: 30_000 }),
  }),
  fc.record({ kind: fc.constant('credit_rest' as const), invoice: pick }),
  fc.record({
    kind: fc.constant('release' as const),
    allocation: pick,
    amount: fc.option(fc.integer({ min: 1, max: 20_000 })),
  }),
)

it('money is neither made nor lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 14 }), async (moves) => {
      const company = await makeCompany(tenant)
      for (const one of moves) {
        await play(company, one)
        await check(company)
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)

type Move = typeof move extends fc.Arbitrary<infer M> ? M : never
// biome-ignore lint/suspicious/noExplicitAny: rows of any list.
const at = (rows: any[], index: number) => rows[index % rows.length]
const listOf = async (path: string) => (await tenant.get(path)).body.data

async function play(company: string, one: Move): Promise<void> {
  const invoices = await listOf(`/v1/invoices?company_id=${company}&sort=created_at`)
  const payments = await listOf(`/v1/payments?company_id=${company}&sort=created_at`)
  const known = (status: number) => expect([200, 201, 422]).toContain(status)
  switch (one.kind) {
    case 'issue': {
      const lines = one.prices.map((cents, index) => ({
        unit_price: (cents / 100).toFixed(2),
        tax_percent: index % 2 === 0 ? '21' : '9',
      }))
      return expect((await issue(tenant, await draft(tenant, company, lines))).status).toBe(200)
    }
    case 'pay': {
      const body = { company_id: company, received: euros(one.amount), allocate: 'oldest_first' }
      return expect((await tenant.post('/v1/payments', body)).status).toBe(201)
    }
    case 'allocate': {
      if (payments.length === 0 || invoices.length === 0) return
      const body = { invoice_id: at(invoices, one.invoice).id, amount: euros(one.amount) }
      return known((await tenant.post(`/v1/payments/${at(payments, one.payment).id}/allocate`, body)).status)
    }
    case 'credit':
    case 'credit_rest': {
      if (invoices.length === 0) return
      const { id } = at(invoices, one.invoice)
      if (one.kind === 'credit_rest') return known((await credit(tenant, id, {})).status)
      const { lines } = (await tenant.get(`/v1/invoices/${id}`)).body
      const part = { invoice_line_id: at(lines, one.line).id, net: euros(one.net) }
      return known((await credit(tenant, id, { lines: [part] })).status)
    }
    case 'release': {
      if (payments.length === 0) return
      const allocations = await listOf(`/v1/payment_allocations?payment_id=${at(payments, one.allocation).id}`)
      if (allocations.length === 0) return
      const { id, payment_id } = at(allocations, one.allocation)
      const body = { payment_allocation_id: id, reason: 'x', ...(one.amount !== null && { amount: euros(one.amount) }) }
      return known((await tenant.post(`/v1/payments/${payment_id}/release`, body)).status)
    }
  }
}

/** Every maintained sum equals what its parts add up to. */
async function check(companyId: string): Promise<void> {
  const wrong = await harness.admin(
    `with mine as (select * from invoice where tenant_id = $1),
      allocated as (select a.*, a.amount_minor - a.released_minor as left_minor from payment_allocation a where tenant_id = $1)
    select 'invoice paid' as what from mine i where paid_minor <> coalesce((select sum(left_minor) from allocated a where a.invoice_id = i.id), 0)
    union all select 'invoice credited' from mine i where credited_minor <> coalesce((select sum(total_minor) from credit_note c where c.invoice_id = i.id), 0)
    union all select 'beyond total' from mine where paid_minor + credited_minor > total_minor
    union all select 'lines and tax' from mine i where total_minor <> (select sum(net_minor + tax_minor) from invoice_line l where l.invoice_id = i.id)
    union all select 'breakdown' from mine i where tax_minor <> (select sum(tax_minor) from invoice_tax t where t.invoice_id = i.id)
    union all select 'status' from mine where status <> case when balance_minor = 0 then 'paid' when paid_minor > 0 then 'partially_paid' else 'issued' end
    union all select 'payment' from payment p where tenant_id = $1 and allocated_minor <> coalesce((select sum(left_minor) from allocated a where a.payment_id = p.id), 0)
    union all select 'allocation lines' from allocated a where left_minor <> coalesce((select sum(net_minor + tax_minor) from payment_allocation_line l where l.payment_allocation_id = a.id), 0)
    union all select 'released' from allocated a where released_minor <> coalesce((select sum(amount_minor) from allocation_release r where r.payment_allocation_id = a.id), 0)
    union all select 'credit note' from credit_note c where tenant_id = $1 and total_minor <> (select sum(net_minor + tax_minor) from credit_note_line l where l.credit_note_id = c.id)
    union all select 'credited line' from invoice_line l where tenant_id = $1 and credited_net_minor <> coalesce((select sum(net_minor) from credit_note_line c where c.invoice_line_id = l.id), 0)
    union all select 'credited row' from invoice_tax t where tenant_id = $1 and abs(tax_minor) < abs(coalesce((select sum(n.tax_minor) from credit_note_tax n join credit_note c on c.id = n.credit_note_id where c.invoice_id = t.invoice_id and n.category = t.category and n.percent = t.percent), 0))`,
    [tenant.tenantId],
  )
  expect(wrong).toEqual([])
  const { body } = await tenant.get(`/v1/companies/${companyId}/balance`)
  for (const row of body.balances) expect(row.net.amount).toBe(row.open.amount - row.unallocated.amount)
}
