import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant, parseInstant } from './instant.ts'

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

describe('instants', () => {
  test.each([
    ['2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24t09:00:00z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00.5+01:00', '2026-11-24T08:00:00.500Z'],
    ['2026-11-24T00:30:00+05:30', '2026-11-23T19:00:00.000Z'],
    ['2026-12-31T23:30:00-00:30', '2027-01-01T00:00:00.000Z'],
    ['2026-11-24T09:00:00.123999999Z', '2026-11-24T09:00:00.123Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, canonical) => {
    expect(formatInstant(parseInstant(text) as number)).toBe(canonical)
  })

  test.each([
    '2026-11-24T09:00:00',
    '2026-11-24T09:00:00.000',
    '2026-11-24 09:00:00Z',
    '2026-11-24',
    '2026-02-29T09:00:00Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24T09:60:00Z',
    '2026-11-24T23:59:60Z',
    '2026-11-24T09:00:00+24:00',
    '2026-11-24T09:00:00+0100',
    '2026-11-24T09:00Z',
    '2026-11-24T09:00:00.Z',
    '0000-12-31T23:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '1764000000000',
    '',
  ])('%j is refused', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('any instant of the range comes back and is spelled as the platform does', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (instant) => {
        const text = formatInstant(instant)
        expect(text).toBe(new Date(instant).toISOString())
        expect(parseInstant(text)).toBe(instant)
      }),
    )
  })

  test('beyond the range nothing is written', () => {
    for (const instant of [FIRST - 1, LAST + 1, 0.5, Number.NaN])
      expect(() => formatInstant(instant)).toThrow(RangeError)
  })
})
