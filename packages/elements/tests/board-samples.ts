/** A pipeline for tests and measurements, and an API of it that keeps what it is told. */

const PIPELINE_ID = 'pipeline_01m86d72r0fkxt9zq4c7w2h5nb'
const NAMES = ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Verbal yes', 'Contract', 'Kick-off', 'On hold']
const DEALS = [
  'Timetable relaunch',
  'Harbour signage',
  'Season campaign',
  'Booking app, phase 2',
  'Annual report',
  'Brand refresh',
  'Accessibility audit',
  'Crew portal',
]
const CLIENTS = ['Oakmere Ferries', 'Northlight Studio B.V.', 'Brackwater Museum', 'Tern & Sons', 'Vossen Energie']
const OWNERS = ['Mara Quill', 'Idris Bell', 'Noor van Dam']
const STEPS = ['Send the statement of work', 'Call the product office', 'Agree the scope with legal', null]

/** Ids as the API makes them, in the order of `n`. */
export const idOf = (kind: string, n: number) => `${kind}_01m86d72r0fkxt9zq4c7w2h${String(n).padStart(3, '0')}`

const dayBefore = (days: number) => new Date(Date.UTC(2026, 11, 4) - days * 86_400_000).toISOString()

export interface SampleDeal {
  id: string
  name: string
  company_id: string
  legal_entity_id: string
  pipeline_id: string
  stage_id: string
  owner_id: string | null
  status: string
  currency: string
  value: { amount: number; currency: string }
  probability: string
  probability_override: string | null
  weighted_value: { amount: number; currency: string }
  close_on: string | null
  next_step: string | null
  next_step_on: string | null
  stage_entered_at: string
  archived_at: string | null
  version: number
  [more: string]: unknown
}

export interface SampleCard {
  position: string
  deal: SampleDeal
  company: { id: string; name: string } | null
  owner: { id: string; name: string } | null
}

export interface SampleStage {
  id: string
  pipeline_id: string
  name: string
  position: number
  probability: string
}

export function sampleStages(count = 5): SampleStage[] {
  return Array.from({ length: count }, (_, n) => ({
    id: idOf('stage', n),
    pipeline_id: PIPELINE_ID,
    name: NAMES[n % NAMES.length] as string,
    position: n + 1,
    probability: String((n + 1) / 10),
  }))
}

export function sampleCard(n: number, stage: SampleStage, more: Partial<SampleDeal> = {}): SampleCard {
  const currency = more.currency ?? 'EUR'
  const amount = more.value?.amount ?? 400_000 + ((n * 7_919_137) % 9_000_000)
  const owner = OWNERS[n % 4]
  const owner_id = owner ? idOf('person', n % 4) : null
  const company_id = idOf('company', n % CLIENTS.length)
  return {
    position: `a${String(n).padStart(4, '0')}`,
    deal: {
      id: idOf('deal', n),
      name: DEALS[n % DEALS.length] as string,
      company_id,
      legal_entity_id: idOf('legal_entity', 0),
      pipeline_id: PIPELINE_ID,
      stage_id: stage.id,
      owner_id,
      status: 'open',
      currency,
      value: { amount, currency },
      probability: stage.probability,
      probability_override: null,
      weighted_value: { amount: Math.round(amount * Number(stage.probability)), currency },
      close_on: n % 5 === 3 ? null : dayBefore(9 - n * 3).slice(0, 10),
      next_step: STEPS[n % STEPS.length] as string | null,
      next_step_on: n % 3 === 0 ? dayBefore(-2).slice(0, 10) : null,
      stage_entered_at: dayBefore(n % 40),
      archived_at: null,
      version: 1,
      ...more,
    },
    company: { id: company_id, name: CLIENTS[n % CLIENTS.length] as string },
    owner: owner_id === null ? null : { id: owner_id, name: owner as string },
  }
}

/** `perColumn` deals in each of `stages`. */
export function sampleCards(stages: SampleStage[], perColumn: number): SampleCard[] {
  return stages.flatMap((stage, at) =>
    Array.from({ length: perColumn }, (_, n) => sampleCard(at * perColumn + n, stage)),
  )
}

/** What the API does with a board, in the order of its cards. */
export class SampleBoard {
  readonly stages: SampleStage[]
  cards: SampleCard[]
  today = '2026-12-04'

  constructor(stages: SampleStage[], cards: SampleCard[]) {
    this.stages = stages
    this.cards = cards
  }

  find(dealId: string): SampleCard | undefined {
    return this.cards.find(({ deal }) => deal.id === dealId)
  }

  in(stageId: string): SampleCard[] {
    return this.cards.filter(({ deal }) => deal.stage_id === stageId && deal.status === 'open')
  }

  /** The answer of `GET /v1/deals/board`. */
  answer(query: URLSearchParams): object {
    const [q, owner, only, cursor] = ['q', 'owner_id', 'stage_id', 'cursor'].map((name) => query.get(name))
    const limit = Number(query.get('limit') ?? 50)
    const columns = this.stages
      .filter(({ id }) => !only || id === only)
      .map((stage) => {
        const words = q?.toLowerCase() ?? ''
        const all = this.in(stage.id).filter(
          ({ deal, company }) =>
            (!owner || deal.owner_id === owner) && `${deal.name} ${company?.name}`.toLowerCase().includes(words),
        )
        const from = Number(cursor ?? 0)
        const to = Math.min(from + limit, all.length)
        const next_cursor = to < all.length ? String(to) : null
        return { stage, count: all.length, totals: totals(all), cards: all.slice(from, to), next_cursor }
      })
    return structuredClone({ pipeline_id: PIPELINE_ID, today: this.today, columns, cursor: 'c0' })
  }

  /** The deal at its new place, with a new version where its stage is another. */
  move(dealId: string, body: { stage_id: string; before_id?: string; after_id?: string }): SampleDeal {
    const card = this.find(dealId) as SampleCard
    const { deal } = card
    const stage = this.stages.find(({ id }) => id === body.stage_id) as SampleStage
    if (deal.stage_id !== stage.id) {
      const { value, probability_override } = deal
      const probability = probability_override ?? stage.probability
      const weighted_value = { ...value, amount: Math.round(value.amount * Number(probability)) }
      const version = deal.version + 1
      card.deal = { ...deal, stage_id: stage.id, probability, weighted_value, version, stage_entered_at: dayBefore(0) }
    }
    const others = this.cards.filter((one) => one !== card)
    const index = (id: string | undefined) => others.findIndex((one) => one.deal.id === id)
    const first = others.findIndex((one) => one.deal.stage_id === stage.id)
    const at = body.before_id ? index(body.before_id) + 1 : body.after_id ? index(body.after_id) : first
    others.splice(at < 0 ? others.length : at, 0, card)
    this.cards = others
    return structuredClone(card.deal)
  }
}

function totals(cards: SampleCard[]) {
  const currencies = [...new Set(cards.map(({ deal }) => deal.value.currency))].sort()
  return currencies.map((currency) => {
    const deals = cards.map(({ deal }) => deal).filter((deal) => deal.value.currency === currency)
    const sum = (key: 'value' | 'weighted_value') => ({
      amount: deals.reduce((all, deal) => all + deal[key].amount, 0),
      currency,
    })
    return { value: sum('value'), weighted_value: sum('weighted_value') }
  })
}
