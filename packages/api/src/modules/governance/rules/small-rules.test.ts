import { describe, expect, it } from 'vitest'
import { missingForRole } from './roles.ts'
import { taxRateFault } from './tax-rate.ts'
import { moveFault, offsetAfterFreeze } from './test-clock.ts'

const DAY = 86_400_000

describe('tax rates', () => {
  it.each([
    ['S', '21', null, null],
    ['L', '7', null, null],
    ['M', '0', null, null],
    ['Z', '0', null, null],
    ['AE', '0', 'Reverse charge', null],
    ['S', '0', null, 'percent'],
    ['E', '5', 'Health care', 'percent'],
    ['Z', '1', null, 'percent'],
    ['O', '0', null, 'exemption_reason'],
    ['K', '0', '  ', 'exemption_reason'],
    ['S', '21', 'Because', 'exemption_reason'],
  ] as const)('%s %s %s: %s', (category, percent, reason, field) => {
    expect(taxRateFault(category, percent, reason)?.field ?? null).toBe(field)
  })
})

describe('test clocks', () => {
  it('abuse-10: move forward, at most 370 days', () => {
    expect(moveFault(1000, 999)).toBe('back')
    expect(moveFault(1000, 1000)).toBeNull()
    expect(moveFault(0, 370 * DAY)).toBeNull()
    expect(moveFault(0, 370 * DAY + 1)).toBe('too_far')
  })
  it('run on from where they stood at the earliest', () => {
    expect(offsetAfterFreeze(5000, 100_000, 96_000)).toBe(5000)
    expect(offsetAfterFreeze(5000, 100_000, 90_000)).toBe(10_000)
  })
})

it('a role is given only by who has its scopes', () => {
  expect(missingForRole(['a', 'b'], new Set(['a']))).toEqual(['b'])
  expect(missingForRole(['a'], new Set(['a', 'b']))).toEqual([])
})
