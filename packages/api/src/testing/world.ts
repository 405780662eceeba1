/** A tenant with records of every kind, and one caller of every kind: what the contract of all operations is tried in. */
import { randomUUID } from 'node:crypto'
import { componentNames, idPrefixes, type Role, roleNames, type Scope } from '@agencyops/schema'
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
  /** Tokens of sessions: members by role, and a contact with whom the engagement is shared. */
  sessions: ReadonlyMap<Role | 'contact', string>
  keyOf(scope: Scope): Promise<string>
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
    planned_milestones: [{ name: 'Design accepted', due_on: '2030-12-11', bills: [{ key: 'design', percent: '100' }] }],
  })
  keep('company', company)
  keep('engagement', engagement)
  keep('milestone', won.milestones?.[0])
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
  const sessions = new Map<Role | 'contact', string>()
  const components = Object.fromEntries(componentNames.map((name) => [name, {}]))
  for (const [role, { member }] of members) {
    sessions.set(role, await mintSession(tenant, { subject_id: member, components }))
  }
  sessions.set(
    'contact',
    await mintSession(tenant, { subject_id: contact.id, components, engagement_ids: [engagement.id] }),
  )
  await billing(tenant, chosen)
  const ids = await findIds(harness, tenant, chosen)
  const keys = new Map<Scope, string>()
  return {
    tenant,
    ids,
    sessions,
    async keyOf(scope) {
      const key = keys.get(scope) ?? (await tenant.keyWith(scope))
      keys.set(scope, key)
      return key
    },
  }
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

/** From a delivered milestone to a payment, as far as the operations exist. */
async function billing(tenant: TestTenant, chosen: Map<Prefix, string>): Promise<void> {
  const step = async (operation: string, path: string, body?: unknown) => {
    if (!known.has(operation)) return undefined
    const answer = await tenant.post(path, body, { headers: { 'If-Match': '*' } })
    if (answer.status >= 300) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const milestone = chosen.get('milestone')
  await step('deliverMilestone', `/v1/milestones/${milestone}/deliver`, {})
  await step('requestMilestoneApproval', `/v1/milestones/${milestone}/request_approval`, {})
  await step('createTaxRate', '/v1/tax_rates', { name: 'Standard', category: 'S', percent: '21' })
  await step('createLostReason', '/v1/lost_reasons', { name: 'They stay with their agency' })
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
  const [row] = await harness.admin<{ id: string }>('select public_id as id from tenant where id = $1', [tenant.tenantId])
  ids.set('tenant', encodeId('tenant', row?.id as string))
  return ids
}
