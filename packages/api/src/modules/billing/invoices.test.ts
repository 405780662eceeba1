import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { draft, euros, ifMatch, issue, issued, type LineInput, makeCompany, pay, untaxed } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant
let company: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  company = await makeCompany(tenant)
})
afterAll(() => harness.close())

/** Preview, draft, issued invoice and list row show the same figures. */
async function figures(currency: string, lines: LineInput[]) {
  const body = { currency, lines: lines.map((line) => ({ description: 'Work', ...line })) }
  const preview = await tenant.post('/v1/invoices/preview', body)
  expect(preview.status).toBe(200)
  const made = await draft(tenant, company, lines, { currency })
  const { body: final, status } = await issue(tenant, made)
  expect(status).toBe(200)
  const list = await tenant.get(`/v1/invoices?number=${final.number}`)
  for (const shown of [made, final, list.body.data[0]]) {
    expect({ net: shown.net, tax: shown.tax, total: shown.total }).toEqual({
      net: preview.body.net,
      tax: preview.body.tax,
      total: preview.body.total,
    })
  }
  expect(final.taxes).toEqual(preview.body.taxes)
  return {
    net: final.net.amount,
    tax: final.tax.amount,
    total: final.total.amount,
    lines: final.lines.map((line: { net: { amount: number } }) => line.net.amount),
    taxes: final.taxes.map(
      (row: { category: string; percent: string; taxable: { amount: number }; tax: { amount: number } }) => [
        row.category,
        row.percent,
        row.taxable.amount,
        row.tax.amount,
      ],
    ),
  }
}

