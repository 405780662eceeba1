import { expect, test } from 'vitest'
import { offsetToSee, seen, withPinned } from './window.ts'

test.each([
  [{ offset: 0, size: 600 }, 125, [0, 8]],
  [{ offset: 250, size: 600 }, 125, [0, 11]],
  [{ offset: 5000, size: 600 }, 125, [48, 58]],
  [{ offset: 12_000, size: 600 }, 125, [118, 125]],
  [{ offset: 0, size: 600 }, 3, [0, 3]],
  [{ offset: 900, size: 600 }, 3, [3, 3]],
  [{ offset: 0, size: 600 }, 0, [0, 0]],
])('of %o and %i rows %o are drawn', (extent, count, rows) => {
  expect(seen(extent, 100, count)).toEqual(rows)
})

test('before anything is measured nothing is drawn', () => {
  expect(seen({ offset: 0, size: 600 }, 0, 100)).toEqual([0, 0])
})

test('a pinned row is drawn wherever it is, once and in order', () => {
  expect(withPinned([3, 6], [90, 4, 0, -1])).toEqual([0, 3, 4, 5, 90])
})

test.each([
  [0, 300, 0],
  [2, 300, 200],
  [4, 300, 300],
  [9, 300, 400],
])('row %i is scrolled to from %i by the shortest way', (row, offset, expected) => {
  expect(offsetToSee(row, 100, { offset, size: 600 })).toBe(expected)
})
