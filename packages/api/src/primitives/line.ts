import { splitBySignedWeights } from './allocate.ts'
import { compareDecimals, multiplyToMinor, percentOf } from './decimal.ts'
import { sumAmounts } from './money.ts'
import { type TaxCategory, type TaxedLine, taxBreakdown, taxRowKey } from './tax.ts'

/** What a line is made of: decimals as text, the unit price in major units of the currency. */
export type LineInput = { quantity: string; unitPrice: string; discountPercent?: string | null }

/**
 * A line in minor units: gross = round(quantity × unit price), allowance = round(gross × discount), net = gross −
 * allowance; the discounted unit price is never rounded. 12 × 44.90 less 17.5 % is 538.80 − 94.29 = 444.51.
 * Throws a RangeError for a discount outside 0 to 100 percent.
 */
export function lineNet(
  { quantity, unitPrice, discountPercent }: LineInput,
  currency: string,
): { gross: number; allowance: number; net: number } {
  const gross = multiplyToMinor(quantity, unitPrice, currency)
  const discount = discountPercent ?? '0'
  if (compareDecimals(discount, '0') < 0 || compareDecimals(discount, '100') > 0) {
    throw new RangeError(`a discount of ${discount} percent is not between 0 and 100`)
  }
  const allowance = percentOf(gross, discount)
  return { gross, allowance, net: gross - allowance }
}

/** A document allowance of one tax row (BG-20): a positive amount that lowers the row's taxable amount. */
export type DocumentAllowance = { category: TaxCategory; percent: string; amount: number }

/**
 * A discount on the whole document: one allowance for each tax row by largest remainder of the rows' taxable amounts,
 * and each line's part of its row's allowance. 25.00 over 180.00, 72.50 and 49.99 is 14.88 + 5.99 + 4.13.
 * `lines` are the lines after the discount, whose totals are the document's. Throws a RangeError when the lines add
 * up to nothing that a discount could lower.
 */
export function documentDiscount<Line extends TaxedLine>(
  lines: readonly Line[],
  amount: number,
): { allowances: DocumentAllowance[]; lineShares: number[]; lines: Line[] } {
  const rows = taxBreakdown(lines)
  const amounts = splitBySignedWeights(
    amount,
    rows.map((row) => row.taxable),
  )
  const lineShares = lines.map(() => 0)
  for (const [at, row] of rows.entries()) {
    const key = taxRowKey(row)
    const own = [...lines.keys()].filter((index) => taxRowKey(lines[index] as Line) === key)
    const shares = splitBySignedWeights(
      amounts[at] as number,
      own.map((index) => (lines[index] as Line).net),
    )
    for (const [place, index] of own.entries()) lineShares[index] = shares[place] as number
  }
  const allowances = rows.map(({ category, percent }, at) => ({ category, percent, amount: amounts[at] as number }))
  const after = lines.map((line, index) => ({ ...line, net: sumAmounts([line.net, -(lineShares[index] as number)]) }))
  return { allowances, lineShares, lines: after }
}