describe('the figures of an invoice', () => {
  it('money-01: tax is taken on the sum of the lines', async () => {
    const lines = ['33.33', '11.12'].map((unit_price) => ({ unit_price, tax_percent: '21' }))
    expect(await figures('EUR', lines)).toMatchObject({
      net: 4445,
      tax: 933,
      total: 5378,
      taxes: [['S', '21', 4445, 933]],
    })
  })

  it('money-02: a tax of exactly half a cent rounds away from zero', async () => {
    expect(await figures('CAD', [{ unit_price: '2740.00', tax_percent: '9.975' }])).toMatchObject({
      net: 274000,
      tax: 27332,
      total: 301332,
    })
  })

  it('money-07: one row for each category and rate, and a reason for what is exempt', async () => {
    const lines: LineInput[] = [
      { unit_price: '200.10', tax_percent: '20' },
      { unit_price: '99.95', tax_percent: '20' },
      { unit_price: '30.33', tax_percent: '10' },
      { unit_price: '50.00', tax_percent: '0', tax_category: 'Z' },
      { unit_price: '75.00', tax_percent: '0', tax_category: 'E' },
    ]
    const refused = await issue(tenant, await draft(tenant, company, lines))
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      errors: [{ code: 'exemption_reason_required', pointer: '#/lines/4/exemption_reason' }],
    })
    expect(refused.body.detail).toContain('Line 5')
    const [, , , , exempt] = lines
    ;(exempt as LineInput).exemption_reason = 'Education'
    expect(await figures('EUR', lines)).toMatchObject({
      net: 45538,
      tax: 6304,
      total: 51842,
      taxes: [
        ['S', '20', 30005, 6001],
        ['S', '10', 3033, 303],
        ['Z', '0', 5000, 0],
        ['E', '0', 7500, 0],
      ],
    })
  })

  it('money-10: a currency of three decimals', async () => {
    const shown = await figures('KWD', [{ quantity: '2.5', unit_price: '12.345', tax_percent: '5' }])
    expect(shown).toMatchObject({ lines: [30863], tax: 1543, total: 32406 })
  })

  it('money-11: minor units come from ISO 4217', async () => {
    const shown = await figures('HUF', [{ quantity: '2', unit_price: '1234.50', tax_percent: '27' }])
    expect(shown).toMatchObject({ net: 246900, tax: 66663, total: 313563 })
  })

  it('money-12: an amount beyond 2^53 - 1 is refused', async () => {
    const raw = `{"company_id":"${company}","received":{"amount":9007199254740993,"currency":"VND"}}`
    const refused = await harness.call('POST', '/v1/payments', { key: tenant.key, body: raw })
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].pointer).toBe('#/received/amount')
    const line = { description: 'x', quantity: '999999999999', unit_price: '999999999999', tax_percent: '0' }
    const sum = await tenant.post('/v1/invoices', { company_id: company, lines: [line] })
    expect([sum.status, sum.body.code, sum.body.errors[0].pointer]).toEqual([
      422,
      'invalid_amount',
      '#/lines/0/unit_price',
    ])
    const many = Array.from({ length: 3 }, () => ({
      description: 'x',
      quantity: '900000',
      unit_price: '90000000',
      tax_percent: '0',
    }))
    const beyond = await tenant.post('/v1/invoices/preview', { currency: 'EUR', lines: many })
    expect([beyond.status, beyond.body.code, beyond.body.errors[0].pointer]).toEqual([422, 'invalid_amount', '#/lines'])
  })

  it.each(['1,5', '1.000,50', '0x10', '', ' 7', '7.', '.5', '+7', 'NaN', 'Infinity', '٣', '1_000'])(
    'money-13: the quantity %j is no decimal',
    async (quantity) => {
      for (const path of ['/v1/invoices', '/v1/invoices/preview']) {
        const body = { company_id: company, lines: [{ description: 'x', quantity, unit_price: '1', tax_percent: '0' }] }
        const refused = await tenant.post(path, body)
        expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '#/lines/0/quantity'])
      }
    },
  )

  it('money-13: "7", "7.5", "-7.25" and "-0" are decimals', async () => {
    for (const quantity of ['7', '7.5', '-7.25', '-0']) {
      const made = await draft(tenant, company, [{ quantity, unit_price: '1', tax_percent: '0' }])
      expect(made.lines[0].quantity).toBe(quantity === '-0' ? '0' : quantity)
    }
  })

  it('money-16: the balance is the total less what is paid', async () => {
    const invoice = await issued(tenant, company, untaxed('357.00'))
    await pay(tenant, company, 11900, { allocate: [{ invoice_id: invoice.id, amount: euros(11900) }] })
    const { body } = await tenant.get(`/v1/invoices/${invoice.id}`)
    expect(body).toMatchObject({ total: euros(35700), paid: euros(11900), balance: euros(23800) })
  })

  it('says which currency or tax does not exist', async () => {
    const line = { description: 'x', unit_price: '1', tax_percent: '0' }
    const currency = await tenant.post('/v1/invoices', { company_id: company, currency: 'XXY', lines: [line] })
    expect(currency.body.errors[0]).toMatchObject({ code: 'unknown_value', pointer: '#/currency' })
    const none = await tenant.post('/v1/invoices', {
      company_id: company,
      lines: [{ description: 'x', unit_price: '1' }],
    })
    expect(none.body.errors[0]).toMatchObject({ code: 'required', pointer: '#/lines/0/tax_percent' })
    const both = { ...line, tax_rate_id: `tax_rate_${'0'.repeat(26)}` }
    expect((await tenant.post('/v1/invoices', { company_id: company, lines: [both] })).status).toBe(422)
  })
})

