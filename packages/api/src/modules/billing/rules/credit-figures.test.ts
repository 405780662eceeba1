import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals } from '../../../primitives/decimal.ts'
import { type CreditableLine, type CreditedLine, creditLine, creditTaxes } from './credit-figures.ts'
import { lineFigures } from './line-figures.ts'

const line = (over: Partial<CreditableLine> = {}): CreditableLine => ({
  quantity: '5',
  unitPrice: '90',
  net: 45000,
  tax: 0,
  category: 'S',
  percent: '21',
  creditedQuantity: '0',
  creditedNet: 0,
  creditedTax: 0,
  ...over,
})

describe('creditLine', () => {
  it.each([
    [{ quantity: '2' } as const, { net: 18000, takenQuantity: '2', quantity: '2', unitPrice: '90' }],
    [{ net: 1 } as const, { net: 1, takenQuantity: '0', quantity: '1', unitPrice: '0.01' }],
    ['rest' as const, { net: 45000, takenQuantity: '5', quantity: '5', unitPrice: '90' }],
  ])('%j of 5 × 90.00', (wish, expected) => {
    expect(creditLine(line(), wish, 'EUR')).toEqual(expected)
  })

  it.each([
    [{ quantity: '6' } as const, 'beyond_quantity'],
    [{ quantity: '0' } as const, 'not_positive'],
    [{ quantity: '-1' } as const, 'not_positive'],
    [{ net: 45001 } as const, 'beyond_net'],
    [{ net: 0 } as const, 'not_positive'],
  ])('refuses %j: %s', (wish, refused) => {
    expect(creditLine(line(), wish, 'EUR')).toMatchObject({ refused, left: 45000 })
  })

  it('keeps the sign of a return', () => {
    const back = line({ quantity: '-2', unitPrice: '10', net: -2000 })
    expect(creditLine(back, { quantity: '1' }, 'EUR')).toMatchObject({ net: -1000, takenQuantity: '-1' })
    expect(creditLine(back, { net: 500 }, 'EUR')).toMatchObject({ net: -500 })
  })

  it('refuses a quantity whose share an amount took before', () => {
    const partly = line({ creditedNet: 40000 })
    expect(creditLine(partly, { quantity: '1' }, 'EUR')).toMatchObject({ refused: 'beyond_net', left: 5000 })
  })
})

describe('credits in parts', () => {
  const price = fc
    .integer({ min: 1, max: 99_999 })
    .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)
  const priced = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }).map(String),
    unitPrice: price,
    percent: fc.constantFrom('21', '9', '9.975'),
  })

  it('never exceed a tax row and end exactly at the invoice', () => {
    fc.assert(
      fc.property(
        fc.array(priced, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        (inputs, picks) => {
          const figures = lineFigures(
            inputs.map((input) => ({ ...input, category: 'S', exemptionReason: null })),
            'EUR',
          )
          let lines = inputs.map((input, index) =>
            line({ ...input, ...(figures.lines[index] as { net: number; tax: number }) }),
          )
          let credited = 0
          const note = (wishes: { index: number; part: CreditedLine }[]) => {
            const taxes = creditTaxes(
              lines,
              wishes.map(({ index, part }) => ({ line: lines[index] as CreditableLine, net: part.net })),
            )
            if (!taxes) throw new Error('a part of each line is within its row')
            for (const row of taxes.taxes) credited += row.taxable + row.tax
            lines = lines.map((one, at) => {
              const place = wishes.findIndex(({ index }) => index === at)
              const wish = wishes[place]
              if (!wish) return one
              return {
                ...one,
                creditedNet: one.creditedNet + wish.part.net,
                creditedTax: one.creditedTax + (taxes.lineTaxes[place] as number),
                creditedQuantity: addDecimals(one.creditedQuantity, wish.part.takenQuantity),
              }
            })
            expect(credited).toBeLessThanOrEqual(figures.total)
          }
          for (const pick of picks) {
            const index = pick % lines.length
            const part = creditLine(lines[index] as CreditableLine, { quantity: '1' }, 'EUR')
            if (!('refused' in part) && part.net > 0) note([{ index, part }])
          }
          const rest = lines.flatMap((one, index) => {
            const part = creditLine(one, 'rest', 'EUR')
            return 'refused' in part || part.net === 0 ? [] : [{ index, part }]
          })
          if (rest.length > 0) note(rest)
          expect(credited).toBe(figures.total)
        },
      ),
    )
  })
})
