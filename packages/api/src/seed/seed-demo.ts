/** Fills a sandbox with the demo, over the API. What is there already is left alone, so that it can be begun again. */
import { addDays, plainDate } from '../primitives/day.ts'
import type { Answer, DemoClient, Send } from './demo-client.ts'
import { type DemoCompany, type DemoDeal, demoCompanies, demoDeals } from './demo-records.ts'
import { approveAndBill, deliverFirst, markOf, pay, SYSTEM } from './demo-story.ts'

export interface Seeded {
  /** False where the demo was there already, whole. */
  changed: boolean
}

/** The payments of the story come last and are never deleted: where the last of them stands, the demo is whole. */
const LAST_PAYMENT = 'booking-flow-1'

/** Throws `Refused` where the tenant refuses something, for example because it holds half of another demo. */
export async function seedDemo(client: DemoClient, send: Send): Promise<Seeded> {
  const { data: oldest } = await client.get('/v1/payments?sort=created_at&limit=50')
  if (oldest.some((payment: Answer) => markOf(payment) === LAST_PAYMENT)) return { changed: false }

  const { today } = await client.get('/v1/test_clock')
  await describeSeller(client)
  const companies = await seedCompanies(client)
  const deals = await seedDeals(client, companies, (days) => addDays(plainDate(today), days))

  const timetable = await deliverFirst(client, deals, 'timetable-relaunch')
  await approveAndBill(client, send, timetable)
  await pay(client, timetable, 'timetable-relaunch-1', 500_000)
  await deliverFirst(client, deals, 'winter-exhibition')
  const booking = await deliverFirst(client, deals, 'booking-flow')
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
  for (const { key, contact, ...rest } of demoCompanies as readonly DemoCompany[]) {
    const external_ref = { system: SYSTEM, id: key }
    const company = companies.get(key) ?? (await client.post('/v1/companies', { ...rest, external_ref }))
    companies.set(key, company)
    if (!contacts.has(key)) await client.post('/v1/contacts', { ...contact, company_id: company.id, external_ref })
  }
  return companies
}

async function seedDeals(
  client: DemoClient,
  companies: ReadonlyMap<string, Answer>,
  inDays: (days: number) => string,
): Promise<Map<string, Answer>> {
  const deals = await marked(client, '/v1/deals')
  const stages = await client.all('/v1/stages')
  const reasons = await client.all('/v1/lost_reasons')
  for (const wanted of demoDeals) {
    const company_id = companies.get(wanted.company).id
    const deal = deals.get(wanted.key) ?? (await client.post('/v1/deals', bodyOf(wanted, company_id, inDays)))
    deals.set(wanted.key, await bringTo(client, deal, wanted, stages, reasons))
  }
  return deals
}

function bodyOf(deal: DemoDeal, company_id: string, inDays: (days: number) => string) {
  return {
    name: deal.name,
    company_id,
    currency: 'EUR',
    close_on: inDays(deal.close),
    ...(deal.next_step && { next_step: deal.next_step }),
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
  const way = stages
    .filter(({ pipeline_id }) => pipeline_id === deal.pipeline_id)
    .sort((one, other) => one.position - other.position)
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
