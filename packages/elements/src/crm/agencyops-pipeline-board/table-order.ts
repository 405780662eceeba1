/** The deals of a board as rows, in an order that is asked for. */
import type { Board, Card, Stage } from './board-model.ts'

export type SortKey = 'deal' | 'client' | 'stage' | 'value' | 'weighted' | 'close' | 'owner' | 'age' | 'next'

export interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

export interface Row {
  readonly card: Card
  readonly stage: Stage
  /** The stage's place on the board, and the card's in it. */
  readonly place: readonly [stage: number, card: number]
}

type Comparable = string | number | null | readonly [string, number]

const compared: { readonly [K in SortKey]: (row: Row) => Comparable } = {
  deal: ({ card }) => card.deal.name,
  client: ({ card }) => card.company?.name ?? null,
  stage: ({ place }) => place[0],
  // Amounts of unlike currencies have no order: they stand apart.
  value: ({ card }) => [card.deal.value.currency, card.deal.value.amount],
  weighted: ({ card }) => [card.deal.weighted_value.currency, card.deal.weighted_value.amount],
  close: ({ card }) => card.deal.close_on,
  owner: ({ card }) => card.owner?.name ?? null,
  // The longer ago it came into its stage, the older it is there.
  age: ({ card }) => -Date.parse(card.deal.stage_entered_at),
  next: ({ card }) => card.deal.next_step,
}

/** Every row that is loaded. What has nothing to compare comes last either way; equals stay in the order of the board. */
export function rowsOf(board: Board, { key, descending }: Sort, locale: string): Row[] {
  const rows = board.columns.flatMap(({ stage, cards }, at) =>
    cards.map((card, index): Row => ({ card, stage, place: [at, index] })),
  )
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const value = compared[key]
  return rows.toSorted((one, other) => compare(value(one), value(other), descending ? -1 : 1, collator))
}

function compare(one: Comparable, other: Comparable, sign: 1 | -1, collator: Intl.Collator): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other)
  if (typeof one === 'string' && typeof other === 'string') return sign * collator.compare(one, other)
  const [[currency, amount], [otherCurrency, otherAmount]] = [one as [string, number], other as [string, number]]
  if (currency !== otherCurrency) return currency < otherCurrency ? -1 : 1
  return sign * (amount - otherAmount)
}
