import { assertAmount } from './money.ts'

/**
 * Splits an amount by weights with the largest remainder: every share is its exact part rounded down or up, the sum
 * is exact, equal remainders go to the first, and the split of −x is minus the split of x. Weights are integers, none
 * of another sign than the rest; when all are zero the split is equal. −50005 over four equal parts is
 * −12502, −12501, −12501, −12501. Throws a RangeError when there is no weight to carry an amount, or signs are mixed.
 */
export function splitByWeights(amount: number, weights: readonly number[]): number[] {
  if (weights.some((weight) => weight < 0) && weights.some((weight) => weight > 0)) {
    throw new RangeError('weights of both signs do not say how to split')
  }
  const parts = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights
  return splitBySignedWeights(amount, parts)
}

/**
 * As splitByWeights, for weights of both signs: a part of negative weight has a share of the other sign (a returned
 * item on an invoice takes back its part of a payment). Throws a RangeError when the weights add up to zero and the
 * amount does not.
 */
export function splitBySignedWeights(amount: number, weights: readonly number[]): number[] {
  const parts = weights.map((weight) => BigInt(assertAmount(weight)))
  const total = parts.reduce((sum, part) => sum + part, 0n)
  const whole = BigInt(assertAmount(amount))
  if (total === 0n) {
    if (whole === 0n) return weights.map(() => 0)
    throw new RangeError('the weights add up to zero: nothing can carry the amount')
  }
  return splitByQuotas(
    whole,
    parts.map((part) => whole * part),
    total,
  ).map(assertAmount)
}

/**
 * Rounds exact quotas (each numerator over one denominator, other than zero) to integers that add up to the amount:
 * each down, then the units left to the largest remainders, the first of equals. Mirrored for a negative amount.
 * Where the quotas add up to another figure than the amount, whole rounds are shared before the remainders decide.
 */
export function splitByQuotas(amount: bigint, numerators: readonly bigint[], denominator: bigint): bigint[] {
  const turn = amount < 0n !== denominator < 0n ? -1n : 1n
  const size = denominator < 0n ? -denominator : denominator
  const sign = amount < 0n ? -1n : 1n
  const quotas = numerators.map((numerator) => numerator * turn)
  const remainders = quotas.map((quota) => ((quota % size) + size) % size)
  const shares = quotas.map((quota, index) => (quota - (remainders[index] as bigint)) / size)
  const left = amount * sign - shares.reduce((sum, share) => sum + share, 0n)
  const count = BigInt(shares.length)
  if (count === 0n) {
    if (left === 0n) return []
    throw new RangeError('there is no part to carry the amount')
  }
  const rest = ((left % count) + count) % count
  const round = (left - rest) / count
  const order = remainders.map((_, index) => index)
  order.sort((a, b) => compare(remainders[b] as bigint, remainders[a] as bigint) || a - b)
  const lucky = new Set(order.slice(0, Number(rest)))
  return shares.map((share, index) => (share + round + (lucky.has(index) ? 1n : 0n)) * sign)
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
