/** The board as plain values: what stands where, and what it comes to. Nothing here changes what it was given. */
import type { Money } from '../../base/format.ts'

export interface Deal {
  readonly id: string
  readonly name: string
  readonly stage_id: string
  readonly status: string
  readonly value: Money
  readonly weighted_value: Money
  readonly probability_override: string | null
  readonly close_on: string | null
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly stage_entered_at: string
  readonly archived_at: string | null
  readonly version: number
}

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Card {
  readonly deal: Deal
  readonly company: Named | null
  readonly owner: Named | null
}

export interface Stage extends Named {
  readonly probability: string
}

/** What a column comes to in one currency. */
export interface Total {
  readonly value: Money
  readonly weighted_value: Money
}

export interface Column {
  readonly stage: Stage
  /** Of all its deals, also of those that are not loaded. */
  readonly count: number
  readonly totals: readonly Total[]
  readonly cards: readonly Card[]
  readonly next_cursor: string | null
}

export interface Board {
  readonly pipeline_id: string
  /** The tenant's day, which is not always the reader's; null where the API did not tell. */
  readonly today: string | null
  readonly columns: readonly Column[]
}

/** Where a card is to stand: the cards between which, as far as there are any. */
export interface Place {
  readonly stageId: string
  /** What will stand directly before it. */
  readonly beforeId?: string
  /** What will stand directly behind it. */
  readonly afterId?: string
}

export interface Found {
  readonly column: Column
  readonly index: number
  readonly card: Card
}

export function columnOf(board: Board, stageId: string): Column | undefined {
  return board.columns.find((column) => column.stage.id === stageId)
}

export function findCard(board: Board, dealId: string): Found | undefined {
  for (const column of board.columns) {
    const index = column.cards.findIndex((card) => card.deal.id === dealId)
    if (index >= 0) return { column, index, card: column.cards[index] as Card }
  }
  return undefined
}

/** The place at `index` of a column, counted without the card that moves. */
export function placeAt(column: Column, index: number, movingId?: string): Place {
  const others = column.cards.filter((card) => card.deal.id !== movingId)
  const at = Math.max(0, Math.min(index, others.length))
  return {
    stageId: column.stage.id,
    beforeId: others[at - 1]?.deal.id,
    afterId: others[at]?.deal.id,
  }
}

/** How many places a column has for a card: one more than it has others. */
export function placesIn(column: Column, dealId: string): number {
  return column.cards.filter((card) => card.deal.id !== dealId).length
}

/** The board with the card at its place, wherever it stood before; counts and sums follow. */
export function placeCard(board: Board, card: Card, place: Place): Board {
  const target = columnOf(board, place.stageId)
  const lifted = removeCard(board, card)
  if (!target) return lifted
  const moved = inStage(card, target.stage)
  return withColumn(lifted, place.stageId, (column) => {
    const cards = [...column.cards]
    cards.splice(indexOfPlace(cards, place), 0, moved)
    return { ...column, cards, count: column.count + 1, totals: addTotal(column.totals, moved.deal, 1) }
  })
}

/** The board without the card; where it is not loaded, its column counts one less all the same. */
export function removeCard(board: Board, card: Card): Board {
  const found = findCard(board, card.deal.id)
  const counted = found?.card ?? card
  const stageId = found?.column.stage.id ?? card.deal.stage_id
  return withColumn(board, stageId, (column) => ({
    ...column,
    cards: column.cards.filter((one) => one.deal.id !== card.deal.id),
    count: Math.max(0, column.count - 1),
    totals: addTotal(column.totals, counted.deal, -1),
  }))
}

/** Newer data of a card where it stands; older data changes nothing. */
export function renewCard(board: Board, deal: Deal): Board {
  const found = findCard(board, deal.id)
  if (!found || found.card.deal.version >= deal.version) return board
  return withColumn(board, found.column.stage.id, (column) => ({
    ...column,
    cards: column.cards.map((card) => (card.deal.id === deal.id ? { ...card, deal } : card)),
    totals: addTotal(addTotal(column.totals, found.card.deal, -1), deal, 1),
  }))
}

/** A column with the cards that come behind those it has; a card that stands there already is not put there twice. */
export function appendCards(board: Board, more: Column): Board {
  return withColumn(board, more.stage.id, (column) => {
    const known = new Set(column.cards.map((card) => card.deal.id))
    const cards = [...column.cards, ...more.cards.filter((card) => !known.has(card.deal.id))]
    return { ...more, cards }
  })
}

/** The order of `held`, with the newest data of `now`: what nothing may shift in while a card is in hand. */
export function keepOrder(held: Board, now: Board): Board {
  const newest = new Map(now.columns.flatMap((column) => column.cards.map((card) => [card.deal.id, card] as const)))
  return {
    ...now,
    columns: held.columns.map((column) => {
      const current = columnOf(now, column.stage.id)
      return {
        ...column,
        count: current?.count ?? column.count,
        totals: current?.totals ?? column.totals,
        cards: column.cards.map((card) => newest.get(card.deal.id) ?? card),
      }
    }),
  }
}

/** How many cards of a column now are not in the order that is held. */
export function newcomers(held: Board, now: Board, stageId: string): number {
  const known = new Set(columnOf(held, stageId)?.cards.map((card) => card.deal.id))
  return columnOf(now, stageId)?.cards.filter((card) => !known.has(card.deal.id)).length ?? 0
}

/** amount × ratio in minor units, half away from zero, as the API weighs it. */
export function weigh(amount: number, ratio: string): number {
  const [whole = '0', fraction = ''] = ratio.split('.')
  const scale = 10n ** BigInt(fraction.length)
  const product = BigInt(amount) * BigInt(whole + fraction)
  const half = product < 0n ? -scale : scale
  return Number((product * 2n + half) / (scale * 2n))
}

function inStage(card: Card, stage: Stage): Card {
  const { deal } = card
  if (deal.stage_id === stage.id) return card
  const amount = weigh(deal.value.amount, deal.probability_override ?? stage.probability)
  return {
    ...card,
    deal: { ...deal, stage_id: stage.id, weighted_value: { amount, currency: deal.value.currency } },
  }
}

function indexOfPlace(cards: readonly Card[], { beforeId, afterId }: Place): number {
  const before = cards.findIndex((card) => card.deal.id === beforeId)
  if (before >= 0) return before + 1
  const after = cards.findIndex((card) => card.deal.id === afterId)
  if (after >= 0) return after
  return beforeId === undefined ? 0 : cards.length
}

function withColumn(board: Board, stageId: string, change: (column: Column) => Column): Board {
  return {
    ...board,
    columns: board.columns.map((column) => (column.stage.id === stageId ? change(column) : column)),
  }
}

/** A sum of nothing stays as 0 of its currency. */
function addTotal(totals: readonly Total[], { value, weighted_value }: Deal, sign: 1 | -1): readonly Total[] {
  const { currency } = value
  const none = { value: { amount: 0, currency }, weighted_value: { amount: 0, currency } }
  const found = totals.find((total) => total.value.currency === currency)
  const sum: Total = {
    value: { amount: (found ?? none).value.amount + sign * value.amount, currency },
    weighted_value: { amount: (found ?? none).weighted_value.amount + sign * weighted_value.amount, currency },
  }
  if (found) return totals.map((total) => (total === found ? sum : total))
  return [...totals, sum].toSorted((one, other) => (one.value.currency < other.value.currency ? -1 : 1))
}
