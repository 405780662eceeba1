import { splitByQuotas, splitByWeights } from './allocate.ts'
import { canonicalDecimal, compareDecimals, percentOf, scaledDecimal } from './decimal.ts'
import { assertAmount, sumAmounts } from './money.ts'

/** Tax categories of EN 16931 (UNCL5305): standard, zero, exempt, reverse charge, intra-community, export, outside, IGIC, IPSI. */
export const TAX_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const
export type TaxCategory = (typeof TAX_CATEGORIES)[number]

/** A line's net in minor units with its tax. A document allowance is a line of negative net. */
export type TaxedLine = { net: number; category: TaxCategory; percent: string; exemptionReason?: string | null }

/** One row of the breakdown (BG-23): amounts in minor units, the percent canonical. */
export type TaxRow = { category: TaxCategory; percent: string; taxable: number; tax: number }

const ZERO_ONLY: ReadonlySet<TaxCategory> = new Set(['Z', 'E', 'AE', 'K', 'G', 'O'])
const NEEDS_REASON: ReadonlySet<TaxCategory> = new Set(['E', 'AE', 'K', 'G', 'O'])

/**
 * Whether a category may carry this percent: Z, E, AE, K, G, O only 0 (BR-Z-05 and its like), S more than 0 (BR-S-05),
 * L and M from 0; none more than 100.
 */
export function percentFits(category: TaxCategory, percent: string): boolean {
  const sign = compareDecimals(percent, '0')
  if (sign < 0 || compareDecimals(percent, '100') > 0) return false
  if (ZERO_ONLY.has(category)) return sign === 0
  return category !== 'S' || sign > 0
}

/** The indexes of lines whose category demands a reason (BR-E-10 and its like) and that give none: a reason to refuse issue. */
export function missingExemptionReasons(lines: readonly Pick<TaxedLine, 'category' | 'exemptionReason'>[]): number[] {
  return lines.flatMap((line, index) =>
    NEEDS_REASON.has(line.category) && (line.exemptionReason ?? '').trim() === '' ? [index] : [],
  )
}

/** The key of the row that a line belongs to: one row per category and percent by value (`21` is `21.0`). */
export function taxRowKey({ category, percent }: Pick<TaxedLine, 'category' | 'percent'>): string {
  return `${category} ${canonicalDecimal(percent)}`
}

/**
 * One row per category and percent, in order of first appearance. Tax is taken on the sum of the row's nets and
 * rounded once, half away from zero (BR-S-08, BR-S-09, BR-CO-17): 33.33 + 11.12 at 21 % is 9.33, not 9.34.
 * Throws a RangeError for a percent that its category cannot have.
 */
export function taxBreakdown(lines: readonly TaxedLine[]): TaxRow[] {
  const nets = new Map<string, { category: TaxCategory; percent: string; nets: number[] }>()
  for (const { net, category, percent } of lines) {
    if (!percentFits(category, percent)) throw new RangeError(`category ${category} cannot have ${percent} percent`)
    const key = taxRowKey({ category, percent })
    const row = nets.get(key)
    if (row) row.nets.push(net)
    else nets.set(key, { category, percent: canonicalDecimal(percent), nets: [net] })
  }
  return [...nets.values()].map(({ category, percent, nets: own }) => {
    const taxable = sumAmounts(own)
    return { category, percent, taxable, tax: percentOf(taxable, percent) }
  })
}

/** Net, tax and total of a document; the header is the sum of its breakdown (BR-CO-10, BR-CO-14, BR-CO-15). */
export function invoiceTotals(lines: readonly TaxedLine[]): {
  net: number
  tax: number
  total: number
  taxes: TaxRow[]
} {
  const taxes = taxBreakdown(lines)
  const net = sumAmounts(taxes.map((row) => row.taxable))
  const tax = sumAmounts(taxes.map((row) => row.tax))
  return { net, tax, total: sumAmounts([net, tax]), taxes }
}

/** BT-115 = BT-112 − BT-113 + BT-114 (BR-CO-16): what remains to be paid. */
export function amountDue({ total, paid, rounding = 0 }: { total: number; paid: number; rounding?: number }): number {
  return sumAmounts([total, -paid, rounding])
}

/**
 * The tax of each line, so that the lines of a row add up to the row: by largest remainder of the nets, or, where
 * sales and returns meet in one row, of each line's own exact tax. Throws a RangeError for a line without its row.
 */
export function taxShares(lines: readonly TaxedLine[], taxes: readonly TaxRow[]): number[] {
  const shares = lines.map(() => 0)
  const missing = new Set(lines.keys())
  for (const row of taxes) {
    const key = taxRowKey(row)
    const own = [...lines.keys()].filter((index) => taxRowKey(lines[index] as TaxedLine) === key)
    const split = rowShares(
      own.map((index) => (lines[index] as TaxedLine).net),
      row,
    )
    for (const [at, index] of own.entries()) {
      shares[index] = split[at] as number
      missing.delete(index)
    }
  }
  for (const index of missing) throw new RangeError(`line ${index} has no row in the breakdown`)
  return shares
}

function rowShares(nets: readonly number[], { percent, tax }: TaxRow): number[] {
  const mixed = nets.some((net) => net < 0) && nets.some((net) => net > 0)
  if (!mixed) return splitByWeights(tax, nets)
  // Nets that cancel out say nothing about the parts, each line's own tax does. A row is turned to a positive first
  // line, so that a correction mirrors its invoice.
  const turn = (nets.find((net) => net !== 0) as number) < 0 ? -1n : 1n
  const quotas = nets.map((net) => BigInt(net) * turn * scaledDecimal(percent))
  const scale = scaledDecimal('100')
  const up = BigInt(tax) * turn
  return splitByQuotas(up, quotas, scale).map((share) => assertAmount(share * turn))
}
