import currencyCodes from 'currency-codes'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CURRENCIES } from './currencies.ts'
import {
  AmountTooLarge,
  assertAmount,
  currencyDigits,
  formatMinor,
  formatMoney,
  isCurrency,
  MAX_AMOUNT,
  sumAmounts,
} from './money.ts'

const NO_MONEY = ['XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD', 'XDR', 'XPD', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX']

describe('currencies', () => {
  test('the table is the ISO list and the Caribbean guilder, without metals and test codes', () => {
    const iso = currencyCodes.data
      .filter(({ code }) => !NO_MONEY.includes(code))
      .map(({ code, digits }) => [code, digits])
    const expected = Object.fromEntries([...iso, ['XCG', 2]])
    expect(Object.fromEntries(CURRENCIES)).toEqual(expected)
  })

  test.each([
    ['JPY', 0],
    ['CLP', 0],
    ['HUF', 2],
    ['COP', 2],
    ['IDR', 2],
    ['PKR', 2],
    ['XCG', 2],
    ['KWD', 3],
    ['IQD', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('money-11: %s has %i digits by ISO 4217', (code, digits) => {
    expect(currencyDigits(code)).toBe(digits)
  })

  test('an unknown code is none, in whatever case', () => {
    for (const code of ['eur', 'XXX', 'XAU', 'EURO', '', 'toString']) {
      expect(isCurrency(code)).toBe(false)
      expect(() => currencyDigits(code)).toThrow(RangeError)
    }
  })
})

describe('formats', () => {
  test.each([
    [123450, 'EUR', '1234.50', 'EUR 1,234.50'],
    [-700, 'EUR', '-7.00', 'EUR -7.00'],
    [5, 'EUR', '0.05', 'EUR 0.05'],
    [-5, 'EUR', '-0.05', 'EUR -0.05'],
    [0, 'EUR', '0.00', 'EUR 0.00'],
    [-0, 'EUR', '0.00', 'EUR 0.00'],
    [1234567, 'JPY', '1234567', 'JPY 1,234,567'],
    [32406, 'KWD', '32.406', 'KWD 32.406'],
    [1, 'CLF', '0.0001', 'CLF 0.0001'],
    [313563, 'HUF', '3135.63', 'HUF 3,135.63'],
    [MAX_AMOUNT, 'EUR', '90071992547409.91', 'EUR 90,071,992,547,409.91'],
  ])('%i %s is %s, for people %s', (amount, currency, plain, shown) => {
    expect(formatMinor(amount, currency)).toBe(plain)
    expect(formatMoney({ amount, currency })).toBe(shown)
  })

  test('the plain form without its point is the amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES.keys()), (amount, currency) => {
        const plain = formatMinor(amount, currency)
        expect(BigInt(plain.replace('.', ''))).toBe(BigInt(amount))
        expect(plain.split('.')[1]?.length ?? 0).toBe(currencyDigits(currency))
      }),
    )
  })
})

describe('money-12: an amount beyond 2^53 − 1 is refused, never rounded', () => {
  test('as a number, as a bigint, and as a sum', () => {
    expect(assertAmount(MAX_AMOUNT)).toBe(9007199254740991)
    expect(assertAmount(-9007199254740991n)).toBe(-MAX_AMOUNT)
    for (const amount of [9007199254740992, 9007199254740993n, -9007199254740992n, Number.POSITIVE_INFINITY]) {
      expect(() => assertAmount(amount)).toThrow(AmountTooLarge)
    }
    expect(() => sumAmounts([MAX_AMOUNT, 1])).toThrow(AmountTooLarge)
    expect(sumAmounts([MAX_AMOUNT, 1, -1])).toBe(MAX_AMOUNT)
    expect(sumAmounts([MAX_AMOUNT, 2, -2])).toBe(MAX_AMOUNT)
    expect(sumAmounts([])).toBe(0)
  })

  test('a fraction of a minor unit is no amount, and minus zero is zero', () => {
    for (const amount of [0.5, Number.NaN]) expect(() => assertAmount(amount)).toThrow(RangeError)
    expect(Object.is(assertAmount(-0), 0)).toBe(true)
  })
})
