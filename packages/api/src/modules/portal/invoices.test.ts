import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApprovalStory, askApproval, openPortal, uploadFile, WHOLE_PLAN } from '../../testing/approval-story.ts'
import { makeContact, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../../testing/harness.ts'

type Body = TestAnswer['body']

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(async () => {
  tenant = await harness.mintTenant()
})

const any = { headers: { 'If-Match': '*' } }
const euros = (amount: number) => ({ amount, currency: 'EUR' })

/** A story whose milestone has a file that the client sees. */
async function askWithFile() {
  const story = await winEngagement(tenant, WHOLE_PLAN)
  const contact = await makeContact(tenant, story.company.id, { name: 'Ada Brandt' })
  const file = await uploadFile(harness, tenant, 'timetable.txt', 'the winter sailings')
  const milestone = story.won.milestones[0]
  await tenant.post(`/v1/milestones/${milestone.id}/files`, { file_id: file.id, client_visible: true })
  await tenant.post(`/v1/milestones/${milestone.id}/deliver`)
  const { body: approval } = await tenant.post('/v1/approvals', { milestone_id: milestone.id, contact_id: contact.id })
  const portal = await openPortal(harness, tenant, contact.id, [story.engagement.id])
  return { ...story, contact, file, milestone, approval, portal }
}

type Asked = Awaited<ReturnType<typeof askWithFile>>

/** Approves as the contact, and issues the draft that this raised. */
async function bill({ portal, approval, milestone }: Pick<Asked, 'portal' | 'approval' | 'milestone'>): Promise<Body> {
  const path = `/v1/portal/approvals/${approval.id}`
  const { sha256 } = (await portal.get(path)).body
  const decided = await portal.post(`${path}/approve`, { sha256, remarks: 'The map is fine too.' })
  expect(decided.status).toBe(200)
  const { body: drafts } = await tenant.get(`/v1/invoices?milestone_id=${milestone.id}`)
  const { status, body } = await tenant.post(`/v1/invoices/${drafts.data[0].id}/issue`, {}, any)
  expect(status).toBe(200)
  return body
}

const pay = (story: { company: Body }, amount: number) =>
  tenant.post('/v1/payments', { company_id: story.company.id, received: euros(amount), allocate: 'oldest_first' })

const sum = (rows: { amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0)

describe('a client’s invoice', () => {
  it('shows the checkpoint and the evidence behind each line', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    const { status, body } = await story.portal.get(`/v1/portal/invoices/${invoice.id}`)
    expect(status).toBe(200)
    const { milestone, approval, file } = story
    for (const line of body.lines) {
      expect(line).toMatchObject({ milestone_id: milestone.id, approval_id: approval.id, tax_category: 'S' })
    }
    expect(body.milestones).toEqual([{ id: milestone.id, name: 'Design accepted', approved_at: expect.any(String) }])
    const { body: evidence } = await tenant.get(`/v1/approvals/${approval.id}/evidence`)
    expect(body.approvals).toEqual([
      {
        id: approval.id,
        milestone_id: milestone.id,
        status: 'approved_with_remarks',
        decided_at: evidence.decided_at,
        decided_by: 'Ada Brandt',
        remarks: 'The map is fine too.',
        sha256: evidence.sha256,
        files: [{ name: 'timetable.txt', sha256: file.sha256 }],
      },
    ])
  })

  it('shows what was paid and credited, each with its date, so that both add up', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    await pay(story, 100_000)
    const { body: second } = await pay(story, 50_000)
    const [allocation] = second.allocations
    await tenant.post(`/v1/payments/${second.id}/release`, {
      payment_allocation_id: allocation.id,
      amount: euros(20_000),
      reason: 'Half of it was for another invoice.',
    })
    const line = invoice.lines[1].id
    const credited = await tenant.post(
      `/v1/invoices/${invoice.id}/credit`,
      { reason: 'A part was misprinted', lines: [{ invoice_line_id: line, quantity: '100' }] },
      any,
    )
    expect(credited.status).toBe(201)
    const { body } = await story.portal.get(`/v1/portal/invoices/${invoice.id}`)
    expect(body.allocations.map(({ amount }: { amount: object }) => amount)).toEqual([euros(100_000), euros(30_000)])
    expect(sum(body.allocations.map(({ amount }: { amount: { amount: number } }) => amount))).toBe(body.paid.amount)
    const note = credited.body.credit_note
    expect(body.credits).toEqual([
      { id: note.id, number: note.number, issued_on: note.issued_on, total: note.total, reason: note.reason },
    ])
    expect(sum(body.credits.map(({ total }: { total: { amount: number } }) => total))).toBe(body.credited.amount)
    expect(body.lines[1].credited_net).toEqual(note.net)
    expect(body.balance.amount).toBe(body.total.amount - body.paid.amount - body.credited.amount)
    const shown = await story.portal.get(`/v1/portal/credit_notes/${note.id}`)
    expect(shown.body).toMatchObject({ invoice_id: invoice.id, invoice_number: invoice.number, total: note.total })
    expect(shown.body.lines).toMatchObject([{ invoice_line_id: line, quantity: '100', tax_percent: '9' }])
  })

  it('leaves out an allocation that was taken back whole', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    const { body: payment } = await pay(story, 50_000)
    await tenant.post(`/v1/payments/${payment.id}/release`, {
      payment_allocation_id: payment.allocations[0].id,
      reason: 'Wrong invoice',
    })
    const { body } = await story.portal.get(`/v1/portal/invoices/${invoice.id}`)
    expect([body.allocations, body.paid]).toEqual([[], euros(0)])
  })

  it('tells on the tenant’s clock in how many days it is due, and nothing once nothing is open', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    const due = async () => (await story.portal.get(`/v1/portal/invoices/${invoice.id}`)).body.due_in_days
    const days = await due()
    expect(days).toBe((Date.parse(invoice.due_on) - Date.parse(invoice.issued_on)) / 86_400_000)
    const through = new Date(Date.parse(invoice.due_on) + 3 * 86_400_000).toISOString().slice(0, 10)
    const advanced = await tenant.post('/v1/test_clock/advance', { through })
    expect(advanced.status).toBe(200)
    const portal = await openPortal(harness, tenant, story.contact.id, [story.engagement.id])
    const late = await portal.get(`/v1/portal/invoices/${invoice.id}`)
    expect(late.body.due_in_days).toBeLessThanOrEqual(-3)
    expect(late.body.days_past_due).toBe(-late.body.due_in_days)
    await pay(story, invoice.total.amount)
    expect((await portal.get(`/v1/portal/invoices/${invoice.id}`)).body.due_in_days).toBeNull()
  })

  it('abuse-17: shows of a payment that pays other invoices too only what was allocated to this one', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    const other = await tenant.post('/v1/invoices', {
      company_id: story.company.id,
      lines: [{ description: 'Secret work', unit_price: '1000', tax_percent: '0' }],
    })
    const { body: elsewhere } = await tenant.post(`/v1/invoices/${other.body.id}/issue`, {}, any)
    await tenant.post('/v1/payments', {
      company_id: story.company.id,
      received: euros(170_000),
      reference: 'Run 4711',
      allocate: [
        { invoice_id: invoice.id, amount: euros(70_000) },
        { invoice_id: elsewhere.id, amount: euros(100_000) },
      ],
    })
    const { body } = await story.portal.get(`/v1/portal/invoices/${invoice.id}`)
    expect(body.allocations).toEqual([
      { id: expect.stringMatching(/^payment_allocation_/), allocated_on: expect.any(String), amount: euros(70_000) },
    ])
    expect(JSON.stringify(body)).not.toMatch(/4711|170000|payment_0|Secret/)
  })

  it('abuse-17: a credit note of another engagement looks absent', async () => {
    const story = await askWithFile()
    const other = await askApproval(harness, tenant)
    const invoice = await bill(other)
    const { body } = await tenant.post(`/v1/invoices/${invoice.id}/credit`, { reason: 'All of it' }, any)
    const path = `/v1/portal/credit_notes/${body.credit_note.id}`
    expect((await other.portal.get(path)).status).toBe(200)
    expect((await story.portal.get(path)).status).toBe(404)
    expect((await story.portal.get(`/v1/portal/invoices/${invoice.id}`)).status).toBe(404)
  })
})

