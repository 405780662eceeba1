/** From an approved milestone to a draft, and back: what billing does to sold work. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../../testing/harness.ts'
import { credit, euros, issue, makeCompany, pay } from './billing-testing.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

interface Sold {
  company: string
  contact: string
  engagement: string
  milestone: string
  items: string[]
  token: string
}

const HOURS = [{ key: 'work', name: 'Support', quantity: '5', unit: 'hour', unit_price: '90.00', tax_percent: '0' }]

async function ok(answer: Promise<TestAnswer>): Promise<TestAnswer['body']> {
  const { status, body } = await answer
  expect({ status: status < 300, refused: body?.errors ?? body?.detail }).toEqual({ status: true, refused: undefined })
  return body
}

/** A won deal whose one milestone is delivered, and a session of its client's contact. */
async function sell(at: TestTenant = tenant, scope_items: object[] = HOURS, company?: string): Promise<Sold> {
  const companyId = company ?? (await makeCompany(at))
  const contact = await ok(at.post('/v1/contacts', { company_id: companyId, name: 'Product office' }))
  const bills = scope_items.map((item) => ({ key: (item as { key: string }).key, percent: '100' }))
  const deal = await ok(
    at.post('/v1/deals', {
      name: 'Relaunch',
      company_id: companyId,
      currency: 'EUR',
      scope_items,
      planned_milestones: [{ name: 'Accepted', due_on: '2026-12-11', bills }],
    }),
  )
  const won = await ok(at.post(`/v1/deals/${deal.id}/win`, {}))
  const milestone = won.milestones[0].id
  await ok(at.post(`/v1/milestones/${milestone}/deliver`, {}))
  await ok(at.post(`/v1/engagements/${won.engagement.id}/share`, { contact_id: contact.id }))
  const session = await ok(
    at.post('/v1/embed_sessions', {
      subject_id: contact.id,
      components: { approval: {}, engagement: {} },
      engagement_ids: [won.engagement.id],
      origins: ['https://app.example'],
    }),
  )
  const items = await ok(at.get(`/v1/scope_items?deal_id=${deal.id}`))
  return {
    company: companyId,
    contact: contact.id,
    engagement: won.engagement.id,
    milestone,
    items: items.data.map((item: { id: string }) => item.id),
    token: session.token,
  }
}

const as = (token: string, method: string, path: string, body?: object) =>
  harness.call(method, path, { key: token, body })

async function request(sold: Sold) {
  const approval = await ok(tenant.post('/v1/approvals', { milestone_id: sold.milestone, contact_id: sold.contact }))
  const { sha256 } = await ok(as(sold.token, 'GET', `/v1/portal/approvals/${approval.id}`))
  return { id: approval.id as string, sha256: sha256 as string }
}

async function approve(sold: Sold) {
  const { id, sha256 } = await request(sold)
  await ok(as(sold.token, 'POST', `/v1/portal/approvals/${id}/approve`, { sha256 }))
  return id
}

const draftsOf = async (milestone: string) => (await ok(tenant.get(`/v1/invoices?milestone_id=${milestone}`))).data
const sums = async (item: string) => {
  const { earned, billed, unbilled, written_off } = await ok(tenant.get(`/v1/scope_items/${item}`))
  expect(billed.amount + unbilled.amount + written_off.amount).toBe(earned.amount)
  return { billed: billed.amount, unbilled: unbilled.amount, written_off: written_off.amount }
}

