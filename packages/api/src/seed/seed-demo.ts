/** Fills a sandbox with the demo, over the API. What is there already is left alone, so that it can be begun again. */
import { addDays, plainDate } from '../primitives/day.ts'
import type { Answer, DemoClient, Send } from './demo-client.ts'
import { advanceToDaysAgo } from './demo-clock.ts'
import { demoPersons, demoPipeline, demoStages } from './demo-pipeline.ts'
import { type DemoDeal, demoCompanies, demoDeals } from './demo-records.ts'
import { approveAndBill, credit, deliver, markOf, pay, SYSTEM } from './demo-story.ts'

export interface Seeded {
  /** False where the demo was there already, whole. */
  changed: boolean
}

/** The payments of the story come last and are never deleted: where the last of them stands, the demo is whole. */
const LAST_PAYMENT = 'booking-flow-1'

/**
 * `past`: the tenant's clock may be walked forward to the machine's, so that some deals are older than others. Throws
 * `Refused` where the tenant refuses something, for example because it holds half of another demo.
 */
export async function seedDemo(client: DemoClient, send: Send, { past = false } = {}): Promise<Seeded> {
  const { data: oldest } = await client.get('/v1/payments?sort=created_at&limit=50')
  if (oldest.some((payment: Answer) => markOf(payment) === LAST_PAYMENT)) return { changed: false }

  const { today, offset_seconds } = await client.get('/v1/test_clock')
  const last = past ? addDays(plainDate(today), Math.max(0, Math.round(-offset_seconds / 86_400))) : plainDate(today)
  const inDays = (days: number) => addDays(last, days)
  await describeSeller(client)
  const known = { companies: await seedCompanies(client), owners: await seedPersons(client) }
  const stages = await seedStages(client)
  await seedPipeline(client, { ...known, stages, inDays, advance: past })
  const deals = await seedDeals(client, { ...known, stages, inDays })

  const design = await deliver(client, deals, 'timetable-relaunch', 'Design accepted', [
    'Design boards.pdf',
    'Print proof.pdf',
  ])
  await approveAndBill(client, send, design)
  await pay(client, design, 'timetable-relaunch-1', 500_000)
  await credit(client, design, 'Print', '250', '250 leaflets came with a wrong fold.')
  await deliver(client, deals, 'timetable-relaunch', 'Prototype tried on the quay', [
    'Prototype walkthrough.pdf',
    'What passengers said.pdf',
  ])
  await deliver(client, deals, 'winter-exhibition', 'Concept shown')
  const booking = await deliver(client, deals, 'booking-flow', 'Research report')
  await approveAndBill(client, send, booking)
  await pay(client, booking, LAST_PAYMENT)
  return { changed: true }
}

async function describeSeller(client: DemoClient): Promise<void> {
  const [seller] = await client.all('/v1/legal_entities')
  await client.patch(`/v1/legal_entities/${seller.id}`, {
    address: { line1: 'Quill Wharf 5', postal_code: '1013 JK', city: 'Amsterdam', country: 'NL' },
    tax_number: 'NL000000000B00',
    payment_terms: { kind: 'net', days: 14 },
  })
  const { data: series } = await client.get(`/v1/legal_entities/${seller.id}/number_series`)
  const invoices = series.find((one: Answer) => one.document_kind === 'invoice')
  if (invoices.last_issued_on === null && invoices.pattern !== 'QH-{yyyy}-{seq:4}') {
    await client.patch(`/v1/number_series/${invoices.id}`, { pattern: 'QH-{yyyy}-{seq:4}' })
  }
}

/** The records of a list, archived ones too, by the mark that the demo gave them. */
async function marked(client: DemoClient, path: string): Promise<Map<string, Answer>> {
  const records = [...(await client.all(path)), ...(await client.all(`${path}?archived=true`))]
  return new Map(records.flatMap((record) => (markOf(record) ? [[markOf(record) as string, record]] : [])))
}

async function seedCompanies(client: DemoClient): Promise<Map<string, Answer>> {
  const companies = await marked(client, '/v1/companies')
  const contacts = await marked(client, '/v1/contacts')
  const markedAs = (key: string) => ({ external_ref: { system: SYSTEM, id: key } })
  const newCompanies = demoCompanies
    .filter(({ key }) => !companies.has(key))
    .map(({ key, contact: _, ...rest }) => ({ ...rest, ...markedAs(key) }))
  for (const company of await createAll(client, '/v1/companies', newCompanies)) {
    companies.set(markOf(company) as string, company)
  }
  const newContacts = demoCompanies
    .filter(({ key }) => !contacts.has(key))
    .map(({ key, contact }) => ({ ...contact, company_id: companies.get(key).id, ...markedAs(key) }))
  await createAll(client, '/v1/contacts', newContacts)
  return companies
}

