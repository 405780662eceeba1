import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NetAndTax, oldestFirst, releaseNewestFirst, spreadAllocation, spreadRelease } from './allocation-lines.ts'

const none = (count: number): NetAndTax[] => Array.from({ length: count }, () => ({ net: 0, tax: 0 }))
const sum = (parts: readonly NetAndTax[]) => parts.reduce((total, part) => total + part.net + part.tax, 0)
const plus = (a: readonly NetAndTax[], b: readonly NetAndTax[]) =>
  a.map((one, index) => ({ net: one.net + (b[index] as NetAndTax).net, tax: one.tax + (b[index] as NetAndTax).tax }))

describe('spreadAllocation', () => {
  const lines = [
    { net: 480000, tax: 100800 },
    { net: 43438, tax: 3909 },
  ]

  it('5,000.00 on 5,808.00 and 473.47 is 4,623.12 and 376.88, of which 345.76 is net', () => {
    const first = spreadAllocation(lines, none(2), 500000)
    expect(first.map((part) => part.net + part.tax)).toEqual([462312, 37688])
    expect(first[1]).toEqual({ net: 34576, tax: 3112 })
    expect(plus(first, spreadAllocation(lines, first, 128147))).toEqual(lines)
  })

  it('part payments and releases keep to the cent, and the last ends at each line', () => {
    const amount = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ net: amount, tax: fc.integer({ min: 0, max: 20_000 }) }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { maxLength: 5 }),
        (open, shares) => {
          const total = sum(open)
          let received = none(open.length)
          for (const share of shares) {
            const part = Math.floor((total - sum(received)) * share)
            if (part === 0) continue
            const spread = spreadAllocation(open, received, part)
            expect(sum(spread)).toBe(part)
            const back = spreadRelease(spread, Math.ceil(part / 3))
            expect(sum(back)).toBe(Math.ceil(part / 3))
            received = plus(
              received,
              plus(
                spread,
                back.map((one) => ({ net: -one.net, tax: -one.tax })),
              ),
            )
          }
          const left = total - sum(received)
          if (left > 0) received = plus(received, spreadAllocation(open, received, left))
          expect(received).toEqual(open)
        },
      ),
    )
  })
})

describe('the order of money', () => {
  it('releases the newest first', () => {
    const of = (id: string, left: number, allocatedAt: string) => ({ id, left, allocatedAt })
    const parts = releaseNewestFirst(
      [of('a', 10, '2027-01-01'), of('b', 5, '2027-01-02'), of('c', 7, '2027-01-02')],
      14,
    )
    expect(parts.map((part) => [part.allocation.id, part.amount])).toEqual([
      ['c', 7],
      ['b', 5],
      ['a', 2],
    ])
  })

  it('pays the oldest first and leaves the rest', () => {
    const of = (id: string, due_on: string, balance_minor: number) => ({
      id,
      due_on,
      issued_at: '2027-01-01',
      balance_minor,
    })
    const parts = oldestFirst(
      [of('b', '2027-04-01', 7000), of('a', '2027-03-01', 3000), of('c', '2027-02-01', 0)],
      10595,
    )
    expect(parts.map((part) => [part.invoice.id, part.amount])).toEqual([
      ['a', 3000],
      ['b', 7000],
    ])
  })
})
