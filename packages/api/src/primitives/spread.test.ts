import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spreadCumulatively } from './spread.ts'

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const plus = (a: readonly number[], b: readonly number[]) => a.map((value, index) => value + (b[index] as number))

/** Cuts a total into payments at random places. */
const paymentsOf = (whole: number) =>
  fc.array(fc.nat({ max: whole }), { maxLength: 8 }).map((cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), whole]
    return places.slice(1).map((place, index) => place - (places[index] as number))
  })

describe('spreadCumulatively', () => {
  test('two part payments of one invoice: 5,000.00 and 1,281.47', () => {
    const gross = [580800, 47347]
    expect(spreadCumulatively(gross, 0, 500000)).toEqual([462312, 37688])
    expect(spreadCumulatively(gross, 500000, 128147)).toEqual([118488, 9659])
    expect(spreadCumulatively(gross, [462312, 37688], 128147)).toEqual([118488, 9659])
  })

  test('the share of a line spreads over its net and its tax: 376.88 = 345.76 + 31.12', () => {
    expect(spreadCumulatively([43438, 3909], 0, 37688)).toEqual([34576, 3112])
    expect(spreadCumulatively([43438, 3909], 37688, 9659)).toEqual([8862, 797])
  })

  test('a released payment gives back what it gave', () => {
    const gross = [580800, 47347]
    expect(spreadCumulatively(gross, 500000, -500000)).toEqual([-462312, -37688])
    expect(spreadCumulatively(gross, [462312, 37688], -500000)).toEqual([-462312, -37688])
  })

  test('a line that was ahead gives nothing back when its received part is told', () => {
    // 10 over 6:6:2 is 4, 4, 2, but 11 is 5, 5, 1: the larger sum has a smaller share of the last line.
    const weights = [6, 6, 2]
    expect(spreadCumulatively(weights, 10, 1)).toEqual([1, 1, -1])
    expect(spreadCumulatively(weights, [4, 4, 2], 1)).toEqual([1, 0, 0])
  })

  test('a document with a return line', () => {
    const gross = [100000, -20000]
    expect(spreadCumulatively(gross, 0, 40000)).toEqual([50000, -10000])
    expect(spreadCumulatively(gross, [50000, -10000], 40000)).toEqual([50000, -10000])
  })

  test('by totals: every payment is exact and together they are the gross of each line', () => {
    const cases = fc
      .array(fc.integer({ min: -50_000, max: 200_000 }), { minLength: 1, maxLength: 8 })
      .filter((weights) => total(weights) > 0)
      .chain((weights) => fc.tuple(fc.constant(weights), paymentsOf(total(weights))))
    fc.assert(
      fc.property(cases, ([weights, payments]) => {
        let paid = 0
        let received = weights.map(() => 0)
        for (const payment of payments) {
          const shares = spreadCumulatively(weights, paid, payment)
          expect(total(shares)).toBe(payment)
          received = plus(received, shares)
          paid += payment
        }
        expect(received).toEqual(weights)
      }),
    )
  })

  const byLine = (weights: readonly number[], payments: readonly number[]) => {
    let received = weights.map(() => 0)
    const pay = (payment: number) => {
      const shares = spreadCumulatively(weights, received, payment)
      expect(total(shares)).toBe(payment)
      received = plus(received, shares)
      for (const [index, weight] of weights.entries()) {
        expect((shares[index] as number) * weight * payment).toBeGreaterThanOrEqual(0)
        expect((received[index] as number) * weight).toBeGreaterThanOrEqual(0)
        expect(Math.abs(received[index] as number)).toBeLessThanOrEqual(Math.abs(weight))
      }
    }
    for (const payment of payments) pay(payment)
    expect(received).toEqual(weights)
    for (const payment of payments) pay(0 - payment)
    expect(received.every((one) => one === 0)).toBe(true)
  }

  test('by line: no share runs against its payment, none passes its line, and back again nothing is left', () => {
    const sizes = fc.oneof(fc.integer({ min: -20, max: 60 }), fc.integer({ min: -500, max: 5_000 }))
    const cases = fc
      .array(sizes, { minLength: 1, maxLength: 8 })
      .filter((weights) => total(weights) > 0)
      .chain((weights) => fc.tuple(fc.constant(weights), paymentsOf(total(weights))))
    fc.assert(
      fc.property(cases, ([weights, payments]) => byLine(weights, payments)),
      { numRuns: 500 },
    )
  })

  test('by line: also in payments of one unit each over small lines, where larger sums have smaller shares', () => {
    const lines = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 3, maxLength: 7 })
    fc.assert(
      fc.property(
        lines.filter((weights) => total(weights) > 0),
        (weights) => byLine(weights, Array(total(weights)).fill(1)),
      ),
      { numRuns: 500 },
    )
  })
})
