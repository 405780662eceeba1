import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentOf } from './decimal.ts'
import { lineNet } from './line.ts'
import {
  amountDue,
  invoiceTotals,
  missingExemptionReasons,
  percentFits,
  TAX_CATEGORIES,
  type TaxCategory,
  type TaxedLine,
  taxBreakdown,
  taxShares,
} from './tax.ts'

const line = (net: number, percent: string, category: TaxCategory = 'S'): TaxedLine => ({ net, category, percent })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const taxes = fc.constantFrom<[TaxCategory, string]>(
  ['S', '21'],
  ['S', '9.975'],
  ['S', '9'],
  ['S', '25.0'],
  ['Z', '0'],
  ['E', '0.00'],
  ['L', '6.5'],
)
const linesFrom = (min: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min, max: 10_000_000 }), taxes)
      .map(([net, [category, percent]]) => line(net, percent, category)),
    { minLength: 1, maxLength: 12 },
  )

describe('totals', () => {
  const cases: [name: string, lines: TaxedLine[], net: number, tax: number, total: number][] = [
    ['money-01: tax on the sum of the lines', [line(3333, '21'), line(1112, '21')], 4445, 933, 5378],
    ['money-02: exactly half a cent goes away from zero', [line(274000, '9.975')], 274000, 27332, 301332],
    ['money-03: an invoice', [line(7410, '25')], 7410, 1853, 9263],
    ['money-03: and its mirror', [line(-7410, '25')], -7410, -1853, -9263],
    ['money-04: a line less 17.5 percent', [line(44451, '20')], 44451, 8890, 53341],
    ['money-10: a currency with three decimals', [line(30863, '5')], 30863, 1543, 32406],
    ['money-11: minor units come from ISO 4217', [line(246900, '27')], 246900, 66663, 313563],
    ['dates: 52.395 rounds to 52.40', [line(24950, '21')], 24950, 5240, 30190],
    ['no line', [], 0, 0, 0],
  ]
  test.each(cases)('%s', (_, lines, net, tax, total) => {
    expect(invoiceTotals(lines)).toMatchObject({ net, tax, total })
  })

  test('money-07: one breakdown row per category and rate; the header is their sum', () => {
    const lines = [
      line(20010, '20'),
      line(9995, '20.00'),
      line(3033, '10'),
      line(5000, '0', 'Z'),
      { ...line(7500, '0', 'E'), exemptionReason: 'Article 132' },
    ]
    expect(invoiceTotals(lines)).toEqual({
      net: 45538,
      tax: 6304,
      total: 51842,
      taxes: [
        { category: 'S', percent: '20', taxable: 30005, tax: 6001 },
        { category: 'S', percent: '10', taxable: 3033, tax: 303 },
        { category: 'Z', percent: '0', taxable: 5000, tax: 0 },
        { category: 'E', percent: '0', taxable: 7500, tax: 0 },
      ],
    })
    expect(missingExemptionReasons(lines)).toEqual([])
  })

  test('the dollar: 4,800.00 at 21 % and 434.38 at 9 %', () => {
    const lines = [
      line(lineNet({ quantity: '1', unitPrice: '4800' }, 'EUR').net, '21'),
      line(lineNet({ quantity: '1250', unitPrice: '0.3475' }, 'EUR').net, '9'),
    ]
    const totals = invoiceTotals(lines)
    expect(totals).toMatchObject({ net: 523438, tax: 104709, total: 628147 })
    expect(taxShares(lines, totals.taxes)).toEqual([100800, 3909])
  })

  test('money-16: amount due = total − paid + rounding', () => {
    expect(amountDue({ total: 35700, paid: 11900 })).toBe(23800)
    expect(amountDue({ total: 14998, paid: 0, rounding: -1 })).toBe(14997)
  })

  test('the header is the sum of its rows, each row once, in order of appearance; negated lines negate all', () => {
    fc.assert(
      fc.property(linesFrom(-10_000_000), (lines) => {
        const { net, tax, total, taxes: rows } = invoiceTotals(lines)
        expect(net).toBe(sum(lines.map((one) => one.net)))
        expect(tax).toBe(sum(rows.map((row) => row.tax)))
        expect(total).toBe(net + tax)
        for (const row of rows) expect(row.tax).toBe(percentOf(row.taxable, row.percent))
        const keys = rows.map((row) => `${row.category} ${Number(row.percent)}`)
        expect(keys).toEqual([...new Set(lines.map((one) => `${one.category} ${Number(one.percent)}`))])
        const mirror = invoiceTotals(lines.map((one) => ({ ...one, net: 0 - one.net })))
        expect(mirror).toMatchObject({ net: 0 - net, tax: 0 - tax, total: 0 - total })
      }),
    )
  })
})

