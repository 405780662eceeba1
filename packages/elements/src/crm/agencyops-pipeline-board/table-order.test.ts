import { expect, test } from 'vitest'
import { SampleBoard, sampleCard, sampleStages } from '../../../tests/board-samples.ts'
import type { Board } from './board-model.ts'
import { rowsOf, type SortKey } from './table-order.ts'

const stages = sampleStages(2)
const [first, second] = stages as [(typeof stages)[0], (typeof stages)[0]]
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const cards = [
  sampleCard(0, first, { name: 'Étude 10', value: eur(300), close_on: null, stage_entered_at: '2026-12-01T00:00:00Z' }),
  sampleCard(1, first, {
    name: 'Zoo',
    value: eur(9),
    close_on: '2026-12-24',
    stage_entered_at: '2026-11-01T00:00:00Z',
  }),
  sampleCard(2, second, { name: 'étude 2', value: { amount: 7, currency: 'USD' }, close_on: '2026-12-05' }),
  sampleCard(3, second, { name: 'Mid', value: eur(40), close_on: '2027-01-01' }),
]
const board = new SampleBoard(stages, cards).answer(new URLSearchParams()) as Board
const names = (key: SortKey, descending = false) =>
  rowsOf(board, { key, descending }, 'en').map(({ card }) => card.deal.name)

test.each<[SortKey, boolean, string[]]>([
  ['deal', false, ['étude 2', 'Étude 10', 'Mid', 'Zoo']],
  ['deal', true, ['Zoo', 'Mid', 'Étude 10', 'étude 2']],
  ['value', false, ['Zoo', 'Mid', 'Étude 10', 'étude 2']],
  ['value', true, ['Étude 10', 'Mid', 'Zoo', 'étude 2']],
  ['close', false, ['étude 2', 'Zoo', 'Mid', 'Étude 10']],
  ['close', true, ['Mid', 'Zoo', 'étude 2', 'Étude 10']],
  ['stage', false, ['Étude 10', 'Zoo', 'étude 2', 'Mid']],
  ['stage', true, ['étude 2', 'Mid', 'Étude 10', 'Zoo']],
])('by %s, descending %s: %j', (key, descending, expected) => {
  expect(names(key, descending)).toEqual(expected)
})

test('the deal that stands longest in its stage is the oldest', () => {
  expect(names('age', true)[0]).toBe('Zoo')
})
