import { expect, test } from 'vitest'
import { scrollSpeed } from './auto-scroll.ts'

test.each([
  [300, 0],
  [48, 0],
  [24, -9],
  [0, -18],
  [-100, -18],
  [552, 0],
  [576, 9],
  [700, 18],
])('at %i of 0 to 600 it scrolls by %i a frame', (at, speed) => {
  expect(scrollSpeed(at, 0, 600)).toBe(speed)
})

test('a short list keeps a middle where it stands still', () => {
  expect(scrollSpeed(40, 0, 80)).toBe(0)
})
