import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { credit, draft, euros, ifMatch, issue, issued, makeCompany, pay, untaxed } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant
let company: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())
beforeEach(async () => {
  company = await makeCompany(tenant)
})

const invoiceNow = async (id: string) => (await tenant.get(`/v1/invoices/${id}`)).body
const allocate = (paymentId: string, invoiceId: string, amount: number, currency = 'EUR') =>
  tenant.post(`/v1/payments/${paymentId}/allocate`, { invoice_id: invoiceId, amount: { amount, currency } })
const balanceOf = async (companyId: string) => (await tenant.get(`/v1/companies/${companyId}/balance`)).body.balances

describe('payments', () => {
  it('spread over the lines as the trace tells it, to the cent', async () => {
    const lines = [
      { description: 'Design', unit_price: '4800', tax_percent: '21' },
      { description: 'Print', quantity: '1250', unit_price: '0.3475', tax_percent: '9' },
    ]
    const invoice = await issued(tenant, company, lines)
    expect(invoice).toMatchObject({ net: euros(523438), tax: euros(104709), total: euros(628147) })
    await pay(tenant, company, 500000, { allocate: 'oldest_first' })
    expect(await invoiceNow(invoice.id)).toMatchObject({
      status: 'partially_paid',
      paid: euros(500000),
      balance: euros(128147),
    })
    await pay(tenant, company, 128147, { allocate: 'oldest_first' })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'paid', balance: euros(0) })
    const spread = await harness.admin(
      `select l.net_minor::int as net, l.tax_minor::int as tax from payment_allocation_line l join invoice_line i on i.id = l.invoice_line_id
        join payment_allocation a on a.id = l.payment_allocation_id where i.tenant_id = $1 order by a.id, i.position`,
      [tenant.tenantId],
    )
    expect(spread.map(({ net, tax }) => Number(net) + Number(tax))).toEqual([462312, 37688, 118488, 9659])
    expect(spread[1]).toEqual({ net: 34576, tax: 3112 })
    const types = await harness.admin<{ type: string }>(
      `select type from event where tenant_id = $1 and type like 'invoice.%paid' order by position`,
      [tenant.tenantId],
    )
    expect(types.map((row) => row.type)).toEqual(['invoice.partially_paid', 'invoice.paid'])
  })

  it('billing-06: applying a client credit pays the invoice by that amount', async () => {
    const payment = await pay(tenant, company, 3000)
    const invoice = await issued(tenant, company, untaxed('50.00'))
    const { body, status } = await allocate(payment.id, invoice.id, 3000)
    expect([status, body.unallocated.amount]).toEqual([200, 0])
    expect(await invoiceNow(invoice.id)).toMatchObject({
      paid: euros(3000),
      balance: euros(2000),
      status: 'partially_paid',
    })
    expect((await tenant.get(`/v1/payments?company_id=${company}`)).body.data).toHaveLength(1)
  })

  it('billing-07: money beyond one invoice pays the oldest, the rest becomes client credit', async () => {
    const older = await issued(tenant, company, untaxed('50.00'), { payment_terms: { kind: 'net', days: 1 } })
    const newer = await issued(tenant, company, untaxed('70.00'), { payment_terms: { kind: 'net', days: 32 } })
    await pay(tenant, company, 2000, { allocate: [{ invoice_id: older.id, amount: euros(2000) }] })
    const { allocations, unallocated } = await pay(tenant, company, 10595, { allocate: 'oldest_first' })
    expect(
      allocations.map((one: { invoice_id: string; amount: { amount: number } }) => [one.invoice_id, one.amount.amount]),
    ).toEqual([
      [older.id, 3000],
      [newer.id, 7000],
    ])
    expect(unallocated).toEqual(euros(595))
    expect([(await invoiceNow(older.id)).balance.amount, (await invoiceNow(newer.id)).balance.amount]).toEqual([0, 0])
    expect(await balanceOf(company)).toMatchObject([
      { currency: 'EUR', open: euros(0), unallocated: euros(595), net: euros(-595) },
    ])
  })

  it('are released to client credit, whole or in part, and the invoice has its balance again', async () => {
    const invoice = await issued(tenant, company, untaxed('50.00'))
    const { id, allocations } = await pay(tenant, company, 5000, { allocate: 'oldest_first' })
    expect((await invoiceNow(invoice.id)).status).toBe('paid')
    const release = (body: object) =>
      tenant.post(`/v1/payments/${id}/release`, { payment_allocation_id: allocations[0].id, reason: 'Wrong', ...body })
    expect((await release({ amount: euros(1000) })).body).toMatchObject({
      unallocated: euros(1000),
      allocations: [{ released: euros(1000) }],
    })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'partially_paid', balance: euros(1000) })
    expect((await release({ amount: euros(4001) })).status).toBe(422)
    expect((await release({})).body).toMatchObject({ unallocated: euros(5000) })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'issued', paid: euros(0), balance: euros(5000) })
    expect((await release({})).status).toBe(422)
  })

  it('are recorded once by external_ref, and found again', async () => {
    const body = { company_id: company, received: euros(700), external_ref: { system: 'ledger', id: `R-${company}` } }
    const first = await tenant.put('/v1/payments', body)
    const again = await tenant.put('/v1/payments', { ...body, reference: 'late' })
    expect([first.status, again.status, again.body.id, again.body.reference]).toEqual([200, 200, first.body.id, 'late'])
    expect((await tenant.put('/v1/payments', { ...body, received: euros(701) })).status).toBe(409)
    const twins = await Promise.all(
      Array.from({ length: 5 }, () =>
        tenant.put('/v1/payments', { ...body, external_ref: { system: 'ledger', id: `T-${company}` } }),
      ),
    )
    expect(new Set(twins.map((one) => one.body.id)).size).toBe(1)
  })

  it('are not received after today, and their details change without their money', async () => {
    const late = await tenant.post('/v1/payments', {
      company_id: company,
      received: euros(1),
      received_on: '2099-01-01',
    })
    expect([late.status, late.body.code, late.body.errors[0].pointer]).toEqual([422, 'invalid_date', '#/received_on'])
    const { id } = await pay(tenant, company, 100)
    const { body } = await tenant.patch(`/v1/payments/${id}`, { reference: 'INV' })
    expect(body).toMatchObject({ reference: 'INV', version: 2, received: euros(100) })
    expect((await tenant.get(`/v1/payments/${id}`)).headers.get('etag')).toBe('"2"')
  })

  it('abuse-06: one client’s payment does not settle another’s invoice', async () => {
    const other = await makeCompany(tenant, 'Brackwater Mills')
    const { body: entity } = await tenant.post('/v1/legal_entities', { name: 'Second B.V.', base_currency: 'EUR' })
    const payment = await pay(tenant, company, 10000)
    const foreign = await issued(tenant, other, untaxed('100'))
    const elsewhere = await issued(tenant, company, untaxed('100'), { legal_entity_id: entity.id })
    const dollars = await issued(tenant, company, untaxed('100'), { currency: 'USD' })
    const answers = [foreign, elsewhere, dollars].map((invoice) => allocate(payment.id, invoice.id, 1000))
    expect((await Promise.all(answers)).map(({ status, body }) => [status, body.errors[0].code])).toEqual([
      [422, 'other_payer'],
      [422, 'other_legal_entity'],
      [422, 'other_currency'],
    ])
    const listed = await tenant.post('/v1/payments', {
      company_id: company,
      received: euros(100),
      allocate: [{ invoice_id: foreign.id, amount: euros(100) }],
    })
    expect([listed.status, listed.body.errors[0].pointer]).toEqual([422, '#/allocate/0/invoice_id'])
    expect((await invoiceNow(foreign.id)).paid.amount).toBe(0)
  })

  it('abuse-05: money moves only forwards', async () => {
    const invoice = await issued(tenant, company, untaxed('100'))
    const payment = await pay(tenant, company, 1000)
    for (const amount of [-1000, 0]) {
      const received = await tenant.post('/v1/payments', { company_id: company, received: euros(amount) })
      expect([received.status, received.body.errors[0].pointer]).toEqual([422, '#/received/amount'])
      const allocated = await allocate(payment.id, invoice.id, amount)
      expect([allocated.status, allocated.body.errors[0].pointer]).toEqual([422, '#/amount/amount'])
      const credited = await credit(tenant, invoice.id, {
        lines: [{ invoice_line_id: invoice.lines[0].id, net: euros(amount) }],
      })
      expect([credited.status, credited.body.errors[0].pointer]).toEqual([422, '#/lines/0/net/amount'])
      const byQuantity = await credit(tenant, invoice.id, {
        lines: [{ invoice_line_id: invoice.lines[0].id, quantity: String(amount) }],
      })
      expect([byQuantity.status, byQuantity.body.errors[0].pointer]).toEqual([422, '#/lines/0/quantity'])
    }
    expect(await balanceOf(company)).toMatchObject([{ unallocated: euros(1000) }])
  })

  it('abuse-05: the database refuses it too, when the API is left out', async () => {
    const invoice = await issued(tenant, company, untaxed('100'))
    const payment = await pay(tenant, company, 1000, { allocate: [{ invoice_id: invoice.id, amount: euros(1000) }] })
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: harness.testDatabase.url })
    await client.connect()
    try {
      await client.query(`select set_config('app.tenant_id', $1, false)`, [String(tenant.tenantId)])
      const attempts = [
        'update payment set received_minor = 0, unallocated_minor = -allocated_minor where allocated_minor > 0',
        'update payment set allocated_minor = -1, unallocated_minor = received_minor + 1',
        'update payment set refunded_minor = received_minor, unallocated_minor = -allocated_minor where allocated_minor > 0',
        'update payment_allocation set amount_minor = 0',
        'update payment_allocation set released_minor = amount_minor + 1',
        `update invoice set paid_minor = total_minor + 1, balance_minor = -1 where status <> 'draft'`,
        `update invoice set paid_minor = -1, balance_minor = total_minor + 1 where status <> 'draft'`,
        `update invoice_line set net_minor = net_minor + 1 where live`,
        `delete from invoice where status <> 'draft'`,
        `update credit_note set total_minor = 0, net_minor = 0, tax_minor = 0`,
        'update issued_document set body = body',
        'delete from issued_document',
        'delete from payment',
      ]
      await credit(tenant, invoice.id, { lines: [{ invoice_line_id: invoice.lines[0].id, net: euros(1) }] })
      for (const sql of attempts) await expect(client.query(sql), sql).rejects.toThrow()
    } finally {
      await client.end()
    }
    expect((await tenant.get(`/v1/payments/${payment.id}`)).body.received.amount).toBe(1000)
  })

  it('of another tenant look absent', async () => {
    const stranger = await harness.mintTenant()
    const payment = await pay(tenant, company, 100)
    expect((await stranger.get(`/v1/payments/${payment.id}`)).status).toBe(404)
    expect((await stranger.patch(`/v1/payments/${payment.id}`, { reference: 'x' })).status).toBe(404)
    expect((await stranger.get(`/v1/companies/${company}/balance`)).status).toBe(404)
    expect((await stranger.get('/v1/payments')).body.data).toEqual([])
  })
})