describe('a client’s approval', () => {
  it('tells who is asked, and by which id each file of its snapshot is fetched', async () => {
    const { portal, approval, file } = await askWithFile()
    const { body } = await portal.get(`/v1/portal/approvals/${approval.id}`)
    expect(body.contact_name).toBe('Ada Brandt')
    const { id, name, size, sha256 } = file
    expect(body.files).toEqual([{ id, name, content_type: 'text/plain', size, sha256 }])
    expect((await portal.get(`/v1/portal/files/${id}/content`)).status).toBe(200)
  })

  it('names the files that were approved also when one is shown no more, then without an id', async () => {
    const story = await askWithFile()
    await bill(story)
    await tenant.post(`/v1/engagements/${story.engagement.id}/files`, { file_id: story.file.id, client_visible: true })
    const read = async () => (await story.portal.get(`/v1/portal/approvals/${story.approval.id}`)).body
    expect((await read()).files).toMatchObject([{ id: story.file.id }])
    await harness.admin('update attachment set client_visible = false where tenant_id = $1', [tenant.tenantId])
    expect((await read()).files).toEqual([
      { id: null, name: 'timetable.txt', content_type: null, size: null, sha256: story.file.sha256 },
    ])
  })

  it('tells since when it is withdrawn, and has nothing to decide', async () => {
    const { portal, approval } = await askWithFile()
    await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Our own note.' }, any)
    const { body } = await portal.get(`/v1/portal/approvals/${approval.id}`)
    expect(body).toMatchObject({ status: 'withdrawn', snapshot: null, files: [], can_decide: false })
    expect(body.withdrawn_at).toEqual(expect.any(String))
    expect(JSON.stringify(body)).not.toContain('Our own note')
  })
})

