/** A tenant with records of every kind, and one caller of every kind: what the contract of all operations is tried in. */
import { randomUUID } from 'node:crypto'
import { componentNames, idPrefixes, type Role, roleNames } from '@agencyops/schema'
import type { Operation } from '../http/operation.ts'
import { modules } from '../modules/index.ts'
import { encodeId } from '../primitives/id.ts'
import { makeContact, winEngagement } from './engagement-story.ts'
import type { Harness, TestAnswer, TestTenant } from './harness.ts'

export type Prefix = (typeof idPrefixes)[number]

export const operations: readonly Operation[] = modules.flatMap((module) => module.operations)
const known = new Set(operations.map((operation) => operation.id))

export interface World {
  tenant: TestTenant
  /** The id of a record of this kind; undefined where the world has none. */
  ids: ReadonlyMap<Prefix, string>
  /** Of what is sold, where that is another record than what is still open. */
  sold: ReadonlyMap<Prefix, string>
  /** What the contact sees: the approval that waits for them, an issued invoice and its credit, a file that is shown. */
  portal: ReadonlyMap<Prefix, string>
  /** An approval with its decision. */
  decided: string
  /** Tokens of sessions: members by role, a contact with whom the engagement is shared, and one of another company. */
  sessions: ReadonlyMap<Role | 'contact' | 'stranger', string>
}

export const ORIGIN = 'https://host.example'

/** Makes the world through the API, with those operations that exist. */
export async function buildWorld(harness: Harness): Promise<World> {
  const tenant = await harness.mintTenant()
  const chosen = new Map<Prefix, string>()
  const keep = (prefix: Prefix, answer: TestAnswer['body'] | undefined) => {
    if (answer?.id) chosen.set(prefix, answer.id)
    return answer
  }
  const members = await makeMembers(harness, tenant)
  const { company, engagement, won } = await winEngagement(tenant, {
    planned_milestones: [
      { name: 'Design accepted', due_on: '2030-12-11', bills: [{ key: 'design', percent: '60' }] },
      { name: 'Sketches accepted', due_on: '2030-11-11', bills: [{ key: 'design', percent: '40' }] },
    ],
  })
  const planned = (name: string) => won.milestones.find((one: { name: string }) => one.name === name)
  keep('company', company)
  keep('engagement', engagement)
  keep('milestone', planned('Design accepted'))
  keep('project', won.project)
  const contact = keep('contact', await makeContact(tenant, company.id))
  await tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: contact.id })
  const deal = await tenant.post('/v1/deals', {
    name: 'Second season',
    company_id: company.id,
    currency: 'EUR',
    scope_items: [{ key: 'one', name: 'One', quantity: '1', unit_price: '100', tax_category: 'S', tax_percent: '21' }],
  })
  keep('deal', deal.body)
  keep('scope_item', deal.body.scope_items?.[0])
  const contractor = members.get('contractor')
  chosen.set('person', contractor?.person as string)
  chosen.set('member', contractor?.member as string)
  await tenant.post(`/v1/engagements/${engagement.id}/team_members`, { person_id: contractor?.person })
  await uploadFile(harness, tenant, chosen)
  for (const owner of [`deals/${deal.body.id}`, `engagements/${engagement.id}`]) {
    await tenant.post(`/v1/${owner}/files`, { file_id: chosen.get('file') })
  }
  const sessions = new Map<Role | 'contact' | 'stranger', string>()
  const components = Object.fromEntries(componentNames.map((name) => [name, {}]))
  for (const [role, { member }] of members) {
    sessions.set(role, await mintSession(tenant, { subject_id: member, components }))
  }
  sessions.set(
    'contact',
    await mintSession(tenant, { subject_id: contact.id, components, engagement_ids: [engagement.id] }),
  )
  const link = await tenant.post('/v1/magic_links', {
    contact_id: contact.id,
    components,
    engagement_ids: [engagement.id],
  })
  keep('magic_link', link.body)
  const other = await winEngagement(tenant)
  const stranger = await makeContact(tenant, other.company.id)
  await tenant.post(`/v1/engagements/${other.engagement.id}/share`, { contact_id: stranger.id })
  sessions.set(
    'stranger',
    await mintSession(tenant, { subject_id: stranger.id, components, engagement_ids: [other.engagement.id] }),
  )
  const {
    approval: decided,
    invoice: shown,
    creditNote,
  } = await decide(harness, tenant, planned('Sketches accepted').id, contact.id, sessions.get('contact') as string)
  const waiting = await billing(tenant, chosen)
  chosen.set('approval', waiting)
  await tenant.keyWith('tenant:read')
  const ids = await findIds(harness, tenant, chosen)
  return {
    tenant,
    ids,
    sold: new Map<Prefix, string>([['scope_item', await soldItem(tenant, engagement.id)]]),
    portal: new Map<Prefix, string>([
      ['engagement', engagement.id],
      ['milestone', chosen.get('milestone') as string],
      ['approval', waiting],
      ['invoice', shown],
      ['credit_note', creditNote],
      ['file', chosen.get('file') as string],
    ]),
    decided,
    sessions,
  }
}