describe('a draft', () => {
  it('changes by header and by lines, and keeps its totals', async () => {
    const made = await draft(tenant, company, untaxed('10.00'), { purchase_order: 'PO-1' })
    expect(made).toMatchObject({ status: 'draft', number: null, days_past_due: null, version: 1, seller: null })
    const changed = await tenant.patch(
      `/v1/invoices/${made.id}`,
      { purchase_order: 'PO-2', lines: [{ description: 'A', unit_price: '20', tax_percent: '21' }] },
      ifMatch(1),
    )
    expect(changed.body).toMatchObject({
      purchase_order: 'PO-2',
      version: 2,
      net: euros(2000),
      tax: euros(420),
      balance: euros(2420),
    })
    const stale = await tenant.patch(`/v1/invoices/${made.id}`, { note: 'x' }, ifMatch(1))
    expect(stale.status).toBe(412)
    const same = await tenant.patch(`/v1/invoices/${made.id}`, { purchase_order: 'PO-2' })
    expect(same.body.version).toBe(2)
  })

  it('has its tax changed line by line, with a reason', async () => {
    const made = await draft(tenant, company, [{ unit_price: '100', tax_percent: '21' }])
    const change = {
      line_id: made.lines[0].id,
      tax_category: 'AE',
      tax_percent: '0',
      exemption_reason: 'Reverse charge',
      reason: 'Abroad',
    }
    const { body } = await tenant.post(`/v1/invoices/${made.id}/change_line_tax`, change)
    expect(body).toMatchObject({
      total: euros(10000),
      lines: [{ id: made.lines[0].id, tax_category: 'AE', tax_changed_reason: 'Abroad' }],
    })
    const other = await draft(tenant, company, untaxed('1'))
    const foreign = await tenant.post(`/v1/invoices/${other.id}/change_line_tax`, change)
    expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([422, '#/line_id'])
  })

  it('of another tenant, or unknown, looks absent to every operation', async () => {
    const other = await harness.mintTenant()
    const { id } = await draft(tenant, company, untaxed('1'))
    const line = { description: 'x', unit_price: '1', tax_percent: '0' }
    expect((await other.get(`/v1/invoices/${id}`)).status).toBe(404)
    expect((await other.delete(`/v1/invoices/${id}`)).status).toBe(404)
    expect((await other.patch(`/v1/invoices/${id}`, { note: 'x' })).status).toBe(404)
    expect((await issue(other, { id, version: 1 })).status).toBe(404)
    expect((await other.post(`/v1/invoices/${id}/credit`, { reason: 'x' }, ifMatch(1))).status).toBe(404)
    expect((await other.post('/v1/invoices', { company_id: company, lines: [line] })).body.errors[0].pointer).toBe(
      '#/company_id',
    )
  })
})