describe('the firm’s view of what its client reads', () => {
  it('is the client’s own, but for deciding', async () => {
    const story = await askWithFile()
    const { approval, portal } = story
    const waiting = (await portal.get(`/v1/portal/approvals/${approval.id}`)).body
    expect((await tenant.get(`/v1/approvals/${approval.id}/client_view`)).body).toEqual({
      ...waiting,
      can_decide: false,
    })
    const invoice = await bill(story)
    await pay(story, 50_000)
    const { body: credited } = await tenant.post(`/v1/invoices/${invoice.id}/credit`, { reason: 'All of it' }, any)
    const note = credited.credit_note.id
    for (const [own, client] of [
      [`/v1/invoices/${invoice.id}/client_view`, `/v1/portal/invoices/${invoice.id}`],
      [`/v1/credit_notes/${note}/client_view`, `/v1/portal/credit_notes/${note}`],
      [`/v1/approvals/${approval.id}/client_view`, `/v1/portal/approvals/${approval.id}`],
    ] as const) {
      const seen = await tenant.get(own)
      expect([seen.status, seen.body]).toEqual([200, (await portal.get(client)).body])
    }
  })

  it('of a draft is none', async () => {
    const story: ApprovalStory = await askApproval(harness, tenant)
    const { sha256 } = (await story.portal.get(`/v1/portal/approvals/${story.approval.id}`)).body
    await story.portal.post(`/v1/portal/approvals/${story.approval.id}/approve`, { sha256 })
    const { body: drafts } = await tenant.get(`/v1/invoices?milestone_id=${story.milestone.id}`)
    const id = drafts.data[0].id
    expect((await tenant.get(`/v1/invoices/${id}`)).status).toBe(200)
    expect((await tenant.get(`/v1/invoices/${id}/client_view`)).status).toBe(404)
    expect((await story.portal.get(`/v1/portal/invoices/${id}`)).status).toBe(404)
  })

  it('abuse-17: shows of other records only what the credential reads by itself', async () => {
    const story = await askWithFile()
    const invoice = await bill(story)
    await pay(story, 50_000)
    const path = `/v1/invoices/${invoice.id}/client_view`
    const bare = await tenant.get(path, { key: await tenant.keyWith('invoices:read') })
    expect(bare.body).toMatchObject({ paid: euros(50_000), milestones: [], approvals: [] })
    expect([bare.body.allocations, bare.body.credits]).toEqual([null, null])
    const more = await tenant.get(path, { key: await tenant.keyWith('invoices:read', 'approvals:read') })
    expect(more.body.approvals).toMatchObject([{ id: story.approval.id, decided_by: null }])
  })
})
