/** The story: sell the lines of a published invoice, deliver, let the client approve, invoice, get paid, trace. */
import { AgencyOps, type Invoice, type Trace } from '@agencyops/sdk'
import { publishedInvoice } from './published-invoice.ts'

export interface Followed {
  /** As it was issued, before any payment. */
  issued: Invoice
  /** As it is after both payments. */
  paid: Invoice
  trace: Trace
}

/** `platform`: a client with a platform key, which makes a sandbox of its own. `baseUrl`: where the API is. */
export async function followTheDollar(platform: AgencyOps, baseUrl: string): Promise<Followed> {
  const { currency, seller, buyer, lines, issued_on } = publishedInvoice
  const tenant = await platform.platform.tenants.create({
    name: seller.name,
    kind: 'sandbox',
    time_zone: 'Europe/Amsterdam',
    clock_at: `${issued_on}T09:00:00Z`,
    owner: { name: 'The owner' },
    legal_entity: { name: seller.name, base_currency: currency },
  })
  const { secret } = await platform.platform.tenants.createApiKey(tenant.id, {
    name: 'the story',
    scopes: [
      'companies:write',
      'contacts:write',
      'contacts:act_for',
      'deals:read',
      'deals:write',
      'deals:win',
      'engagements:read',
      'projects:read',
      'milestones:read',
      'milestones:write',
      'approvals:write',
      'embed_sessions:write',
      'invoices:read',
      'invoices:issue',
      'payments:read',
      'payments:write',
      'credit_notes:read',
      'companies:read',
    ],
  })
  const client = new AgencyOps({ apiKey: secret as string, baseUrl })

  // Pitch: each line of the document is a scope item of a deal.
  const company = await client.companies.create({ name: buyer.name })
  const contact = await client.contacts.create({ company_id: company.id, name: buyer.contact })
  const deal = await client.deals.create({
    name: 'Deliveries of January',
    company_id: company.id,
    currency,
    scope_items: lines.map(({ name, quantity, unit_price, tax_percent }, index) => ({
      key: `line-${index + 1}`,
      name,
      quantity,
      unit_price,
      tax_percent,
    })),
    planned_milestones: [
      {
        name: 'Goods delivered',
        due_on: issued_on,
        bills: lines.map((_, index) => ({ key: `line-${index + 1}`, percent: '100' })),
      },
    ],
  })

  // Win and deliver. The client approves what it is shown, and the approval raises the draft.
  const { engagement, milestones } = await client.deals.win(deal.id)
  const [milestone] = milestones
  if (!milestone) throw new Error('a won deal has the milestones of its plan')
  await client.milestones.deliver(milestone.id)
  const approval = await client.approvals.request({ milestone_id: milestone.id, contact_id: contact.id })
  const { portal } = new AgencyOps({
    baseUrl,
    fetchSession: () =>
      client.embedSessions.create({
        subject_id: contact.id,
        components: { approval: {} },
        engagement_ids: [engagement.id],
        origins: ['https://client.example'],
      }),
  })
  const { sha256 } = await portal.approvals.get(approval.id)
  await portal.approvals.approve(approval.id, { sha256 })

  // Invoice, and two part payments.
  const [draft] = await client.invoices.list({ milestone_id: milestone.id }).toArray({ limit: 1 })
  if (!draft) throw new Error('an approval raises a draft')
  const issued = await client.invoices.issue(draft.id, {}, { ifMatch: draft.version })
  const first = 15000
  for (const amount of [first, issued.balance.amount - first]) {
    await client.payments.create({ company_id: company.id, received: { amount, currency }, allocate: 'oldest_first' })
  }
  return { issued, paid: await client.invoices.get(issued.id), trace: await client.trace.get(deal.id) }
}
