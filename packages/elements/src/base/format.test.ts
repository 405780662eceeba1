import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Format, majorUnits } from './format.ts'

const english = new Format('en-GB', 'Europe/Amsterdam')
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test.each([
  ['en-GB', 1662138, 'EUR', '€16,621.38'],
  ['de-DE', 1662138, 'EUR', '16.621,38 €'],
  ['en-GB', -10998, 'EUR', '-€109.98'],
  ['en-GB', 5000, 'JPY', 'JP¥5,000'],
  ['en-GB', 1234567, 'KWD', 'KWD 1,234.567'],
  ['en-GB', 5, 'CLF', 'CLF 0.0005'],
  ['en-GB', 100000, 'HUF', 'HUF 1,000.00'],
  ['en-GB', 9007199254740991, 'EUR', '€90,071,992,547,409.91'],
])('%s writes %d %s as %s', (locale, amount, currency, text) => {
  expect(spaced(new Format(locale, 'UTC').money({ amount, currency }))).toBe(text)
})

test('major units are exact for every amount that money can have', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (amount) => {
      expect(BigInt(majorUnits({ amount, currency: 'EUR' }).replace('.', ''))).toBe(BigInt(amount))
    }),
  )
})

describe('dates and times', () => {
  test('a calendar date is the same in every zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      expect(new Format('en-GB', zone).date('2026-12-04')).toBe('4 Dec 2026')
  })
  test('an instant is shown in the tenant’s zone', () => {
    expect(english.instant('2026-12-04T23:30:00.000Z')).toBe('5 Dec 2026, 00:30')
  })
  test('days are told in words', () => {
    expect([english.days(3), english.days(-1), english.days(0)]).toEqual(['in 3 days', 'yesterday', 'today'])
  })
})

test('decimals keep their digits, percents their sign', () => {
  expect(english.decimal('0.3475')).toBe('0.3475')
  expect(english.decimal('1250')).toBe('1,250')
  expect(english.percent('21')).toBe('21%')
})

test('an unknown locale or zone is no failure', () => {
  expect(new Format('xx_bad locale', 'Mars/Olympus').instant('2026-12-04T23:30:00.000Z')).toContain('2026')
})
