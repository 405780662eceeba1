import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendCards,
  type Board,
  type Card,
  columnOf,
  findCard,
  keepOrder,
  newcomers,
  placeAt,
  placeCard,
  removeCard,
  renewCard,
  weigh,
} from './board-model.ts'

const card = (id: string, stage: string, amount = 1000, more: Partial<Card['deal']> = {}): Card => ({
  deal: {
    id,
    name: `Deal ${id}`,
    stage_id: stage,
    status: 'open',
    value: { amount, currency: 'EUR' },
    weighted_value: { amount: amount / 2, currency: 'EUR' },
    probability_override: null,
    close_on: null,
    next_step: null,
    next_step_on: null,
    stage_entered_at: '2026-12-01T09:00:00.000Z',
    archived_at: null,
    version: 1,
    ...more,
  },
  company: null,
  owner: null,
})

const board = (columns: Record<string, Card[]>): Board => ({
  pipeline_id: 'pipeline_1',
  today: '2026-12-04',
  columns: Object.entries(columns).map(([id, cards]) => ({
    stage: { id, name: id, probability: '0.5' },
    count: cards.length,
    totals: cards.length
      ? [
          {
            value: { amount: cards.reduce((sum, { deal }) => sum + deal.value.amount, 0), currency: 'EUR' },
            weighted_value: {
              amount: cards.reduce((sum, { deal }) => sum + deal.weighted_value.amount, 0),
              currency: 'EUR',
            },
          },
        ]
      : [],
    cards,
    next_cursor: null,
  })),
})

const ids = (of: Board, stage: string) => columnOf(of, stage)?.cards.map(({ deal }) => deal.id)

test('pipeline-08: the head of a column sums all its deals, also those that are not loaded', () => {
  const full = board({ a: [card('1', 'a', 12_300)], b: [] })
  const before = {
    ...full,
    columns: full.columns.map((column) =>
      column.stage.id === 'a'
        ? {
            ...column,
            count: 1000,
            totals: [
              {
                value: { amount: 12_300_000, currency: 'EUR' },
                weighted_value: { amount: 6_150_000, currency: 'EUR' },
              },
            ],
          }
        : column,
    ),
  }
  const after = columnOf(placeCard(before, card('1', 'a', 12_300), { stageId: 'b' }), 'a')
  expect(after?.count).toBe(999)
  expect(after?.totals[0]?.value.amount).toBe(12_287_700)
})

test('pipeline-07: sums of unlike currencies stay apart, in the order of their codes', () => {
  const start = board({ a: [card('1', 'a')], b: [card('2', 'b')] })
  const dollars = card('3', 'a', 500, { value: { amount: 500, currency: 'USD' }, stage_id: 'x' })
  const { totals } = columnOf(placeCard(start, dollars, { stageId: 'b' }), 'b') as { totals: unknown }
  expect(totals).toEqual([
    { value: { amount: 1000, currency: 'EUR' }, weighted_value: { amount: 500, currency: 'EUR' } },
    { value: { amount: 500, currency: 'USD' }, weighted_value: { amount: 250, currency: 'USD' } },
  ])
})

test('a card lands between its neighbours, and beside the one that still stands', () => {
  const start = board({ a: [card('1', 'a')], b: [card('2', 'b'), card('3', 'b'), card('4', 'b')] })
  const land = (place: object) => ids(placeCard(start, card('1', 'a'), { stageId: 'b', ...place }), 'b')
  expect(land({ beforeId: '2', afterId: '3' })).toEqual(['2', '1', '3', '4'])
  expect(land({ beforeId: 'gone', afterId: '4' })).toEqual(['2', '3', '1', '4'])
  expect(land({ beforeId: 'gone', afterId: 'gone too' })).toEqual(['2', '3', '4', '1'])
  expect(land({})).toEqual(['1', '2', '3', '4'])
  expect(land({ beforeId: '4' })).toEqual(['2', '3', '4', '1'])
})

