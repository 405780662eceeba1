/** A tenant in which everything happened that figures and history are kept of: what the doctor is tried on. */
import { askApproval, openPortal, uploadFile } from './approval-story.ts'
import { makeContact, winEngagement } from './engagement-story.ts'
import type { Harness, TestAnswer, TestTenant } from './harness.ts'

type Body = TestAnswer['body']

async function done(answer: Promise<TestAnswer>): Promise<Body> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

const ANY = { headers: { 'If-Match': '*' } }
const euros = (amount: number) => ({ amount, currency: 'EUR' })

/**
 * Deals open, moved, won and lost; milestones approved, rejected and withdrawn, in whole and in parts; invoices in each
 * state, credited with and without release; payments allocated, released and left over; keys, files, links.
 */
export async function tellWholeStory(harness: Harness): Promise<TestTenant> {
  const tenant = await harness.mintTenant()
  const { post, patch, get } = tenant
  await sell(tenant)
  const story = await askApproval(harness, tenant)
  await post(`/v1/engagements/${story.engagement.id}/share`, { contact_id: story.contact.id })
  const files = await Promise.all(
    ['one', 'two'].map((name) => uploadFile(harness, tenant, `${name}.txt`, `bytes ${name}`)),
  )
  await done(post(`/v1/deals/${story.deal.id}/files`, { file_id: files[0].id }))
  await approve(story.portal, story.approval.id)
  const issued = await issueDraftOf(tenant, story.milestone.id)
  // Taken back and billed again, then a part of it written off.
  await done(post(`/v1/invoices/${issued.id}/credit`, { reason: 'Wrong purchase order', release: true }, ANY))
  await done(post(`/v1/milestones/${story.milestone.id}/draft_invoice`))
  const again = await issueDraftOf(tenant, story.milestone.id)
  const line = { invoice_line_id: again.lines[0].id, net: euros(10_000) }
  await done(post(`/v1/invoices/${again.id}/credit`, { reason: 'A sketch was left out', lines: [line] }, ANY))
  const paid = await done(
    post('/v1/payments', { company_id: story.company.id, received: euros(300_000), allocate: 'oldest_first' }),
  )
  const release = { payment_allocation_id: paid.allocations[0].id, amount: euros(50_000), reason: 'Meant for another' }
  await done(post(`/v1/payments/${paid.id}/release`, release))
  await byParts(harness, tenant)
  await byHand(tenant, story.company.id)
  const minted = await done(post('/v1/api_keys', { name: 'Minted', scopes: ['deals:read'] }))
  await done(post(`/v1/api_keys/${minted.id}/rotate`, { old_expires_in: 60 }))
  await done(patch('/v1/tenant', { name: 'Quillhaven & Daughters' }))
  await done(get('/v1/tenant'))
  return tenant
}

/** An open deal that moved, one that was lost and reopened, a stage with another probability, a second pipeline. */
async function sell(tenant: TestTenant): Promise<void> {
  const { post, patch, get } = tenant
  const company = await done(post('/v1/companies', { name: 'Larkspur Mills' }))
  const stages = (await done(get('/v1/stages'))).data
  const reason = await done(post('/v1/lost_reasons', { name: 'No budget' }))
  const items = [{ key: 'one', name: 'One', quantity: '3', unit_price: '33.335', tax_percent: '21' }]
  const plan = [{ name: 'Half', bills: [{ key: 'one', percent: '50' }] }]
  const deal = (name: string, currency: string) =>
    done(post('/v1/deals', { name, company_id: company.id, currency, scope_items: items, planned_milestones: plan }))
  const [open, lost, won] = [await deal('Open', 'EUR'), await deal('Lost', 'JPY'), await deal('Own odds', 'KWD')]
  await done(post(`/v1/deals/${open.id}/move`, { stage_id: stages[1].id }))
  await done(post(`/v1/deals/${lost.id}/lose`, { lost_reason_id: reason.id }))
  await done(post(`/v1/deals/${lost.id}/reopen`, {}))
  await done(post(`/v1/deals/${lost.id}/lose`, { lost_reason_id: reason.id }))
  await done(patch(`/v1/deals/${won.id}`, { probability_override: '0.15' }))
  await done(patch(`/v1/stages/${stages[1].id}`, { probability: '0.35' }))
  await done(post('/v1/pipelines', { name: 'Renewals' }))
}

