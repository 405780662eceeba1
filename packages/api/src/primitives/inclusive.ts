import { splitByQuotas } from './allocate.ts'
import { canonicalDecimal, scaledDecimal } from './decimal.ts'
import { assertAmount, sumAmounts } from './money.ts'
import { invoiceTotals, percentFits, type TaxCategory, type TaxedLine, type TaxRow, taxRowKey } from './tax.ts'

/** A line priced with its tax: the gross in minor units. */
export type InclusiveLine = { gross: number; category: TaxCategory; percent: string }

/** A document of prices that include tax. `rounding` is BT-114; `amountDue` is the sum of the promised prices. */
export type InclusiveTotals = {
  lineNets: number[]
  net: number
  tax: number
  total: number
  rounding: number
  amountDue: number
  taxes: TaxRow[]
}

const HUNDRED = scaledDecimal('100')

/**
 * Takes the tax out of each row's gross once and shares the net over its lines by largest remainder: 2 × 379.00 at
 * 21 % is net 626.45 (313.23 + 313.22) and tax 131.55. The tax is always round(net × percent), so a gross that no
 * net reaches leaves a rounding amount: 149.97 at 25 % is 119.98 + 30.00 = 149.98, rounding −0.01. Throws a
 * RangeError for a percent that its category cannot have.
 */
export function inclusiveTotals(lines: readonly InclusiveLine[]): InclusiveTotals {
  const rows = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    if (!percentFits(line.category, line.percent)) {
      throw new RangeError(`category ${line.category} cannot have ${line.percent} percent`)
    }
    const key = taxRowKey(line)
    const own = rows.get(key)
    if (own) own.push(index)
    else rows.set(key, [index])
  }
  const lineNets = lines.map(() => 0)
  for (const indexes of rows.values()) {
    const own = indexes.map((index) => lines[index] as InclusiveLine)
    const nets = netsOf(
      own.map((line) => line.gross),
      canonicalDecimal((own[0] as InclusiveLine).percent),
    )
    for (const [at, index] of indexes.entries()) lineNets[index] = nets[at] as number
  }
  const taxed = lines.map(
    ({ category, percent }, index): TaxedLine => ({ net: lineNets[index] as number, category, percent }),
  )
  const totals = invoiceTotals(taxed)
  const amountDue = sumAmounts(lines.map((line) => line.gross))
  return { lineNets, ...totals, rounding: sumAmounts([amountDue, -totals.total]), amountDue }
}

/**
 * Nets of the lines of one row. If any net n has n + round(n × p) = gross, it is round(gross ÷ (1 + p)): the tax's
 * rounding moves n by at most half a unit ÷ (1 + p). No neighbour needs to be tried.
 */
function netsOf(grosses: readonly number[], percent: string): number[] {
  const divisor = HUNDRED + scaledDecimal(percent)
  const gross = BigInt(sumAmounts(grosses))
  // A row is turned to a positive gross (or first line), so that a correction mirrors its invoice.
  const turn = (Math.sign(Number(gross)) || Math.sign(grosses.find((one) => one !== 0) ?? 1)) < 0 ? -1n : 1n
  const net = (2n * gross * turn * HUNDRED + divisor) / (2n * divisor)
  const quotas = grosses.map((one) => BigInt(one) * turn * HUNDRED)
  return splitByQuotas(net, quotas, divisor).map((share) => assertAmount(share * turn))
}