describe('an approved milestone', () => {
  it('billing-04: deleting a draft and crediting an invoice give the work back', async () => {
    const sold = await sell()
    const item = sold.items[0] as string
    await approve(sold)
    const [draft] = await draftsOf(sold.milestone)
    expect(await sums(item)).toEqual({ billed: 45000, unbilled: 0, written_off: 0 })
    expect((await tenant.delete(`/v1/invoices/${draft.id}`)).status).toBe(204)
    expect(await sums(item)).toEqual({ billed: 0, unbilled: 45000, written_off: 0 })
    const again = await ok(tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`))
    expect(again.lines).toMatchObject([
      { scope_item_id: item, milestone_id: sold.milestone, quantity: '5', net: euros(45000) },
    ])
    const twice = await tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`)
    expect([twice.status, twice.body.code]).toEqual([409, 'illegal_move'])
    await ok(issue(tenant, again))
    const { body } = await credit(tenant, again.id, { release: true })
    expect(body.credit_note.lines).toMatchObject([{ released: true, net: euros(45000) }])
    expect(await sums(item)).toEqual({ billed: 0, unbilled: 45000, written_off: 0 })
    const third = await ok(tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`))
    expect(third.total).toEqual(euros(45000))
    expect(await sums(item)).toEqual({ billed: 45000, unbilled: 0, written_off: 0 })
  })

  it('billing-04: a credit without a release is written off, never nowhere, and is not billed again', async () => {
    const sold = await sell()
    await approve(sold)
    const [draft] = await draftsOf(sold.milestone)
    await ok(issue(tenant, draft))
    await ok(credit(tenant, draft.id, {}))
    expect(await sums(sold.items[0] as string)).toEqual({ billed: 0, unbilled: 0, written_off: 45000 })
    expect((await tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`)).status).toBe(409)
  })

  it('abuse-20: work is released for exactly what is credited', async () => {
    const sold = await sell()
    await approve(sold)
    const [draft] = await draftsOf(sold.milestone)
    const invoice = await ok(issue(tenant, draft))
    const line = (more: object) =>
      credit(tenant, invoice.id, { lines: [{ invoice_line_id: invoice.lines[0].id, release: true, ...more }] })
    const answers = [
      await line({ quantity: '5', net: euros(1) }),
      await line({ quantity: '1', net: euros(45000) }),
      await line({ quantity: '2' }),
      await line({ quantity: '4' }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([422, 422, 201, 422])
    expect(answers[2]?.body.credit_note.total).toEqual(euros(18000))
    expect(await sums(sold.items[0] as string)).toEqual({ billed: 27000, unbilled: 18000, written_off: 0 })
  })

  it('billing-12: raises one draft, however often and however fast its approval comes', async () => {
    for (const headers of [{}, { 'Idempotency-Key': 'approve-once' }] as Record<string, string>[]) {
      const sold = await sell(tenant, [{ key: 'a', name: 'Site', unit_price: '4000', tax_percent: '21' }])
      const { id, sha256 } = await request(sold)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          harness.call('POST', `/v1/portal/approvals/${id}/approve`, { key: sold.token, headers, body: { sha256 } }),
        ),
      )
      expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(1)
      expect(answers.every((answer) => [200, 409].includes(answer.status))).toBe(true)
      const drafts = await draftsOf(sold.milestone)
      expect(drafts).toHaveLength(1)
      expect(drafts[0].net).toEqual(euros(400000))
      expect(await sums(sold.items[0] as string)).toMatchObject({ billed: 400000, unbilled: 0 })
      const evidence = await harness.admin<{ n: number }>(
        `select count(*)::int as n from approval_evidence where tenant_id = $1 and sha256 = $2`,
        [tenant.tenantId, sha256],
      )
      expect(evidence[0]?.n).toBe(1)
    }
  })

  it('withdrawn before issue takes its draft with it; after issue it is refused and names the credit', async () => {
    const sold = await sell()
    const approval = await approve(sold)
    const [draft] = await draftsOf(sold.milestone)
    await ok(tenant.post(`/v1/approvals/${approval}/withdraw`, { reason: 'Too early' }))
    expect((await tenant.get(`/v1/invoices/${draft.id}`)).status).toBe(404)
    expect(await sums(sold.items[0] as string)).toEqual({ billed: 0, unbilled: 0, written_off: 0 })
    const second = await approve(sold)
    const [next] = await draftsOf(sold.milestone)
    await ok(issue(tenant, next))
    const refused = await tenant.post(`/v1/approvals/${second}/withdraw`, { reason: 'Too late' })
    expect([refused.status, refused.body.legal_moves]).toEqual([409, ['credit']])
  })

  it('stands though its draft cannot be raised, and the blocker is named', async () => {
    const sold = await sell()
    const { id, sha256 } = await request(sold)
    const archive = (at: string) =>
      harness.admin(`update legal_entity set archived_at = ${at} where tenant_id = $1`, [tenant.tenantId])
    await archive('now()')
    await ok(as(sold.token, 'POST', `/v1/portal/approvals/${id}/approve`, { sha256 }))
    const events = await harness.admin(
      `select data->>'blocker' as blocker from event where tenant_id = $1 and type = 'invoice.not_drafted'`,
      [tenant.tenantId],
    )
    expect(events).toEqual([{ blocker: 'legal_entity_archived' }])
    expect((await tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`)).status).toBe(409)
    await archive('null')
    expect((await ok(tenant.post(`/v1/milestones/${sold.milestone}/draft_invoice`))).net).toEqual(euros(45000))
  })

  it('keeps its lines in an update; only their tax changes, with a reason', async () => {
    const sold = await sell()
    await approve(sold)
    const [draft] = await draftsOf(sold.milestone)
    const more = [{ description: 'Travel', unit_price: '10', tax_percent: '0' }]
    const { lines } = await ok(tenant.patch(`/v1/invoices/${draft.id}`, { lines: more }))
    expect(lines.map((line: { net: { amount: number } }) => line.net.amount)).toEqual([45000, 1000])
    const change = { line_id: lines[0].id, tax_percent: '21', reason: 'Not exempt after all' }
    const changed = await ok(tenant.post(`/v1/invoices/${draft.id}/change_line_tax`, change))
    expect(changed).toMatchObject({
      net: euros(46000),
      tax: euros(9450),
      lines: [{ tax_changed_reason: change.reason }, {}],
    })
    expect(await sums(sold.items[0] as string)).toMatchObject({ billed: 45000 })
  })
})

describe('a client in the portal', () => {
  it('abuse-17: (2) sees what is paid of its own invoice, never the payment', async () => {
    const one = await sell()
    const two = await sell(tenant, HOURS, one.company)
    const final: TestAnswer['body'][] = []
    for (const sold of [one, two]) {
      await approve(sold)
      const [draft] = await draftsOf(sold.milestone)
      expect((await as(sold.token, 'GET', `/v1/portal/invoices/${draft.id}`)).status).toBe(404)
      final.push(await ok(issue(tenant, draft)))
    }
    const allocate = [
      { invoice_id: final[0].id, amount: euros(10000) },
      { invoice_id: final[1].id, amount: euros(20000) },
    ]
    await pay(tenant, one.company, 35000, { allocate })
    const shown = await ok(as(one.token, 'GET', `/v1/portal/invoices/${final[0].id}`))
    expect(shown).toMatchObject({ paid: euros(10000), balance: euros(35000), status: 'partially_paid' })
    expect(JSON.stringify(shown)).not.toMatch(
      /30000|20000|payment_(?!allocation_)|legal_entity|scope_item|exemption_reason":"|5000,"unalloc/,
    )
    expect((await as(one.token, 'GET', `/v1/portal/invoices/${final[1].id}`)).status).toBe(404)
    const list = await ok(as(one.token, 'GET', '/v1/portal/invoices'))
    expect(list.data.map((row: { id: string }) => row.id)).toEqual([final[0].id])
    expect((await as(one.token, 'GET', '/v1/payments')).status).toBe(403)
    expect((await tenant.get(`/v1/portal/invoices/${final[0].id}`)).status).toBe(403)
  })
})
