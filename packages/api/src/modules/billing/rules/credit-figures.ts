/** What a credit note takes back of an invoice, as positive mirror amounts in minor units. */
import {
  addDecimals,
  compareDecimals,
  multiplyToMinor,
  percentOf,
  scaledDecimal,
  subtractDecimals,
} from '../../../primitives/decimal.ts'
import { assertAmount, formatMinor, sumAmounts } from '../../../primitives/money.ts'
import { type TaxCategory, type TaxRow, taxRowKey, taxShares } from '../../../primitives/tax.ts'

export interface CreditableLine {
  quantity: string
  unitPrice: string
  net: number
  tax: number
  category: TaxCategory
  percent: string
  creditedQuantity: string
  creditedNet: number
  creditedTax: number
}

/** By quantity, by net (both as sizes without a sign), or all that is left. */
export type CreditWish = { quantity: string } | { net: number } | 'rest'

export interface CreditedLine {
  /** With the line's sign. */
  net: number
  /** How much of the line's quantity it takes back, with the line's sign; `0` for a credit by net. */
  takenQuantity: string
  quantity: string
  unitPrice: string
}

/** Why a wish cannot be met. `left` is what can still be credited, with the line's sign. */
export type CreditRefusal = {
  refused: 'not_positive' | 'beyond_quantity' | 'beyond_net' | 'nothing_left'
  left: number
  leftQuantity: string
}

const unsigned = (decimal: string) => decimal.replace(/^-/, '')

/**
 * The part of one line that a wish takes back. A quantity takes its share of the line, cumulatively, so that the whole
 * quantity takes the whole net: 2 of 5 hours of 450.00 are 180.00.
 */
export function creditLine(line: CreditableLine, wish: CreditWish, currency: string): CreditedLine | CreditRefusal {
  const left = line.net - line.creditedNet
  const leftQuantity = subtractDecimals(line.quantity, line.creditedQuantity)
  const refusal = (refused: CreditRefusal['refused']): CreditRefusal => ({ refused, left, leftQuantity })
  if (wish === 'rest') {
    if (left === 0 && line.net !== 0) return refusal('nothing_left')
    return printed(line, left, leftQuantity, currency)
  }
  if ('net' in wish) {
    if (wish.net <= 0) return refusal('not_positive')
    if (wish.net > Math.abs(left)) return refusal('beyond_net')
    return printed(line, wish.net * Math.sign(line.net), '0', currency)
  }
  if (compareDecimals(wish.quantity, '0') <= 0) return refusal('not_positive')
  if (compareDecimals(wish.quantity, unsigned(leftQuantity)) > 0) return refusal('beyond_quantity')
  const taken = line.quantity.startsWith('-') ? `-${wish.quantity}` : wish.quantity
  const net = shareOf(line, addDecimals(line.creditedQuantity, taken)) - shareOf(line, line.creditedQuantity)
  if (Math.abs(net) > Math.abs(left)) return refusal('beyond_net')
  return printed(line, net, taken, currency)
}

/** Net × part ÷ quantity, half away from zero. */
function shareOf(line: CreditableLine, part: string): number {
  const whole = scaledDecimal(line.quantity)
  if (whole === 0n) return 0
  const exact = BigInt(line.net) * scaledDecimal(part)
  const [size, by] = [exact < 0n ? -exact : exact, whole < 0n ? -whole : whole]
  const rounded = (2n * size + by) / (2n * by)
  return assertAmount(exact < 0n === whole < 0n ? rounded : -rounded)
}

// A line is printed by quantity × price only where that makes its net; else it is one times its net.
function printed(line: CreditableLine, net: number, taken: string, currency: string): CreditedLine {
  const fits = taken !== '0' && multiplyToMinor(taken, line.unitPrice, currency) === net
  return {
    net,
    takenQuantity: taken,
    ...(fits
      ? { quantity: taken, unitPrice: line.unitPrice }
      : { quantity: '1', unitPrice: formatMinor(net, currency) }),
  }
}

/**
 * The tax rows of a credit note and each line's share. A row's tax is taken on its credited net, rounded once, never
 * more than the invoice's row has left; what ends the row takes all that is left, so that a full credit, in one note
 * or in several, mirrors the invoice to the cent. Undefined where a row would be credited beyond its taxable amount.
 */
export function creditTaxes(
  all: readonly CreditableLine[],
  credited: readonly { line: CreditableLine; net: number }[],
): { taxes: TaxRow[]; lineTaxes: number[] } | undefined {
  const taxed = credited.map(({ line, net }) => ({ net, category: line.category, percent: line.percent }))
  const taxes: TaxRow[] = []
  for (const key of new Set(taxed.map(taxRowKey))) {
    const own = all.filter((line) => taxRowKey(line) === key)
    const { category, percent } = own[0] as CreditableLine
    const taxable = sumAmounts(taxed.filter((line) => taxRowKey(line) === key).map((line) => line.net))
    const left = sumAmounts(own.map((line) => line.net - line.creditedNet))
    const taxLeft = sumAmounts(own.map((line) => line.tax - line.creditedTax))
    if (taxable !== left && (Math.abs(taxable) > Math.abs(left) || Math.sign(taxable) * Math.sign(left) < 0))
      return undefined
    const exact = percentOf(taxable, percent)
    const tax = taxable === left ? taxLeft : Math.abs(exact) > Math.abs(taxLeft) ? taxLeft : exact
    taxes.push({ category, percent, taxable, tax })
  }
  return { taxes, lineTaxes: taxShares(taxed, taxes) }
}
