import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitByQuotas, splitBySignedWeights, splitByWeights } from './allocate.ts'
import { MAX_AMOUNT } from './money.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + BigInt(value), 0n)
const weightLists = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 20 })

describe('splitByWeights', () => {
  test.each([
    ['money-09: instalments of a negative amount', -50005, [1, 1, 1, 1], [-12502, -12501, -12501, -12501]],
    ['money-09: the mirror', 50005, [1, 1, 1, 1], [12502, 12501, 12501, 12501]],
    ['money-05: net of two equal lines', 62645, [37900, 37900], [31323, 31322]],
    ['money-08: a discount over three categories', 2500, [18000, 7250, 4999], [1488, 599, 413]],
    ['money-15: two sources of one line', 1375, [900, 900], [688, 687]],
    ['a payment over gross lines', 500000, [580800, 47347], [462312, 37688]],
    ['three by 5:3:2', 3, [5, 3, 2], [1, 1, 1]],
    ['no weight at all: equally', 5, [0, 0, 0], [2, 2, 1]],
    ['a part without weight has nothing', 7, [0, 1, 1], [0, 4, 3]],
    ['weights below zero', 100, [-1, -3], [25, 75]],
    ['nothing', 0, [3, 4], [0, 0]],
  ])('%s', (_, amount, weights, shares) => {
    expect(splitByWeights(amount, weights)).toEqual(shares)
  })

  test('refuses mixed signs, no part, and weights that are no integers', () => {
    expect(() => splitByWeights(5, [1, -1])).toThrow(RangeError)
    expect(() => splitByWeights(5, [])).toThrow(RangeError)
    expect(() => splitByWeights(5, [0.5, 0.5])).toThrow(RangeError)
    expect(splitByWeights(0, [])).toEqual([])
  })

  test('the sum is exact, each share is its exact part rounded down or up, and −x mirrors x', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_AMOUNT, max: MAX_AMOUNT }), weightLists, (amount, weights) => {
        const shares = splitByWeights(amount, weights)
        expect(sum(shares)).toBe(BigInt(amount))
        expect(splitByWeights(-amount, weights)).toEqual(shares.map((share) => 0 - share))
        const total = sum(weights)
        if (total === 0n) return
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * total - BigInt(amount) * BigInt(weights[index] as number)
          expect(off < total && off > -total).toBe(true)
        }
      }),
    )
  })

  test('a larger remainder never has less, and equal ones go to the first', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), weightLists, (amount, weights) => {
        const total = sum(weights)
        fc.pre(total > 0n)
        const extras = splitByWeights(amount, weights).map((share, index) => {
          const exact = BigInt(amount) * BigInt(weights[index] as number)
          return { extra: BigInt(share) - exact / total, remainder: exact % total }
        })
        for (const [i, one] of extras.entries()) {
          for (const other of extras.slice(i + 1)) {
            if (one.remainder >= other.remainder) expect(one.extra >= other.extra).toBe(true)
            else expect(other.extra >= one.extra).toBe(true)
          }
        }
      }),
    )
  })
})

describe('splitBySignedWeights', () => {
  test('a returned item takes a share of the other sign', () => {
    expect(splitBySignedWeights(40000, [100000, -20000])).toEqual([50000, -10000])
    expect(splitBySignedWeights(-40000, [100000, -20000])).toEqual([-50000, 10000])
    expect(splitBySignedWeights(-40000, [-100000, 20000])).toEqual([-50000, 10000])
    expect(splitBySignedWeights(1, [-7, 17])).toEqual([-1, 2])
    expect(splitBySignedWeights(0, [5, -5])).toEqual([0, 0])
    expect(() => splitBySignedWeights(1, [5, -5])).toThrow(RangeError)
  })

  test('the sum is exact, the whole is its own parts, and −x mirrors x', () => {
    const signed = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), signed, (amount, weights) => {
        const total = Number(sum(weights))
        fc.pre(total !== 0)
        const shares = splitBySignedWeights(amount, weights)
        expect(sum(shares)).toBe(BigInt(amount))
        expect(splitBySignedWeights(-amount, weights)).toEqual(shares.map((share) => 0 - share))
        expect(splitBySignedWeights(total, weights)).toEqual(weights.map((weight) => weight + 0))
      }),
    )
  })
})

describe('splitByQuotas', () => {
  test('keeps the sum, also when the quotas add up to another figure', () => {
    const numerators = fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), { minLength: 1, maxLength: 8 })
    const denominators = fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }).filter((one) => one !== 0n)
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        numerators,
        denominators,
        (amount, parts, scale) => {
          const shares = splitByQuotas(amount, parts, scale)
          expect(shares.reduce((total, share) => total + share, 0n)).toBe(amount)
        },
      ),
    )
  })
})
