/** Whom and what the demo page shows, read over the API. */
import type { Answer, DemoClient } from '../../seed/demo-client.ts'
import { markOf } from '../../seed/demo-story.ts'

/** The client before whom the invoice and the approval stand. */
const CLIENT = 'oakmere'

export interface DemoPeople {
  member: { id: string; name: string }
  /** Undefined where the sandbox does not hold the demo. */
  contact: { id: string; name: string; companyId: string; company: string; engagementIds: string[] } | undefined
}

export async function readPeople(client: DemoClient): Promise<DemoPeople> {
  const [[owner], persons, companies] = await Promise.all([
    client.all('/v1/members?role=owner'),
    client.all('/v1/persons'),
    client.all('/v1/companies'),
  ])
  const company = companies.find((one) => markOf(one) === CLIENT)
  return {
    member: { id: owner.id, name: persons.find(({ id }) => id === owner.person_id)?.name },
    contact: company && (await readContact(client, company)),
  }
}

async function readContact(client: DemoClient, company: Answer): Promise<DemoPeople['contact']> {
  const [contacts, engagements] = await Promise.all([
    client.all(`/v1/contacts?company_id=${company.id}`),
    client.all(`/v1/engagements?company_id=${company.id}`),
  ])
  const contact = contacts.find((one) => markOf(one) === CLIENT)
  const engagementIds = engagements.map(({ id }) => id as string)
  if (!contact || engagementIds.length === 0) return undefined
  return { id: contact.id, name: contact.name, companyId: company.id, company: company.name, engagementIds }
}

/** The newest approval that waits, else the newest of all; the first invoice that was issued. */
export async function readDocuments(client: DemoClient, { contact }: DemoPeople) {
  if (!contact) return { invoiceId: undefined, approvalId: undefined }
  const [invoices, approvals] = await Promise.all([
    client.get(`/v1/invoices?company_id=${contact.companyId}&sort=created_at&limit=50`),
    client.get(`/v1/approvals?engagement_id=${contact.engagementIds.join(',')}&sort=-created_at&limit=50`),
  ])
  const issued = invoices.data.find(({ number }: Answer) => number !== null)
  const waiting = approvals.data.find(({ status }: Answer) => status === 'requested') ?? approvals.data[0]
  return { invoiceId: issued?.id as string | undefined, approvalId: waiting?.id as string | undefined }
}
