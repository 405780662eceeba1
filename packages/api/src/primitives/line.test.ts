import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentDiscount, lineNet } from './line.ts'
import { invoiceTotals, type TaxedLine } from './tax.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('lineNet', () => {
  test('money-04: a percentage discount is taken off the line, not off a rounded unit price', () => {
    expect(lineNet({ quantity: '12', unitPrice: '44.90', discountPercent: '17.5' }, 'EUR')).toEqual({
      gross: 53880,
      allowance: 9429,
      net: 44451,
    })
  })

  test('money-10: a currency with three decimals', () => {
    expect(lineNet({ quantity: '2.5', unitPrice: '12.345' }, 'KWD').net).toBe(30863)
  })

  test('a discount is between 0 and 100 percent', () => {
    for (const discountPercent of ['-1', '100.01']) {
      expect(() => lineNet({ quantity: '1', unitPrice: '1', discountPercent }, 'EUR')).toThrow(RangeError)
    }
    expect(lineNet({ quantity: '1', unitPrice: '7.77', discountPercent: '100' }, 'EUR').net).toBe(0)
  })

  test('money-03: a returned line is the mirror of the sold one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 10_000 }), fc.integer({ min: 0, max: 100 }), (q, p, d) => {
        const input = { quantity: `${q}.5`, unitPrice: `${p}.3475`, discountPercent: String(d) }
        const sold = lineNet(input, 'EUR')
        const returned = lineNet({ ...input, quantity: `-${q}.5` }, 'EUR')
        expect(returned.net).toBe(0 - sold.net)
        expect(sold.gross).toBe(sold.allowance + sold.net)
      }),
    )
  })
})

describe('documentDiscount', () => {
  const line = (net: number, percent: string): TaxedLine => ({ net, category: 'S', percent })

  test('money-08: a discount on the whole document is shared over the tax categories without losing a cent', () => {
    const { allowances, lines } = documentDiscount([line(18000, '25'), line(7250, '12'), line(4999, '6')], 2500)
    expect(allowances.map((one) => one.amount)).toEqual([1488, 599, 413])
    const totals = invoiceTotals(lines)
    expect(totals.taxes.map((row) => row.taxable)).toEqual([16512, 6651, 4586])
    expect(totals.taxes.map((row) => row.tax)).toEqual([4128, 798, 275])
    expect(totals).toMatchObject({ net: 27749, tax: 5201, total: 32950 })
  })

  test('a document that adds up to nothing cannot be discounted', () => {
    expect(() => documentDiscount([], 1)).toThrow(RangeError)
    expect(() => documentDiscount([line(100, '21'), line(-100, '21')], 1)).toThrow(RangeError)
  })

  test('allowances and lines both lose exactly the discount, row by row', () => {
    const all = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom('25', '12', '6'))
        .map(([net, percent]) => line(net, percent)),
      { minLength: 1, maxLength: 10 },
    )
    fc.assert(
      fc.property(all, fc.nat({ max: 1_000_000 }), (before, wanted) => {
        const discount = Math.min(wanted, sum(before.map((one) => one.net)))
        const { allowances, lineShares, lines } = documentDiscount(before, discount)
        expect(sum(allowances.map((one) => one.amount))).toBe(discount)
        expect(sum(lineShares)).toBe(discount)
        const [was, is] = [invoiceTotals(before).taxes, invoiceTotals(lines).taxes]
        for (const [index, { amount }] of allowances.entries()) {
          expect(is[index]?.taxable).toBe((was[index]?.taxable as number) - amount)
        }
        for (const after of lines) expect(after.net).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