describe('issuing', () => {
  it('billing-02: an issue date before the last issued one is refused', async () => {
    const at = await harness.mintTenant({ clock_at: '2027-04-09T10:00:00Z' } as object)
    const client = await makeCompany(at)
    const drafts = await Promise.all(Array.from({ length: 5 }, () => draft(at, client, untaxed('1'))))
    expect((await issue(at, drafts[0])).body.number).toBe('INV-2027-0001')
    await harness.admin(`update test_clock set offset_ms = offset_ms + 3 * 86400000 where tenant_id = $1`, [
      at.tenantId,
    ])
    const attempts = ['2027-04-08', '2027-04-09', '2027-03-31', '2027-04-10']
    const answers = []
    for (const [index, issued_on] of attempts.entries()) answers.push(await issue(at, drafts[index + 1], { issued_on }))
    expect(answers.map((answer) => answer.status)).toEqual([422, 200, 422, 200])
    expect(answers.map((answer) => answer.body.number ?? null)).toEqual([null, 'INV-2027-0002', null, 'INV-2027-0003'])
    expect(answers[0]?.body.detail).toContain('2027-04-09')
    expect(answers[0]?.body.code).toBe('invalid_date')
  })

  it('billing-03: drafts have no number, and deleting one leaves no gap', async () => {
    const at = await harness.mintTenant()
    const client = await makeCompany(at)
    const drafts = []
    for (let index = 0; index < 5; index++) drafts.push(await draft(at, client, untaxed('1')))
    expect(drafts.map((one) => one.number)).toEqual([null, null, null, null, null])
    expect((await at.delete(`/v1/invoices/${drafts[1].id}`)).status).toBe(204)
    const numbers = []
    for (const index of [4, 3, 2, 0]) numbers.push((await issue(at, drafts[index])).body.number.slice(-4))
    expect(numbers).toEqual(['0001', '0002', '0003', '0004'])
  })

  it('needs the version that was read: none is 428, a stale one 412, a draft that a colleague edited (threat 16)', async () => {
    const made = await draft(tenant, company, untaxed('1'))
    expect((await tenant.post(`/v1/invoices/${made.id}/issue`, {})).status).toBe(428)
    await tenant.patch(`/v1/invoices/${made.id}`, { note: 'edited' })
    const stale = await issue(tenant, made)
    expect([stale.status, stale.body.code]).toEqual([412, 'precondition_failed'])
    const final = await issue(tenant, { ...made, version: 2 })
    expect(final.status).toBe(200)
    expect((await tenant.post(`/v1/invoices/${made.id}/credit`, { reason: 'x' })).status).toBe(428)
    const twice = await issue(tenant, final.body)
    expect([twice.status, twice.body.legal_moves]).toEqual([409, ['credit']])
    const deleted = await tenant.delete(`/v1/invoices/${made.id}`)
    expect([deleted.status, deleted.body.detail]).toEqual([
      409,
      `${final.body.number} is issued, so it stays. Credit it, in full or by line.`,
    ])
  })

  it('abuse-01: an issued invoice never shows another bank account', async () => {
    const at = await harness.mintTenant()
    const client = await makeCompany(at)
    const bank = (iban: string) =>
      harness.admin(`update legal_entity set bank = $2 where tenant_id = $1`, [at.tenantId, JSON.stringify({ iban })])
    await bank('DE89370400440532013000')
    const first = await issued(at, client, untaxed('10'), { payment_terms: { kind: 'net', days: 30 } })
    const kept = () =>
      harness.admin('select body, sha256 from issued_document where tenant_id = $1 order by id limit 1', [at.tenantId])
    const before = await kept()
    await bank('NL91ABNA0417164300')
    await at.patch(`/v1/companies/${client}`, { name: 'Renamed Ferries' })
    const again = await at.get(`/v1/invoices/${first.id}`)
    expect(again.body).toEqual(first)
    expect(again.body.bank.iban).toBe('DE89370400440532013000')
    expect(await kept()).toEqual(before)
    const second = await issued(at, client, untaxed('10'))
    expect(second).toMatchObject({ bank: { iban: 'NL91ABNA0417164300' }, buyer: { name: 'Renamed Ferries' } })
    const frozen = `update invoice set bank = '{"iban":"X"}' where id = (select id from invoice where number is not null limit 1)`
    await expect(harness.admin(frozen)).rejects.toThrow(/stays as it is/)
  })

  it('abuse-05: a draft below zero is refused and the way to a credit note is named', async () => {
    const made = await draft(tenant, company, untaxed('-1.00'))
    const refused = await issue(tenant, made)
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_amount'])
    expect(refused.body.detail).toContain('credit note')
  })

  it('abuse-19: one printed number belongs to one document of a seller', async () => {
    const at = await harness.mintTenant({ clock_at: '2027-04-12T10:00:00Z' } as object)
    const client = await makeCompany(at)
    const series = (kind: string, pattern: string, next: number) =>
      harness.admin(
        `update number_series set pattern = $3, next_number = $4, period = $5 where tenant_id = $1 and document_kind = $2`,
        [at.tenantId, kind, pattern, next, pattern.includes('{yy}') ? '2027' : ''],
      )
    await series('invoice', 'INV-{yy}{seq:4}', 1234)
    await series('credit_note', 'INV-{seq}', 271234)
    const first = await issued(at, client, untaxed('10'))
    expect(first.number).toBe('INV-271234')
    const refused = await at.post(`/v1/invoices/${first.id}/credit`, { reason: 'x' }, ifMatch(first.version))
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
    const rows = await harness.admin(
      `select next_number from number_series where tenant_id = $1 and document_kind = 'credit_note'`,
      [at.tenantId],
    )
    expect(rows).toEqual([{ next_number: 271234 }])
    expect((await at.get(`/v1/invoices/${first.id}`)).body.credited).toEqual(euros(0))
  })

  it('an invoice of nothing is paid at once', async () => {
    const { body } = await issue(tenant, await draft(tenant, company, untaxed('0')))
    expect(body).toMatchObject({ status: 'paid', balance: euros(0), days_past_due: null })
  })

  it('leaves no number behind in a dry run', async () => {
    const made = await draft(tenant, company, untaxed('1'))
    const dry = await tenant.post(`/v1/invoices/${made.id}/issue?dry_run=true`, {}, ifMatch(1))
    expect([dry.status, dry.body.number, dry.body.status]).toEqual([200, null, 'issued'])
    const [before] = await harness.admin<{ n: number }>(
      'select max(next_number) as n from number_series where tenant_id = $1',
      [tenant.tenantId],
    )
    const real = await issue(tenant, made)
    expect(Number(real.body.number.slice(-4))).toBe(before?.n)
  })

  it('dates-04: the date of a document is the tenant’s date', async () => {
    const at = await harness.mintTenant({
      time_zone: 'America/Los_Angeles',
      clock_at: '2027-03-01T07:30:00Z',
    } as object)
    expect((await issued(at, await makeCompany(at), untaxed('1'))).issued_on).toBe('2027-02-28')
  })

  it('dates-08: end of month plus n days and n days end of month are two terms', async () => {
    const at = await harness.mintTenant({ clock_at: '2027-02-10T12:00:00Z' } as object)
    const client = await makeCompany(at)
    const due = async (payment_terms: object) => (await issued(at, client, untaxed('1'), { payment_terms })).due_on
    expect(await due({ kind: 'end_of_month_plus', days: 45 })).toBe('2027-04-14')
    expect(await due({ kind: 'days_end_of_month', days: 45 })).toBe('2027-03-31')
    expect(await due({ kind: 'net', days: 45 })).toBe('2027-03-27')
  })

  it('dates-09: overdue begins at midnight of the tenant', async () => {
    const at = await harness.mintTenant({ time_zone: 'America/Chicago', clock_at: '2027-05-10T15:00:00Z' } as object)
    const invoice = await issued(at, await makeCompany(at), untaxed('1'), { payment_terms: { kind: 'net', days: 0 } })
    expect(invoice.due_on).toBe('2027-05-10')
    const shown = []
    for (const instant of ['2027-05-11T02:30:00Z', '2027-05-11T04:59:59Z', '2027-05-11T05:00:00Z']) {
      await harness.admin('update test_clock set frozen_at = $2 where tenant_id = $1', [at.tenantId, instant])
      const { body } = await at.get(`/v1/invoices/${invoice.id}`)
      const list = await at.get('/v1/invoices?overdue=true')
      shown.push([body.days_past_due, list.body.data.length])
    }
    expect(shown).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ])
  })
})

