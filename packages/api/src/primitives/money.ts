import { CURRENCIES, type CurrencyDigits } from './currencies.ts'

/** An amount in integer minor units of an ISO 4217 currency: `{amount: 125000, currency: 'EUR'}` is EUR 1,250.00. */
export type Money = { amount: number; currency: string }

/** The largest amount that a JSON number holds exactly: 2^53 − 1 (RFC 8259, section 6). */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER

/** A sum, product or input that passes ±(2^53 − 1) minor units. */
export class AmountTooLarge extends RangeError {
  override readonly name = 'AmountTooLarge'

  constructor(amount: number | bigint) {
    super(`${amount} minor units are more than an amount can hold (at most ${MAX_AMOUNT} either way)`)
  }
}

/**
 * The amount as a number; never −0. Throws AmountTooLarge beyond ±(2^53 − 1) and a RangeError for what is
 * no integer. Every calculated amount passes here, so that nothing is rounded without a word.
 */
export function assertAmount(amount: number | bigint): number {
  if (typeof amount === 'bigint') {
    if (amount > MAX_AMOUNT || amount < -MAX_AMOUNT) throw new AmountTooLarge(amount)
    return Number(amount)
  }
  if (Number.isSafeInteger(amount)) return amount === 0 ? 0 : amount
  if (Math.abs(amount) > MAX_AMOUNT) throw new AmountTooLarge(amount)
  throw new RangeError(`${amount} is not a whole number of minor units`)
}

/** The exact sum of amounts; throws AmountTooLarge when it passes the limit. */
export function sumAmounts(amounts: Iterable<number>): number {
  let sum = 0n
  for (const amount of amounts) sum += BigInt(assertAmount(amount))
  return assertAmount(sum)
}

/** Whether the code stands in ISO 4217 (upper case, as written there). */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

/** The fraction digits of a currency by ISO 4217; throws a RangeError for an unknown code. */
export function currencyDigits(code: string): CurrencyDigits {
  const digits = CURRENCIES.get(code)
  if (digits === undefined) throw new RangeError(`'${code}' is no ISO 4217 currency`)
  return digits
}

/** Minor units as a plain decimal in major units with all digits of the currency: 123450 EUR → `1234.50`. */
export function formatMinor(amount: number, currency: string): string {
  const digits = currencyDigits(currency)
  const units = String(Math.abs(assertAmount(amount))).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  if (digits === 0) return sign + units
  return `${sign}${units.slice(0, -digits)}.${units.slice(-digits)}`
}

/** Money as people read it: `EUR 1,234.50`, `KWD 32.406`, `EUR -7.00`. */
export function formatMoney({ amount, currency }: Money): string {
  const [whole, fraction] = formatMinor(amount, currency).split('.') as [string, string?]
  const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, '$&,')
  return `${currency} ${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}
