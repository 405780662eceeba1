/** Reads what the demo page shows, over the API. */
import type { Answer, DemoClient } from '../seed/demo-client.ts'
import type { Amount } from './demo-format.ts'

const EVENTS = 12

export async function readDemo(client: DemoClient) {
  const [stages, deals, engagements, milestones, items, invoices, events] = await Promise.all([
    client.all('/v1/stages'),
    client.all('/v1/deals?expand=company'),
    client.all('/v1/engagements?expand=company'),
    client.all('/v1/milestones'),
    client.all('/v1/scope_items'),
    client.all('/v1/invoices'),
    lastEvents(client),
  ])
  const companies = new Map(deals.map(({ company }) => [company.id, company.name as string]))
  const itemNames = new Map(items.map(({ id, name }) => [id, name as string]))
  const open = deals.filter(({ status }) => status === 'open')
  const currency: string = deals[0]?.currency ?? 'EUR'
  return {
    figures: [
      { name: 'Pipeline', value: sum(open, 'value', currency) },
      { name: 'Weighted', value: sum(open, 'weighted_value', currency) },
      { name: 'Under contract', value: sum(engagements, 'contract_value', currency) },
      { name: 'To be paid', value: sum(invoices, 'balance', currency) },
    ],
    stages: stages
      .map((stage) => ({ stage, deals: open.filter(({ stage_id }) => stage_id === stage.id) }))
      .map((column) => ({ ...column, value: sum(column.deals, 'value', currency) })),
    lost: deals.filter(({ status }) => status === 'lost'),
    engagements: engagements.map((engagement) => ({
      engagement,
      milestones: milestones
        .filter(({ engagement_id }) => engagement_id === engagement.id)
        .sort((one, other) => (one.due_on < other.due_on ? -1 : 1))
        .map((milestone) => ({
          milestone,
          bills: milestone.bills.map((bill: Answer) => itemNames.get(bill.scope_item_id) ?? '').join(', ') as string,
        })),
    })),
    invoices: invoices.map((invoice) => ({ invoice, company: companies.get(invoice.company_id) ?? '' })),
    events,
  }
}

/** Of one currency: sums of several would say nothing. */
function sum(records: readonly Answer[], field: string, currency: string): Amount {
  const amounts = records.map((record) => record[field] as Amount).filter((amount) => amount.currency === currency)
  return { amount: amounts.reduce((total, { amount }) => total + amount, 0), currency }
}

/** The newest first. The feed is read to its end: a demo has few. */
async function lastEvents(client: DemoClient): Promise<Answer[]> {
  let last: Answer[] = []
  for (let after = '', more = true; more; ) {
    const page = await client.get(`/v1/events?limit=200${after && `&after=${encodeURIComponent(after)}`}`)
    last = [...last, ...page.data].slice(-EVENTS)
    after = page.next_cursor
    more = page.has_more
  }
  return last.reverse()
}