async function soldItem(tenant: TestTenant, engagementId: string): Promise<string> {
  const { body } = await tenant.get(`/v1/scope_items?engagement_id=${engagementId}`)
  return body.data.find(({ name }: { name: string }) => name === 'Print').id
}

async function mintSession(tenant: TestTenant, body: Record<string, unknown>): Promise<string> {
  const { status, body: session } = await tenant.post('/v1/embed_sessions', { origins: [ORIGIN], ...body })
  if (status !== 201) throw new Error(`No session: ${JSON.stringify(session)}`)
  return session.token
}

async function makeMembers(
  harness: Harness,
  tenant: TestTenant,
): Promise<Map<Role, { person: string; member: string }>> {
  const made = new Map<Role, { person: string; member: string }>()
  const [owner] = await harness.admin<{ id: string; person_id: string }>(
    'select id, person_id from member where tenant_id = $1',
    [tenant.tenantId],
  )
  made.set('owner', {
    person: encodeId('person', owner?.person_id as string),
    member: encodeId('member', owner?.id as string),
  })
  for (const role of roleNames.filter((name) => name !== 'owner')) {
    const [person, member] = [randomUUID(), randomUUID()]
    await harness.admin(
      `insert into person (tenant_id, id, name, email, created_at, updated_at) values ($1, $2, $3, $4, now(), now())`,
      [tenant.tenantId, person, `The ${role}`, `${role}@quillhaven.example`],
    )
    await harness.admin(
      `insert into member (tenant_id, id, person_id, role, created_at, updated_at) values ($1, $2, $3, $4, now(), now())`,
      [tenant.tenantId, member, person, role],
    )
    made.set(role, { person: encodeId('person', person), member: encodeId('member', member) })
  }
  return made
}