test('the place at an index is counted without the card that moves', () => {
  const column = columnOf(board({ a: [card('1', 'a'), card('2', 'a'), card('3', 'a')] }), 'a')
  expect(placeAt(column as never, 1, '1')).toEqual({ stageId: 'a', beforeId: '2', afterId: '3' })
  expect(placeAt(column as never, 9, '1')).toEqual({ stageId: 'a', beforeId: '3', afterId: undefined })
  expect(placeAt(column as never, 0)).toEqual({ stageId: 'a', beforeId: undefined, afterId: '1' })
})

test('pipeline-01: a moved deal weighs by its own probability, also where that is 0, else by that of the stage', () => {
  const start = board({ a: [], b: [] })
  const weighed = (override: string | null) => {
    const moved = placeCard(start, card('1', 'a', 25_000, { probability_override: override }), { stageId: 'b' })
    return findCard(moved, '1')?.card.deal.weighted_value.amount
  }
  expect(weighed(null)).toBe(12_500)
  expect(weighed('0')).toBe(0)
  expect(weighed('0.75')).toBe(18_750)
})

test.each([
  [1, '0.5', 1],
  [-1, '0.5', -1],
  [333, '0.333', 111],
  [1662138, '0.6', 997283],
  [9007199254740991, '1', 9007199254740991],
  [5, '0', 0],
])('%i weighs, at %s, %i', (amount, ratio, expected) => {
  expect(weigh(amount, ratio)).toBe(expected)
})

test('older data of a card changes nothing, newer data changes the sums too', () => {
  const start = board({ a: [card('1', 'a', 1000, { version: 5 })] })
  expect(renewCard(start, card('1', 'a', 9000, { version: 4 }).deal)).toBe(start)
  const renewed = columnOf(renewCard(start, card('1', 'a', 9000, { version: 6 }).deal), 'a')
  expect(renewed?.totals[0]?.value.amount).toBe(9000)
})

test('further cards come behind those that are there, each once', () => {
  const start = board({ a: [card('1', 'a'), card('2', 'a')] })
  const more = { ...(columnOf(start, 'a') as never as object), cards: [card('2', 'a'), card('3', 'a')], count: 3 }
  expect(ids(appendCards(start, more as never), 'a')).toEqual(['1', '2', '3'])
})

test('what is held keeps its order and takes new data; what came is counted', () => {
  const held = board({ a: [card('1', 'a'), card('2', 'a')] })
  const now = board({ a: [card('9', 'a'), card('2', 'a'), card('1', 'a', 5000, { version: 2 })] })
  const shown = keepOrder(held, now)
  expect(ids(shown, 'a')).toEqual(['1', '2'])
  expect(findCard(shown, '1')?.card.deal.value.amount).toBe(5000)
  expect(columnOf(shown, 'a')?.count).toBe(3)
  expect(newcomers(held, now, 'a')).toBe(1)
})

test('no order of moves loses a card or a cent', () => {
  const stages = ['a', 'b', 'c']
  const moves = fc.array(fc.record({ id: fc.integer({ min: 0, max: 5 }), to: fc.nat(2), at: fc.nat(6) }))
  fc.assert(
    fc.property(moves, (all) => {
      let now = board({ a: [0, 1, 2].map((n) => card(`${n}`, 'a')), b: [3, 4, 5].map((n) => card(`${n}`, 'b')), c: [] })
      for (const { id, to, at } of all) {
        const moving = findCard(now, `${id}`)?.card as Card
        now = placeCard(now, moving, placeAt(columnOf(now, stages[to] as string) as never, at, `${id}`))
      }
      expect(now.columns.flatMap(({ cards }) => cards.map(({ deal }) => deal.id)).toSorted()).toEqual([...'012345'])
      for (const { cards, count, totals } of now.columns) {
        expect(count).toBe(cards.length)
        const sum = cards.reduce((sum, { deal }) => sum + deal.value.amount, 0)
        expect(totals[0]?.value.amount ?? 0).toBe(sum)
      }
    }),
  )
})

test('a card that is not loaded is counted out of its column all the same', () => {
  const start = board({ a: [card('1', 'a')], b: [] })
  expect(columnOf(removeCard(start, card('7', 'a')), 'a')?.count).toBe(0)
})
