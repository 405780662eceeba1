/** How an allocation stands on the lines of its invoice, net and tax apart. All amounts in minor units. */
import { splitBySignedWeights } from '../../../primitives/allocate.ts'
import { sumAmounts } from '../../../primitives/money.ts'
import { spreadCumulatively } from '../../../primitives/spread.ts'

export interface NetAndTax {
  net: number
  tax: number
}

const gross = ({ net, tax }: NetAndTax) => net + tax

/**
 * The shares of one more allocation. It spreads over what credit notes left of each line, cumulatively by largest
 * remainder: 5,000.00 on lines of 5,808.00 and 473.47 is 4,623.12 + 376.88; of the second, 345.76 is net and 31.12 tax.
 *
 * `open` is what is left of each line after credits, `received` what earlier allocations hold of it.
 */
export function spreadAllocation(
  open: readonly NetAndTax[],
  received: readonly NetAndTax[],
  amount: number,
): NetAndTax[] {
  const shares = spreadCumulatively(open.map(gross), received.map(gross), amount)
  return shares.map((share, index) => {
    const [line, has] = [open[index] as NetAndTax, received[index] as NetAndTax]
    // A line that credits took back whole may still give back what it had received.
    const parts =
      gross(line) === 0 ? splitOver(has, share) : spreadCumulatively([line.net, line.tax], [has.net, has.tax], share)
    return { net: parts[0] as number, tax: parts[1] as number }
  })
}

/** What an allocation's lines give back when a part of it is released: by what each holds; all of it when it ends. */
export function spreadRelease(held: readonly NetAndTax[], amount: number): NetAndTax[] {
  const grosses = held.map(gross)
  if (sumAmounts(grosses) === amount) return held.map(({ net, tax }) => ({ net, tax }))
  return splitBySignedWeights(amount, grosses).map((share, index) => {
    const parts = splitOver(held[index] as NetAndTax, share)
    return { net: parts[0] as number, tax: parts[1] as number }
  })
}

function splitOver({ net, tax }: NetAndTax, share: number): number[] {
  return net + tax === 0 ? [share, 0] : splitBySignedWeights(share, [net, tax])
}

/** Which allocations a credit takes money from: the newest first, as far as needed. */
export function releaseNewestFirst<A extends { id: string; left: number; allocatedAt: string }>(
  allocations: readonly A[],
  amount: number,
): { allocation: A; amount: number }[] {
  const newest = allocations
    .filter((one) => one.left > 0)
    .sort((a, b) => (a.allocatedAt === b.allocatedAt ? (a.id < b.id ? 1 : -1) : a.allocatedAt < b.allocatedAt ? 1 : -1))
  const parts: { allocation: A; amount: number }[] = []
  let left = amount
  for (const allocation of newest) {
    if (left === 0) break
    const part = Math.min(left, allocation.left)
    parts.push({ allocation, amount: part })
    left -= part
  }
  return parts
}

/** What a payment pays of open invoices: by due date, then by number as it was given; the rest stays. */
export function oldestFirst<
  I extends { id: string; due_on: string | null; issued_at: string | null; balance_minor: number },
>(invoices: readonly I[], amount: number): { invoice: I; amount: number }[] {
  const key = (one: I) => `${one.due_on} ${one.issued_at} ${one.id}`
  const sorted = invoices.filter((one) => one.balance_minor > 0).sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const parts: { invoice: I; amount: number }[] = []
  let left = amount
  for (const invoice of sorted) {
    if (left === 0) break
    const part = Math.min(left, invoice.balance_minor)
    parts.push({ invoice, amount: part })
    left -= part
  }
  return parts
}
