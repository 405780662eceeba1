import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, percentOf, subtractDecimals } from '../../../primitives/decimal.ts'
import { approvalLines, type BilledItem } from './approval-lines.ts'

const item = (more: Partial<BilledItem> = {}): BilledItem => ({
  scopeItemId: 'one',
  name: 'Print',
  quantity: '1250',
  unit: 'page',
  unitPrice: '0.3475',
  currency: 'EUR',
  net: 43438,
  percent: '100',
  amount: null,
  approvedPercent: '0',
  approvedNet: 0,
  ...more,
})

describe('approval lines', () => {
  it.each<[string, Partial<BilledItem>, object]>([
    ['a whole item', {}, { quantity: '1250', unit: 'page', unitPrice: '0.3475', net: 43438, description: 'Print' }],
    ['100 percent spelled with zeros', { percent: '100.0' }, { quantity: '1250', net: 43438, percent: '100' }],
    [
      'a half',
      { percent: '50' },
      { quantity: '1', unit: null, unitPrice: '217.19', net: 21719, description: 'Print (50 %)' },
    ],
    ['the other half', { percent: '50', approvedPercent: '50', approvedNet: 21719 }, { quantity: '1', net: 21719 }],
    [
      'the last third takes the rest',
      { net: 10000, percent: '33.34', approvedPercent: '66.66', approvedNet: 6666 },
      { net: 3334 },
    ],
    ['half of a cent', { net: 1, percent: '50' }, { net: 1, unitPrice: '0.01' }],
    [
      'the other half of a cent',
      { net: 1, percent: '50', approvedPercent: '50', approvedNet: 1 },
      { net: 0, unitPrice: '0' },
    ],
    [
      'an amount',
      { percent: null, amount: 12345 },
      { quantity: '1', unitPrice: '123.45', net: 12345, percent: null, description: 'Print' },
    ],
    [
      'a return, whole',
      { quantity: '-2', unitPrice: '50', net: -10000 },
      { quantity: '-2', unitPrice: '50', net: -10000 },
    ],
    ['a return, in part', { net: -101, percent: '50' }, { quantity: '1', unitPrice: '-0.51', net: -51 }],
    ['a return, by amount', { net: -10000, percent: null, amount: -2500 }, { unitPrice: '-25', net: -2500 }],
    ['a changed net', { net: 50000 }, { quantity: '1', unitPrice: '500', net: 50000, description: 'Print' }],
    ['yen', { currency: 'JPY', net: 101, percent: '50' }, { unitPrice: '51', net: 51 }],
    ['fils', { currency: 'KWD', net: 1001, percent: '50' }, { unitPrice: '0.501', net: 501 }],
  ])('%s', (_, more, expected) => {
    expect(approvalLines([item(more)])).toMatchObject([expected])
  })

  it('add up to the item’s net in whatever order its parts are approved and withdrawn', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 })
    const net = fc.integer({ min: -10_000_000, max: 10_000_000 })
    fc.assert(
      fc.property(net, parts, fc.infiniteStream(fc.nat()), (value, weights, choices) => {
        const percents = toPercents(weights)
        const approved = new Map<number, number>()
        const sum = () => [...approved.values()].reduce((all, one) => all + one, 0)
        const percent = () =>
          [...approved.keys()].reduce((all, index) => addDecimals(all, percents[index] as string), '0')
        const next = () => choices.next().value as number
        for (let step = 0; step < 20; step++) {
          const index = next() % percents.length
          if (approved.has(index)) {
            approved.delete(index)
            continue
          }
          approve(index)
          expect(sum()).toBe(percentOf(value, percent()))
        }
        for (const index of percents.keys()) if (!approved.has(index)) approve(index)
        expect(sum()).toBe(value)

        function approve(index: number) {
          const before = { approvedPercent: percent(), approvedNet: sum() }
          const bill = item({ net: value, percent: percents[index] as string, ...before })
          approved.set(index, approvalLines([bill])[0]?.net as number)
        }
      }),
    )
  })
})

/** Percents that add up to 100. */
function toPercents(weights: readonly number[]): string[] {
  let left = '100'
  return weights.map((_, index) => {
    if (index === weights.length - 1) return left
    const part = (Number(left) / 2).toFixed(4).replace(/\.?0+$/, '')
    left = subtractDecimals(left, part)
    return part
  })
}