/** All of them in one request; none for none. */
async function createAll(client: DemoClient, path: string, rows: readonly object[]): Promise<Answer[]> {
  if (rows.length === 0) return []
  const { results } = await client.post(`${path}/batch`, { rows })
  return results.map(({ data }: Answer) => data)
}

/** The persons who sell, by key; `mara` is the tenant's owner, where it is the demo's own. */
async function seedPersons(client: DemoClient): Promise<Map<string, Answer>> {
  const persons = await marked(client, '/v1/persons')
  for (const { key, ...rest } of demoPersons) {
    const external_ref = { system: SYSTEM, id: key }
    if (!persons.has(key)) persons.set(key, await client.post('/v1/persons', { ...rest, external_ref }))
  }
  const [owner] = await client.all('/v1/members?role=owner')
  return owner ? persons.set('mara', { id: owner.person_id }) : persons
}

/** The stages of the default pipeline, in their order, with those that the demo adds. */
async function seedStages(client: DemoClient): Promise<Answer[]> {
  const [pipeline] = (await client.all('/v1/pipelines')).filter(({ is_default }) => is_default)
  const list = () => client.all(`/v1/stages?pipeline_id=${pipeline.id}&sort=position`)
  for (const { behind, ...stage } of demoStages) {
    const stages = await list()
    if (stages.some(({ name }) => name === stage.name)) continue
    const before = stages.find(({ name }) => name === behind)
    const position = before ? { position: before.position + 1 } : {}
    await client.post('/v1/stages', { ...stage, ...position, pipeline_id: pipeline.id })
  }
  return list()
}

interface Known {
  companies: ReadonlyMap<string, Answer>
  owners: ReadonlyMap<string, Answer>
  stages: readonly Answer[]
  inDays(days: number): string
}

/** The open deals of the board, the oldest first, those of one day in one request. */
async function seedPipeline(client: DemoClient, { advance, ...known }: Known & { advance: boolean }): Promise<void> {
  const deals = await marked(client, '/v1/deals')
  const missing = demoPipeline.filter(({ key }) => !deals.has(key))
  for (const age of new Set(missing.map((deal) => deal.age).sort((one, other) => other - one))) {
    const rows = missing
      .filter((deal) => deal.age === age)
      .map((deal) => ({ ...bodyOf(deal, known), stage_id: known.stages.find(({ name }) => name === deal.stage)?.id }))
    if (advance) await advanceToDaysAgo(client, age)
    await createAll(client, '/v1/deals', rows)
  }
  if (advance) await advanceToDaysAgo(client, 0)
}

async function seedDeals(client: DemoClient, known: Known): Promise<Map<string, Answer>> {
  const deals = await marked(client, '/v1/deals')
  const reasons = await client.all('/v1/lost_reasons')
  for (const wanted of demoDeals) {
    const deal = deals.get(wanted.key) ?? (await client.post('/v1/deals', bodyOf(wanted, known)))
    deals.set(wanted.key, await bringTo(client, deal, wanted, known.stages, reasons))
  }
  return deals
}

function bodyOf(deal: DemoDeal, { companies, owners, inDays }: Omit<Known, 'stages'>) {
  const owner = deal.owner && owners.get(deal.owner)
  return {
    name: deal.name,
    company_id: companies.get(deal.company).id,
    currency: deal.currency ?? 'EUR',
    close_on: inDays(deal.close),
    ...(owner && { owner_id: owner.id }),
    ...(deal.next_step && { next_step: deal.next_step }),
    ...(deal.next_step_on !== undefined && { next_step_on: inDays(deal.next_step_on) }),
    ...(deal.tags && { tags: deal.tags }),
    external_ref: { system: SYSTEM, id: deal.key },
    scope_items: deal.items,
    planned_milestones: (deal.milestones ?? []).map(({ name, due, bills }) => ({
      name,
      due_on: inDays(due),
      bills: bills.map((key) => ({ key, percent: '100' })),
    })),
  }
}

/** Moves an open deal stage by stage to where the demo has it, then ends it as the demo does. */
async function bringTo(
  client: DemoClient,
  start: Answer,
  wanted: DemoDeal,
  stages: readonly Answer[],
  reasons: readonly Answer[],
): Promise<Answer> {
  let deal = start
  if (deal.status !== 'open') return deal
  const way = stages.filter(({ pipeline_id }) => pipeline_id === deal.pipeline_id)
  const from = way.findIndex(({ id }) => id === deal.stage_id)
  const to = way.findIndex(({ name }) => name === wanted.stage)
  for (const stage of way.slice(from + 1, to + 1)) {
    deal = await client.post(`/v1/deals/${deal.id}/move`, { stage_id: stage.id })
  }
  if (wanted.ended === 'won') return (await client.post(`/v1/deals/${deal.id}/win`)).deal
  if (wanted.ended) {
    const { lost, note } = wanted.ended
    const lost_reason_id = reasons.find(({ name }) => name === lost).id
    return client.post(`/v1/deals/${deal.id}/lose`, { lost_reason_id, note })
  }
  return deal
}