describe('the list', () => {
  it('filters, sorts and pages', async () => {
    const at = await harness.mintTenant()
    const client = await makeCompany(at)
    for (const price of ['3', '1', '2']) await issued(at, client, untaxed(price))
    await draft(at, client, untaxed('9'))
    const totals = async (search: string) =>
      (await at.get(`/v1/invoices?${search}`)).body.data.map((one: { total: { amount: number } }) => one.total.amount)
    expect(await totals('sort=total')).toEqual([100, 200, 300, 900])
    expect(await totals('status=draft')).toEqual([900])
    expect(await totals('status=issued&status=draft&sort=-total')).toEqual([900, 300, 200, 100])
    expect((await totals('sort=due_on')).at(-1)).toBe(900)
    expect(await totals('due_on[lte]=2020-01-01')).toEqual([])
    expect(await totals(`company_id=${client}&overdue=false&sort=total`)).toEqual([100, 200, 300, 900])
    const first = await at.get('/v1/invoices?sort=due_on&limit=3')
    const rest = await at.get(`/v1/invoices?sort=due_on&limit=3&cursor=${first.body.next_cursor}`)
    expect([...first.body.data, ...rest.body.data]).toHaveLength(4)
    expect(rest.body.next_cursor).toBeNull()
  })

  it('gives a page by status from an index', async () => {
    const at = await harness.mintTenant()
    const { id } = await draft(at, await makeCompany(at), untaxed('1'))
    await harness.admin(
      `insert into invoice select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'created_at', i.created_at + n * interval '1 second'))).*
        from invoice i, generate_series(1, 3000) n where i.tenant_id = $1`,
      [at.tenantId],
    )
    await harness.admin('analyze invoice')
    const plan = await harness.admin<{ 'QUERY PLAN': string }>(
      `explain select id from invoice where tenant_id = ${at.tenantId} and status = 'issued' order by created_at desc, id desc limit 51`,
    )
    expect(plan.map((row) => row['QUERY PLAN']).join(' ')).toContain('using invoice_status')
    expect((await at.get('/v1/invoices?status=draft')).body.data).toHaveLength(50)
    expect(id).toMatch(/^invoice_/)
  })
})
