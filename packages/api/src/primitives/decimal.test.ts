import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  isDecimal,
  multiplyToMinor,
  percentOf,
  ratioOf,
  scaledDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal.ts'
import { AmountTooLarge, MAX_AMOUNT } from './money.ts'

/** Any decimal of the grammar, with trailing zeros now and then. */
const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.option(fc.stringMatching(/^\d{1,8}$/)))
  .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`)

/** Half away from zero over integers alone: what the rules must answer, by another road. */
function roundRatio(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const half = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -half : half
}

describe('money-13: only one spelling of a decimal is accepted', () => {
  test.each([
    '1,5',
    '1.000,50',
    '0x10',
    '',
    ' 7',
    '7.',
    '.5',
    '+7',
    'NaN',
    'Infinity',
    '٣',
    '1_000',
    '07',
    '1e3',
    '7\n',
  ])('%j is refused', (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => canonicalDecimal(text)).toThrow(RangeError)
    expect(() => multiplyToMinor(text, '1', 'EUR')).toThrow(RangeError)
  })

  test.each([
    ['7', '7'],
    ['7.5', '7.5'],
    ['-7.25', '-7.25'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['7.50', '7.5'],
    ['7.00', '7'],
    ['100', '100'],
    ['0.00000001', '0.00000001'],
    ['999999999999.99999999', '999999999999.99999999'],
  ])('%s is stored as %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical)
  })

  test('more digits than the grammar has are refused', () => {
    for (const text of ['1000000000000', '0.000000001']) expect(() => canonicalDecimal(text)).toThrow(RangeError)
    expect(() => addDecimals('999999999999', '1')).toThrow(RangeError)
  })

  test('the canonical spelling is canonical and has the same value', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const canonical = canonicalDecimal(text)
        expect(canonicalDecimal(canonical)).toBe(canonical)
        expect(compareDecimals(canonical, text)).toBe(0)
        expect(scaledDecimal(canonical)).toBe(scaledDecimal(text))
        expect(canonical).not.toMatch(/\.\d*0$|^-0$/)
      }),
    )
  })
})

describe('quantity × unit price', () => {
  test.each([
    ['money-10: a currency with three decimals', '2.5', '12.345', 'KWD', 30863],
    ['money-11: minor units come from ISO 4217', '2', '1234.50', 'HUF', 246900],
    ['money-14: the printed quantity reproduces the amount', '0.777778', '86.40', 'EUR', 6720],
    ['money-15: two entries of 900 s grouped', '0.5', '27.50', 'EUR', 1375],
    ['money-15: one entry of 900 s alone', '0.25', '27.50', 'EUR', 688],
    ['print, 1,250 sheets', '1250', '0.3475', 'EUR', 43438],
    ['half a cent below zero goes away from zero', '-1250', '0.3475', 'EUR', -43438],
    ['a float would say 100', '1.005', '1', 'EUR', 101],
    ['yen have no decimals', '3', '0.5', 'JPY', 2],
    ['four decimals', '1', '0.00005', 'CLF', 1],
    ['minus nothing is nothing', '-0', '5', 'EUR', 0],
  ])('%s', (_, quantity, price, currency, minor) => {
    expect(multiplyToMinor(quantity, price, currency)).toBe(minor)
  })

  test('rounds the exact product once, half away from zero', () => {
    fc.assert(
      fc.property(decimals, decimals, (quantity, price) => {
        const exact = roundRatio(scaledDecimal(quantity) * scaledDecimal(price) * 100n, 10n ** 16n)
        if (exact > MAX_AMOUNT || exact < -MAX_AMOUNT) {
          expect(() => multiplyToMinor(quantity, price, 'EUR')).toThrow(AmountTooLarge)
        } else {
          expect(multiplyToMinor(quantity, price, 'EUR')).toBe(Number(exact))
        }
      }),
    )
  })
})

describe('percent and ratio', () => {
  test.each([
    ['money-02: exactly half a cent', 274000, '9.975', 27332],
    ['money-03: 25 % of 74.10', 7410, '25', 1853],
    ['money-03: and of -74.10', -7410, '25', -1853],
    ['money-04: 17.5 % of 538.80', 53880, '17.5', 9429],
    ['52.395 rounds to 52.40', 24950, '21', 5240],
    ['0 %', 24950, '0', 0],
  ])('%s', (_, minor, percent, expected) => {
    expect(percentOf(minor, percent)).toBe(expected)
  })

  test('60 % of 16,621.38 is 9,972.83', () => {
    expect(ratioOf(1662138, '0.6')).toBe(997283)
  })

  test('is the exact product, rounded once, and the mirror below zero', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.bigInt({ min: 0n, max: 10_000_000_000n }), (minor, scaled) => {
        const percent = canonicalDecimal(`${scaled / 100_000_000n}.${String(scaled % 100_000_000n).padStart(8, '0')}`)
        const exact = roundRatio(BigInt(minor) * scaled, 10n ** 10n)
        expect(percentOf(minor, percent)).toBe(Number(exact))
        expect(percentOf(-minor, percent) + percentOf(minor, percent)).toBe(0)
      }),
    )
  })
})

describe('sums of decimals', () => {
  test('are exact and canonical', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3')
    expect(subtractDecimals('0.3', '0.30')).toBe('0')
    expect(subtractDecimals('1', '1.5')).toBe('-0.5')
    expect(sumDecimals(['33.33', '33.33', '33.34'])).toBe('100')
    expect(sumDecimals([])).toBe('0')
    expect(compareDecimals('10', '9')).toBe(1)
    expect(compareDecimals('-10', '9')).toBe(-1)
    expect(compareDecimals('7.50', '7.5')).toBe(0)
  })
})