async function uploadFile(harness: Harness, tenant: TestTenant, chosen: Map<Prefix, string>): Promise<void> {
  if (!known.has('uploadFile')) return
  const form = new FormData()
  form.set('file', new File(['a page of the new timetable'], 'timetable.txt', { type: 'text/plain' }))
  const headers = { Authorization: `Bearer ${tenant.key}` }
  const answer = await harness.app.request('/v1/files', { method: 'POST', headers, body: form })
  if (answer.status !== 201) throw new Error(`No file: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  chosen.set('file', id)
}

/** Has a milestone approved by the contact, issues the draft that this raises, and credits a part of it. */
async function decide(
  harness: Harness,
  tenant: TestTenant,
  milestoneId: string,
  contactId: string,
  token: string,
): Promise<{ approval: string; invoice: string; creditNote: string }> {
  await tenant.post(`/v1/milestones/${milestoneId}/deliver`)
  const asked = await tenant.post('/v1/approvals', { milestone_id: milestoneId, contact_id: contactId })
  const path = `/v1/portal/approvals/${asked.body.id}`
  const { body: shown } = await harness.call('GET', path, { key: token })
  await harness.call('POST', `${path}/approve`, { key: token, body: { sha256: shown.sha256 } })
  const drafts = await tenant.get(`/v1/invoices?milestone_id=${milestoneId}`)
  const invoice = drafts.body.data[0]
  const issued = await tenant.post(`/v1/invoices/${invoice?.id}/issue`, {}, { headers: { 'If-Match': '*' } })
  if (issued.status !== 200) throw new Error(`Not issued: ${JSON.stringify(issued.body)}`)
  const credited = await tenant.post(
    `/v1/invoices/${invoice.id}/credit`,
    {
      reason: 'A sketch was left out',
      lines: [{ invoice_line_id: issued.body.lines[0].id, net: { amount: 1_000, currency: 'EUR' } }],
    },
    { headers: { 'If-Match': '*' } },
  )
  if (credited.status !== 201) throw new Error(`Not credited: ${JSON.stringify(credited.body)}`)
  return { approval: asked.body.id, invoice: invoice.id, creditNote: credited.body.credit_note.id }
}

/** From a delivered milestone to a payment and a credit. Answers the approval that waits for its contact. */
async function billing(tenant: TestTenant, chosen: Map<Prefix, string>): Promise<string> {
  const step = async (operation: string, path: string, body?: unknown) => {
    if (!known.has(operation)) return undefined
    const answer = await tenant.post(path, body, { headers: { 'If-Match': '*' } })
    if (answer.status >= 300) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const [milestone, contact, company] = [chosen.get('milestone'), chosen.get('contact'), chosen.get('company')]
  await step('createTaxRate', '/v1/tax_rates', { name: 'Standard', category: 'S', percent: '21' })
  await step('createLostReason', '/v1/lost_reasons', { name: 'They stay with their agency' })
  const file = { file_id: chosen.get('file'), client_visible: true }
  await step('attachMilestoneFile', `/v1/milestones/${milestone}/files`, file)
  await step('deliverMilestone', `/v1/milestones/${milestone}/deliver`)
  const waiting = await step('requestApproval', '/v1/approvals', { milestone_id: milestone, contact_id: contact })
  const lines = [{ description: 'Workshop', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' }]
  const draft = () => step('createInvoice', '/v1/invoices', { company_id: company, lines })
  const issued = await draft()
  await step('issueInvoice', `/v1/invoices/${issued?.id}/issue`, {})
  const received = { amount: 10_000, currency: 'EUR' }
  const payment = await step('createPayment', '/v1/payments', {
    company_id: company,
    received,
    allocate: 'oldest_first',
  })
  await step('creditInvoice', `/v1/invoices/${issued?.id}/credit`, { reason: 'Wrong purchase order', release: true })
  if (payment) chosen.set('payment', payment.id)
  const open = await draft()
  if (open) {
    chosen.set('invoice', open.id)
    chosen.set('invoice_line', open.lines[0].id)
  }
  return waiting?.id
}

/** What was not chosen on purpose is found in the database: any record of the kind. */
async function findIds(
  harness: Harness,
  tenant: TestTenant,
  chosen: Map<Prefix, string>,
): Promise<Map<Prefix, string>> {
  const ids = new Map(chosen)
  const rows = await harness.admin<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  )
  const tables = new Set(rows.map(({ name }) => name))
  for (const prefix of idPrefixes) {
    const table = prefix === 'evt' ? 'event' : prefix
    if (ids.has(prefix) || !tables.has(table)) continue
    const [row] = await harness.admin<{ id: string }>(
      `select id from "${table}" where tenant_id = $1 order by id limit 1`,
      [tenant.tenantId],
    )
    if (row) ids.set(prefix, encodeId(prefix, row.id))
  }
  // The key that asks is not the one that is rotated and revoked.
  const spare = await harness.admin<{ id: string }>(
    `select id from api_key where tenant_id = $1 and cardinality(scopes) = 1 order by id desc limit 1`,
    [tenant.tenantId],
  )
  ids.set('api_key', encodeId('api_key', spare[0]?.id as string))
  const [row] = await harness.admin<{ id: string }>('select public_id as id from tenant where id = $1', [
    tenant.tenantId,
  ])
  ids.set('tenant', encodeId('tenant', row?.id as string))
  return ids
}
