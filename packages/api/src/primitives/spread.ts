import { splitBySignedWeights } from './allocate.ts'
import { assertAmount, sumAmounts } from './money.ts'

/**
 * The shares of one more amount over weighted lines, so that all amounts together stand where one split of their sum
 * would: split(already + amount) − split(already), by largest remainder. Part payments end exactly at each line's
 * gross. Invoice 6,281.47 of lines 5,808.00 and 473.47: 5,000.00 is 4,623.12 + 376.88, the rest 1,184.88 + 96.59.
 *
 * `already` is what each line has received so far, or its total where that was spread by totals throughout. By the
 * total alone a tiny line among three or more can give a unit back (a larger sum may have a smaller share of it);
 * given by line, no share runs against the amount: it is then split over what the lines have left.
 *
 * Lines of negative gross take shares of the other sign; the sum is exact in every case. Throws a RangeError when the
 * weights add up to zero and there is something to spread.
 */
export function spreadCumulatively(
  weights: readonly number[],
  already: number | readonly number[],
  amount: number,
): number[] {
  const before = typeof already === 'number' ? splitBySignedWeights(already, weights) : already
  if (before.length !== weights.length) throw new RangeError('each line needs what it has received so far')
  const after = splitBySignedWeights(sumAmounts([...before, amount]), weights)
  const shares = minus(after, before)
  if (typeof already === 'number') return shares
  const way = Math.sign(amount) * Math.sign(sumAmounts(weights))
  if (shares.every((share, index) => share * Math.sign(weights[index] as number) * way >= 0)) return shares
  const rises = Math.sign(amount) === Math.sign(sumAmounts(weights))
  return splitBySignedWeights(amount, rises ? minus(weights, before) : before)
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => assertAmount(value - (b[index] as number)))
}