/** Thirds of an item: approved, approved and withdrawn, rejected. */
async function byParts(harness: Harness, tenant: TestTenant): Promise<void> {
  const story = await winEngagement(tenant, {
    scope_items: [
      { key: 'one', name: 'One', quantity: '3', unit_price: '33.335', tax_percent: '21' },
      { key: 'two', name: 'Two', quantity: '1', unit_price: '500', tax_percent: '9' },
    ],
    planned_milestones: ['33.33', '33.33', '33.34'].map((percent, index) => ({
      name: `Part ${index}`,
      bills: [
        { key: 'one', percent },
        { key: 'two', amount: euros(10_000) },
      ],
    })),
  })
  const contact = await makeContact(tenant, story.company.id)
  const asked: Body[] = []
  for (const { id } of story.won.milestones) {
    await done(tenant.post(`/v1/milestones/${id}/deliver`))
    asked.push(await done(tenant.post('/v1/approvals', { milestone_id: id, contact_id: contact.id })))
  }
  const portal = await openPortal(harness, tenant, contact.id, [story.engagement.id])
  const file = await uploadFile(harness, tenant, 'sketch.txt', 'a sketch')
  await done(
    tenant.post(`/v1/milestones/${story.won.milestones[0].id}/files`, { file_id: file.id, client_visible: true }),
  )
  const voided = await done(tenant.get(`/v1/approvals/${asked[0].id}`))
  const first =
    voided.status === 'withdrawn'
      ? await done(tenant.post('/v1/approvals', { milestone_id: story.won.milestones[0].id, contact_id: contact.id }))
      : voided
  await approve(portal, first.id)
  await approve(portal, asked[1].id)
  await done(tenant.post(`/v1/approvals/${first.id}/withdraw`, { reason: 'Another sketch' }))
  await done(portal.post(`/v1/portal/approvals/${asked[2].id}/reject`, { reason: 'Not yet' }))
}

/** Invoices without a source: a draft, one that is issued, one of nothing, one that two payments settle. */
async function byHand(tenant: TestTenant, companyId: string): Promise<void> {
  const lines = [
    { description: 'Workshop', quantity: '1.5', unit_price: '33.33', tax_percent: '21' },
    { description: 'Travel', quantity: '1', unit_price: '11.12', tax_percent: '21' },
    { description: 'Book', quantity: '2', unit_price: '10.05', tax_percent: '9' },
  ]
  const draft = (some: object[]) => done(tenant.post('/v1/invoices', { company_id: companyId, lines: some }))
  const issue = async (some: object[]) => done(tenant.post(`/v1/invoices/${(await draft(some)).id}/issue`, {}, ANY))
  await draft(lines)
  await issue(lines)
  await issue([{ description: 'Nothing', quantity: '1', unit_price: '0', tax_percent: '21' }])
  const settled = await issue(lines)
  const { amount } = settled.total
  for (const part of [1_000, amount - 1_000]) {
    const allocate = [{ invoice_id: settled.id, amount: euros(part) }]
    await done(tenant.post('/v1/payments', { company_id: companyId, received: euros(part + 500), allocate }))
  }
  const credit = { reason: 'One hour too many', lines: [{ invoice_line_id: settled.lines[0].id, quantity: '0.5' }] }
  await done(tenant.post(`/v1/invoices/${settled.id}/credit`, credit, ANY))
}

async function approve(portal: { get: TestTenant['get']; post: TestTenant['post'] }, id: string): Promise<void> {
  const path = `/v1/portal/approvals/${id}`
  const { sha256 } = await done(portal.get(path))
  await done(portal.post(`${path}/approve`, { sha256 }))
}

async function issueDraftOf(tenant: TestTenant, milestoneId: string): Promise<Body> {
  const { data } = await done(tenant.get(`/v1/invoices?milestone_id=${milestoneId}`))
  const draft = data.find(({ status }: Body) => status === 'draft')
  return done(tenant.post(`/v1/invoices/${draft.id}/issue`, {}, ANY))
}
