import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentOf } from './decimal.ts'
import { type InclusiveLine, inclusiveTotals } from './inclusive.ts'
import type { TaxCategory } from './tax.ts'

const line = (gross: number, percent: string, category: TaxCategory = 'S'): InclusiveLine => ({
  gross,
  category,
  percent,
})
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('prices that include tax', () => {
  test('money-05: the parts of the document add up to the price that was promised', () => {
    expect(inclusiveTotals([line(37900, '21'), line(37900, '21')])).toEqual({
      lineNets: [31323, 31322],
      net: 62645,
      tax: 13155,
      total: 75800,
      rounding: 0,
      amountDue: 75800,
      taxes: [{ category: 'S', percent: '21', taxable: 62645, tax: 13155 }],
    })
  })

  test('money-06: a gross price that no net amount can reach is still what the client pays', () => {
    expect(inclusiveTotals([line(14997, '25')])).toMatchObject({
      amountDue: 14997,
      net: 11998,
      tax: 3000,
      total: 14998,
      rounding: -1,
    })
  })

  test('money-03: a correction mirrors its invoice', () => {
    expect(inclusiveTotals([line(-14997, '25')])).toMatchObject({
      amountDue: -14997,
      net: -11998,
      tax: -3000,
      total: -14998,
      rounding: 1,
    })
  })

  test('a percent that its category cannot have is refused', () => {
    expect(() => inclusiveTotals([line(100, '21', 'E')])).toThrow(RangeError)
  })

  const percents = fc.constantFrom('25', '21', '9.975', '6', '0.5', '100')

  test('the net is reached whenever any net reaches the gross, and is never more than a unit away', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 30_000 }), percents, (gross, percent) => {
        const { net, tax, rounding } = inclusiveTotals([line(gross, percent)])
        expect(tax).toBe(percentOf(net, percent))
        expect(net + tax + rounding).toBe(gross)
        expect(Math.abs(rounding)).toBeLessThanOrEqual(1)
        const around = Array.from({ length: 21 }, (_, index) => net - 10 + index)
        const reachable = around.some((candidate) => candidate + percentOf(candidate, percent) === gross)
        expect(rounding === 0).toBe(reachable)
      }),
      { numRuns: 1000 },
    )
  })

  test('any document: lines sum to the net, the amount due to the prices, and −x mirrors x', () => {
    const lines = fc.array(
      fc.tuple(fc.integer({ min: -100_000, max: 1_000_000 }), percents).map(([gross, percent]) => line(gross, percent)),
      { minLength: 1, maxLength: 10 },
    )
    fc.assert(
      fc.property(lines, (all) => {
        const totals = inclusiveTotals(all)
        expect(sum(totals.lineNets)).toBe(totals.net)
        expect(totals.total).toBe(totals.net + totals.tax)
        expect(totals.total + totals.rounding).toBe(sum(all.map((one) => one.gross)))
        const mirror = inclusiveTotals(all.map((one) => ({ ...one, gross: 0 - one.gross })))
        expect(mirror.lineNets).toEqual(totals.lineNets.map((net) => 0 - net))
        expect(mirror.rounding).toBe(0 - totals.rounding)
      }),
    )
  })
})
