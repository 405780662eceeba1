/** The story of a won deal: delivered, approved by the client, billed, paid. Each step is taken only where it is next. */
import { type Answer, createDemoClient, type DemoClient, type Send } from './demo-client.ts'
import { attachFiles } from './demo-files.ts'

/** The `external_ref` system that marks what the demo made. */
export const SYSTEM = 'agencyops-demo'

export function markOf(record: Answer): string | undefined {
  return record.external_ref?.system === SYSTEM ? record.external_ref.id : undefined
}

export interface Delivered {
  engagement: Answer
  milestone: Answer
  approval: Answer
}

/** Delivers the deal's milestone of this name with its files and asks the company's contact to approve it. */
export async function deliver(
  client: DemoClient,
  deals: ReadonlyMap<string, Answer>,
  key: string,
  name: string,
  files: readonly string[] = [],
): Promise<Delivered> {
  const deal = deals.get(key)
  const engagements = await client.all(`/v1/engagements?company_id=${deal.company_id}`)
  const engagement = engagements.find(({ deal_id }) => deal_id === deal.id)
  const milestones = await client.all(`/v1/milestones?engagement_id=${engagement.id}`)
  let milestone = milestones.find((one) => one.name === name)
  if (milestone.status === 'planned') {
    await attachFiles(client, milestone.id, files)
    milestone = await client.post(`/v1/milestones/${milestone.id}/deliver`, undefined, milestone.version)
  }
  const [standing] = await client.all(`/v1/approvals?milestone_id=${milestone.id}`)
  if (standing) return { engagement, milestone, approval: standing }
  const [contact] = await client.all(`/v1/contacts?company_id=${deal.company_id}`)
  const approval = await client.post('/v1/approvals', { milestone_id: milestone.id, contact_id: contact.id })
  return { engagement, milestone, approval }
}

/** The client approves in a session of their own, which raises the draft; then the draft is issued. */
export async function approveAndBill(
  client: DemoClient,
  send: Send,
  { engagement, milestone, approval }: Delivered,
): Promise<void> {
  if (approval.status === 'requested') {
    const origin = 'https://clients.quillhaven.example'
    const session = await client.post('/v1/embed_sessions', {
      subject_id: approval.contact_id,
      components: { approval: {} },
      engagement_ids: [engagement.id],
      origins: [origin],
    })
    const portal = createDemoClient(send, session.token, { Origin: origin })
    const { sha256 } = await portal.get(`/v1/portal/approvals/${approval.id}`)
    await portal.post(`/v1/portal/approvals/${approval.id}/approve`, { sha256 })
  }
  for (const invoice of await client.all(`/v1/invoices?milestone_id=${milestone.id}`)) {
    if (invoice.status === 'draft') await client.post(`/v1/invoices/${invoice.id}/issue`, {}, invoice.version)
  }
}

/** Pays an amount of minor units, or all that is open, once for each mark. */
export async function pay(
  client: DemoClient,
  { engagement, milestone }: Delivered,
  mark: string,
  amount?: number,
): Promise<void> {
  const { company_id } = engagement
  const payments = await client.all(`/v1/payments?company_id=${company_id}`)
  if (payments.some((payment) => markOf(payment) === mark)) return
  const [invoice] = await client.all(`/v1/invoices?milestone_id=${milestone.id}`)
  await client.post('/v1/payments', {
    company_id,
    received: { amount: amount ?? invoice.balance.amount, currency: invoice.currency },
    reference: invoice.number,
    allocate: [
      { invoice_id: invoice.id, amount: { amount: amount ?? invoice.balance.amount, currency: invoice.currency } },
    ],
    external_ref: { system: SYSTEM, id: mark },
  })
}

/** Credits a quantity of the invoice's line of this name, once. */
export async function credit(
  client: DemoClient,
  { milestone }: Delivered,
  description: string,
  quantity: string,
  reason: string,
): Promise<void> {
  const [{ id }] = await client.all(`/v1/invoices?milestone_id=${milestone.id}`)
  const invoice = await client.get(`/v1/invoices/${id}`)
  if (invoice.credited.amount !== 0) return
  const line = invoice.lines.find((one: Answer) => one.description === description)
  await client.post(
    `/v1/invoices/${id}/credit`,
    { reason, lines: [{ invoice_line_id: line.id, quantity }] },
    invoice.version,
  )
}