describe('categories', () => {
  test('money-07: exempt, reverse charge, intra-community, export and outside without a reason are named', () => {
    const reasons = TAX_CATEGORIES.map((category) => ({ category, exemptionReason: null }))
    const named = missingExemptionReasons(reasons).map((index) => TAX_CATEGORIES[index])
    expect(named).toEqual(['E', 'AE', 'K', 'G', 'O'])
    expect(missingExemptionReasons([{ category: 'E', exemptionReason: '  ' }, { category: 'E' }])).toEqual([0, 1])
  })

  test.each(TAX_CATEGORIES)('%s: which percents it may carry', (category) => {
    const fits = ['0', '0.00', '21', '-1', '101'].map((percent) => percentFits(category, percent))
    const zeroOnly = [true, true, false, false, false]
    const expected = { S: [false, false, true, false, false], L: [true, true, true, false, false] }
    const other = category === 'S' ? expected.S : category === 'L' || category === 'M' ? expected.L : zeroOnly
    expect(fits).toEqual(other)
  })

  test('a breakdown refuses a percent that its category cannot have', () => {
    expect(() => taxBreakdown([line(100, '21', 'Z')])).toThrow(RangeError)
    expect(() => taxBreakdown([line(100, '0', 'S')])).toThrow(RangeError)
    expect(() => taxBreakdown([line(100, '0x15', 'S')])).toThrow(RangeError)
  })
})

describe('taxShares', () => {
  test('shares the tax of a row over its lines by largest remainder', () => {
    const lines = [line(3333, '21'), line(1112, '21'), line(43438, '9')]
    expect(taxShares(lines, taxBreakdown(lines))).toEqual([700, 233, 3909])
  })

  test('sales and returns that cancel out still carry their own tax', () => {
    const lines = [line(10000, '21'), line(-10000, '21')]
    expect(taxShares(lines, taxBreakdown(lines))).toEqual([2100, -2100])
    const near = [line(100000, '21'), line(-99999, '21')]
    expect(taxShares(near, taxBreakdown(near))).toEqual([21000, -21000])
    const halves = [line(2, '25'), line(2, '25'), line(-4, '25')]
    expect(taxShares(halves, taxBreakdown(halves))).toEqual([1, 0, -1])
    const mirror = [line(-2, '25'), line(-2, '25'), line(4, '25')]
    expect(taxShares(mirror, taxBreakdown(mirror))).toEqual([-1, 0, 1])
  })

  test('a line without its row is refused', () => {
    expect(() => taxShares([line(100, '21')], [])).toThrow(RangeError)
  })

  test('the lines of a row add up to its tax, each within a unit of its own, and a correction mirrors them', () => {
    fc.assert(
      fc.property(fc.oneof(linesFrom(0), linesFrom(-10_000_000)), (lines) => {
        const rows = taxBreakdown(lines)
        const shares = taxShares(lines, rows)
        expect(sum(shares)).toBe(sum(rows.map((row) => row.tax)))
        for (const [index, { net, percent }] of lines.entries()) {
          expect(Math.abs((shares[index] as number) - (net * Number(percent)) / 100)).toBeLessThan(1.5001)
        }
        const negated = lines.map((one) => ({ ...one, net: 0 - one.net }))
        expect(taxShares(negated, taxBreakdown(negated))).toEqual(shares.map((share) => 0 - share))
      }),
    )
  })
})
