import { describe, expect, it } from 'vitest'
import { type Bill, type BillableItem, billShifts } from './bill-limits.ts'

const item = (more: Partial<BillableItem> = {}): BillableItem => ({
  id: 'one',
  net: 10000,
  basis: null,
  plannedPercent: '0',
  plannedAmount: 0,
  ...more,
})
const percent = (value: string): Bill => ({ scopeItemId: 'one', percent: value, amount: null })
const amount = (value: number): Bill => ({ scopeItemId: 'one', percent: null, amount: value })

describe('the bills of a milestone', () => {
  it.each<[string, BillableItem, Bill[], Bill[], object]>([
    ['a first percent', item(), [], [percent('60')], { shifts: [{ percent: '60', amount: 0, basis: 'percent' }] }],
    [
      'up to 100',
      item({ basis: 'percent', plannedPercent: '60' }),
      [],
      [percent('40')],
      { shifts: [{ percent: '40' }] },
    ],
    [
      'beyond 100',
      item({ basis: 'percent', plannedPercent: '60' }),
      [],
      [percent('40.01')],
      { fault: { code: 'too_large', field: 'percent' } },
    ],
    [
      'its own share does not count twice',
      item({ basis: 'percent', plannedPercent: '100' }),
      [percent('60')],
      [percent('60')],
      { shifts: [] },
    ],
    [
      'less',
      item({ basis: 'percent', plannedPercent: '100' }),
      [percent('60')],
      [percent('10')],
      { shifts: [{ percent: '-50', basis: 'percent' }] },
    ],
    [
      'from percent to amount, alone',
      item({ basis: 'percent', plannedPercent: '60' }),
      [percent('60')],
      [amount(10000)],
      { shifts: [{ percent: '-60', amount: 10000, basis: 'amount' }] },
    ],
    [
      'from percent to amount, beside another',
      item({ basis: 'percent', plannedPercent: '100' }),
      [percent('60')],
      [amount(100)],
      { fault: { code: 'mixed_basis', field: 'amount' } },
    ],
    [
      'none left',
      item({ basis: 'amount', plannedAmount: 100 }),
      [amount(100)],
      [],
      { shifts: [{ amount: -100, basis: null }] },
    ],
    [
      'too large an amount',
      item({ basis: 'amount', plannedAmount: 9000 }),
      [],
      [amount(1001)],
      { fault: { code: 'too_large' } },
    ],
    ['another sign', item(), [], [amount(-1)], { fault: { code: 'wrong_sign' } }],
    ['a return within', item({ net: -10000 }), [], [amount(-10000)], { shifts: [{ amount: -10000 }] }],
    ['a return beyond', item({ net: -10000 }), [], [amount(-10001)], { fault: { code: 'too_large' } }],
    ['nothing', item(), [], [amount(0)], { fault: { code: 'too_small' } }],
    ['zero percent', item(), [], [percent('0')], { fault: { code: 'too_small' } }],
    ['twice', item(), [], [percent('1'), percent('1')], { fault: { code: 'duplicate', bill: 1 } }],
    ['an unknown item', item({ id: 'other' }), [], [percent('1')], { fault: { code: 'unknown_record' } }],
  ])('%s', (_, one, before, after, expected) => {
    expect(billShifts([one], before, after)).toMatchObject(expected)
  })
})
