import Big from 'big.js'
import { assertAmount, currencyDigits } from './money.ts'

// Strict: it refuses floats, so no binary fraction can enter a calculation.
const Decimal = Big()
Decimal.strict = true

/** The one spelling of a decimal on the wire: at most 12 digits before and 8 after a point. */
export const DECIMAL_PATTERN = /^-?(0|[1-9]\d{0,11})(\.\d{1,8})?$/

const SCALE = 8

/** Whether the text is a decimal as the wire spells it; `1,5`, `+7`, `.5`, `7.` and ` 7` are none. */
export function isDecimal(text: string): boolean {
  return DECIMAL_PATTERN.test(text)
}

/** The canonical spelling, without trailing zeros: `7.50` → `7.5`, `-0` → `0`. Throws a RangeError outside the grammar. */
export function canonicalDecimal(text: string): string {
  return plain(parse(text))
}

/**
 * Quantity × unit price (major units) in minor units of the currency, rounded once, half away from zero:
 * 2.5 × 12.345 KWD = 30.8625 → 30863. Throws AmountTooLarge beyond the limit.
 */
export function multiplyToMinor(quantity: string, unitPrice: string, currency: string): number {
  return rounded(
    parse(quantity)
      .times(parse(unitPrice))
      .times(`1e${currencyDigits(currency)}`),
  )
}

/** A percentage of minor units, rounded half away from zero: 9.975 % of 274000 = 27331.5 → 27332. */
export function percentOf(minor: number, percent: string): number {
  return rounded(
    parse(percent)
      .times(String(assertAmount(minor)))
      .times('0.01'),
  )
}

/** A ratio of minor units (a probability of `0.6`), rounded half away from zero: 0.6 × 1662138 → 997283. */
export function ratioOf(minor: number, ratio: string): number {
  return rounded(parse(ratio).times(String(assertAmount(minor))))
}

/** The exact sum of two decimals, canonical; throws a RangeError when it leaves the grammar, as all helpers here. */
export function addDecimals(a: string, b: string): string {
  return plain(parse(a).plus(parse(b)))
}

/** The exact difference a − b, canonical. */
export function subtractDecimals(a: string, b: string): string {
  return plain(parse(a).minus(parse(b)))
}

/** The exact sum of any number of decimals, canonical; `0` for none. */
export function sumDecimals(values: Iterable<string>): string {
  let sum = new Decimal('0')
  for (const value of values) sum = sum.plus(parse(value))
  return plain(sum)
}

/** −1, 0 or 1, as a is less than, equal to or greater than b by value: `7.50` equals `7.5`. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return parse(a).cmp(parse(b))
}

/** The decimal × 10^8 as an integer, for exact ratios: `9.975` → 997500000n. */
export function scaledDecimal(text: string): bigint {
  return BigInt(parse(text).times(`1e${SCALE}`).toFixed(0))
}

function parse(text: string): Big {
  if (!DECIMAL_PATTERN.test(text)) throw new RangeError(`'${text}' is no decimal`)
  return new Decimal(text)
}

function rounded(value: Big): number {
  return assertAmount(BigInt(value.round(0, Big.roundHalfUp).toFixed(0)))
}

function plain(value: Big): string {
  const text = value.toFixed()
  if (!DECIMAL_PATTERN.test(text)) throw new RangeError(`${text} has more digits than a decimal holds`)
  return text
}
