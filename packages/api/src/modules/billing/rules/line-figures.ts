/** The figures of a document by EN 16931: each line rounded once, tax once per category and percent. */
import { multiplyToMinor } from '../../../primitives/decimal.ts'
import { invoiceTotals, type TaxCategory, type TaxRow, taxRowKey, taxShares } from '../../../primitives/tax.ts'

export interface PricedLine {
  quantity: string
  unitPrice: string
  category: TaxCategory
  percent: string
  exemptionReason: string | null
  /** Minor units; given where it was fixed elsewhere, as on an approval. Else quantity × unit price. */
  net?: number
}

export interface Figures {
  lines: { net: number; tax: number }[]
  taxes: (TaxRow & { exemptionReason: string | null })[]
  net: number
  tax: number
  total: number
}

/**
 * Net, tax and total in minor units. 33.33 + 11.12 at 21 % is 44.45 + 9.33. A breakdown row carries the first reason
 * that one of its lines gives. Throws AmountTooLarge beyond the limit.
 */
export function lineFigures(lines: readonly PricedLine[], currency: string): Figures {
  const taxed = lines.map((line) => ({
    net: line.net ?? multiplyToMinor(line.quantity, line.unitPrice, currency),
    category: line.category,
    percent: line.percent,
    exemptionReason: line.exemptionReason,
  }))
  const { net, tax, total, taxes } = invoiceTotals(taxed)
  const shares = taxShares(taxed, taxes)
  return {
    lines: taxed.map((line, index) => ({ net: line.net, tax: shares[index] as number })),
    taxes: taxes.map((row) => ({ ...row, exemptionReason: reasonOf(taxed, row) })),
    net,
    tax,
    total,
  }
}

function reasonOf(
  lines: readonly { category: TaxCategory; percent: string; exemptionReason: string | null }[],
  row: TaxRow,
) {
  return lines.find((line) => taxRowKey(line) === taxRowKey(row) && line.exemptionReason)?.exemptionReason ?? null
}
