import { addDecimals, compareDecimals, subtractDecimals } from '../../../primitives/decimal.ts'

export interface Bill {
  scopeItemId: string
  percent: string | null
  /** Minor units. */
  amount: number | null
}

/** A scope item with what all its milestones bill of it, the one that changes included. */
export interface BillableItem {
  id: string
  /** Its contract value in minor units. */
  net: number
  basis: 'percent' | 'amount' | null
  plannedPercent: string
  plannedAmount: number
}

export interface BillShift {
  scopeItemId: string
  percent: string
  amount: number
  /** What bills the item after the change; null where nothing does. */
  basis: 'percent' | 'amount' | null
}

export interface BillFault {
  /** The index of the bill that goes too far. */
  bill: number
  field: 'scope_item_id' | 'percent' | 'amount'
  code: 'unknown_record' | 'duplicate' | 'mixed_basis' | 'too_small' | 'too_large' | 'wrong_sign'
  detail: string
}

/**
 * What changes for each scope item when a milestone's bills go from `before` to `after`, or the first bill that breaks a
 * limit: an item is billed by percents or by amounts; percents are more than 0 and at most 100 in all; amounts have the
 * sign of the item's net and are no further from zero in all. Items without a difference are left out.
 */
export function billShifts(
  items: readonly BillableItem[],
  before: readonly Bill[],
  after: readonly Bill[],
): { shifts: BillShift[]; fault?: undefined } | { fault: BillFault } {
  const planned = new Map(items.map((item) => [item.id, without(item, before)]))
  const seen = new Set<string>()
  for (const [index, bill] of after.entries()) {
    const item = planned.get(bill.scopeItemId)
    const fault = (field: BillFault['field'], code: BillFault['code'], detail: string) => ({
      fault: { bill: index, field, code, detail },
    })
    if (!item) return fault('scope_item_id', 'unknown_record', 'The engagement has no such scope item.')
    if (seen.has(bill.scopeItemId)) {
      return fault('scope_item_id', 'duplicate', 'This milestone bills the same scope item twice. Add the two up.')
    }
    seen.add(bill.scopeItemId)
    const basis = bill.percent === null ? 'amount' : 'percent'
    if (item.basis !== null && item.basis !== basis) {
      return fault(basis, 'mixed_basis', 'A scope item is billed by percents or by amounts, not both.')
    }
    item.basis = basis
    if (bill.percent !== null) {
      if (compareDecimals(bill.percent, '0') <= 0) {
        return fault('percent', 'too_small', 'Bill more than 0 percent, or leave the bill out.')
      }
      item.percent = addDecimals(item.percent, bill.percent)
      if (compareDecimals(item.percent, '100') > 0) {
        return fault('percent', 'too_large', 'More than 100 percent of the scope item would be billed.')
      }
      continue
    }
    const amount = bill.amount ?? 0
    if (amount === 0) return fault('amount', 'too_small', 'Bill an amount other than 0, or leave the bill out.')
    if (Math.sign(amount) !== Math.sign(item.net)) {
      return fault('amount', 'wrong_sign', 'The amount has another sign than the scope item’s value.')
    }
    item.amount += amount
    if (Math.abs(item.amount) > Math.abs(item.net)) {
      return fault('amount', 'too_large', 'More than the scope item’s value would be billed.')
    }
  }
  return { shifts: items.flatMap((item) => shiftOf(item, planned.get(item.id) as Planned)) }
}

interface Planned {
  net: number
  percent: string
  amount: number
  basis: 'percent' | 'amount' | null
}

/** What all other milestones bill of the item. */
function without(item: BillableItem, before: readonly Bill[]): Planned {
  const own = before.filter((bill) => bill.scopeItemId === item.id)
  const percent = own.reduce((left, bill) => subtractDecimals(left, bill.percent ?? '0'), item.plannedPercent)
  const amount = own.reduce((left, bill) => left - (bill.amount ?? 0), item.plannedAmount)
  const free = compareDecimals(percent, '0') === 0 && amount === 0
  return { net: item.net, percent, amount, basis: free ? null : item.basis }
}

function shiftOf(item: BillableItem, after: Planned): BillShift[] {
  const percent = subtractDecimals(after.percent, item.plannedPercent)
  const amount = after.amount - item.plannedAmount
  if (percent === '0' && amount === 0 && after.basis === item.basis) return []
  return [{ scopeItemId: item.id, percent, amount, basis: after.basis }]
}
