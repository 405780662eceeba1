import { expect, test } from 'vitest'
import { ageInDays, initials } from './card-facts.ts'

test.each([
  ['2026-12-01', '2026-12-04', 3],
  ['2026-03-28', '2026-03-30', 2],
  ['2024-02-28', '2024-03-01', 2],
  ['2026-12-05', '2026-12-04', 0],
])('from %s to %s it is %i days', (from, today, days) => {
  expect(ageInDays(from, today)).toBe(days)
})

test.each([
  ['Mara Quill', 'MQ'],
  ['mara van der quill', 'MQ'],
  ['Mara', 'M'],
  ['\u202Eevil <b>', 'EB'],
  ['王 小明', '王小'],
  ['🦊 Fox', '🦊F'],
  ['  ', ''],
])('%j has the initials %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