describe('credit notes', () => {
  it('money-03: a full correction mirrors its invoice to the cent', async () => {
    const invoice = await issued(tenant, company, [{ unit_price: '74.10', tax_percent: '25' }])
    expect(invoice).toMatchObject({ net: euros(7410), tax: euros(1853), total: euros(9263) })
    const { status, body } = await credit(tenant, invoice.id, {})
    expect(status).toBe(201)
    expect(body.credit_note).toMatchObject({
      net: euros(7410),
      tax: euros(1853),
      total: euros(9263),
      released: euros(0),
    })
    expect(body.credit_note.number).toMatch(/^CN-/)
    expect(body.invoice).toMatchObject({ status: 'paid', balance: euros(0), credited: euros(9263) })
    const negative = await tenant.post('/v1/invoices/preview', {
      currency: 'EUR',
      lines: [{ description: 'x', unit_price: '-74.10', tax_percent: '25' }],
    })
    expect(negative.body).toMatchObject({ net: euros(-7410), tax: euros(-1853), total: euros(-9263) })
    const again = await credit(tenant, invoice.id, {})
    expect([again.status, again.body.code]).toEqual([422, 'invalid_amount'])
    expect((await tenant.get(`/v1/credit_notes/${body.credit_note.id}`)).body).toEqual(body.credit_note)
    expect((await tenant.get(`/v1/credit_notes?invoice_id=${invoice.id}`)).body.data).toHaveLength(1)
  })

  it('in several parts end exactly at the invoice', async () => {
    const invoice = await issued(tenant, company, [
      { quantity: '3', unit_price: '33.33', tax_percent: '21' },
      { quantity: '7', unit_price: '11.11', tax_percent: '21' },
    ])
    const [first, second] = invoice.lines
    const part = (line: { id: string }, quantity: string) =>
      credit(tenant, invoice.id, { lines: [{ invoice_line_id: line.id, quantity }] })
    const notes = [
      await part(first, '1'),
      await part(second, '2.5'),
      await part(first, '2'),
      await credit(tenant, invoice.id, {}),
    ]
    expect(notes.map((note) => note.status)).toEqual([201, 201, 201, 201])
    for (const key of ['net', 'tax', 'total']) {
      expect(notes.reduce((sum, note) => sum + note.body.credit_note[key].amount, 0)).toBe(invoice[key].amount)
    }
    expect(notes.at(-1)?.body.invoice.balance).toEqual(euros(0))
  })

  it('billing-09: a credit larger than what is open frees what was paid', async () => {
    const invoice = await issued(tenant, company, untaxed('1000.00'))
    await pay(tenant, company, 10000, { allocate: [{ invoice_id: invoice.id, amount: euros(10000) }] })
    const newest = await pay(tenant, company, 20000, { allocate: [{ invoice_id: invoice.id, amount: euros(20000) }] })
    const { status, body } = await credit(tenant, invoice.id, {
      lines: [{ invoice_line_id: invoice.lines[0].id, net: euros(80000) }],
    })
    expect(status).toBe(201)
    expect(body.credit_note.released).toEqual(euros(10000))
    expect(body.invoice).toMatchObject({
      balance: euros(0),
      paid: euros(20000),
      credited: euros(80000),
      status: 'paid',
    })
    expect(await balanceOf(company)).toMatchObject([{ unallocated: euros(10000) }])
    expect((await tenant.get(`/v1/payments/${newest.id}`)).body).toMatchObject({
      allocated: euros(10000),
      unallocated: euros(10000),
    })
    const second = await credit(tenant, invoice.id, {
      lines: [{ invoice_line_id: invoice.lines[0].id, net: euros(20001) }],
    })
    expect([second.status, second.body.code]).toEqual([422, 'invalid_amount'])
    expect(second.body.detail).toContain('EUR 200.00')
  })

  it('abuse-20: a line by hand is credited by its quantity’s share, never by both', async () => {
    const invoice = await issued(tenant, company, [{ quantity: '5', unit_price: '90.00', tax_percent: '0' }])
    const line = (more: object) =>
      credit(tenant, invoice.id, { lines: [{ invoice_line_id: invoice.lines[0].id, ...more }] })
    expect((await line({ quantity: '5', net: euros(1), release: true })).status).toBe(422)
    expect((await line({ quantity: '1', net: euros(45000), release: true })).status).toBe(422)
    expect((await line({ net: euros(1), release: true })).status).toBe(422)
    expect((await line({ quantity: '2', release: true })).body.credit_note.total).toEqual(euros(18000))
    const beyond = await line({ quantity: '4', release: true })
    expect([beyond.status, beyond.body.errors[0].pointer]).toEqual([422, '#/lines/0/quantity'])
    expect(beyond.body.detail).toContain('Only 3')
  })

  it('refuse drafts and stale versions', async () => {
    const made = await draft(tenant, company, untaxed('1'))
    const refused = await credit(tenant, made.id, {})
    expect([refused.status, refused.body.legal_moves]).toEqual([409, ['update', 'issue', 'delete']])
    const { body } = await issue(tenant, made)
    const stale = await tenant.post(`/v1/invoices/${made.id}/credit`, { reason: 'x' }, ifMatch(body.version - 1))
    expect(stale.status).toBe(412)
  })
})
