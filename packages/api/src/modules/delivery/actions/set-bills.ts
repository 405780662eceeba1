import type { milestoneBillInput } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRows } from '../../../db/insert.ts'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { type ScopeItemRow, shiftPlannedShare } from '../../crm/index.ts'
import { deleteBills } from '../queries/milestones.ts'
import { type Bill, type BillFault, billShifts } from '../rules/bill-limits.ts'
import type { MilestoneBillRow } from '../tables.ts'
import type { ShownBill } from '../views.ts'

/**
 * Replaces the bills of a milestone; the caller holds the engagement's scope items, `items`. Answers the new bills, or
 * undefined where they are the same. Throws 422 with a pointer where a bill goes beyond a limit.
 */
export function setBills(
  work: UnitOfWork,
  milestoneId: RowId<'milestone'>,
  items: readonly ScopeItemRow[],
  before: readonly ShownBill[],
  inputs: readonly z.infer<typeof milestoneBillInput>[],
): ShownBill[] | undefined {
  const currency = new Map<string, string>(items.map((item) => [item.id, item.currency]))
  const after = inputs.map((input, index) => toBill(input, index, currency))
  const old = before.map(plainBill)
  if (JSON.stringify(old) === JSON.stringify(after)) return undefined
  const result = billShifts(items.map(billable), old, after)
  if (result.fault) throw refusal(result.fault)
  for (const shift of result.shifts) {
    const item = items.find(({ id }) => id === shift.scopeItemId) as ScopeItemRow
    shiftPlannedShare(work, item, { percent: shift.percent, amount: shift.amount, basis: shift.basis })
  }
  const rows = after.map(
    (bill, index): MilestoneBillRow => ({
      tenant_id: work.tenantId,
      id: work.newId('milestone_bill'),
      milestone_id: milestoneId,
      scope_item_id: bill.scopeItemId as RowId<'scope_item'>,
      position: index + 1,
      percent: bill.percent,
      amount_minor: bill.amount,
    }),
  )
  if (before.length > 0) work.later(deleteBills({ milestone_id: milestoneId }), before.length)
  if (rows.length > 0) work.later(insertRows('milestone_bill', rows))
  return rows.map((row) => ({ ...row, currency: currency.get(row.scope_item_id) ?? '' }))
}

function toBill(
  input: z.infer<typeof milestoneBillInput>,
  index: number,
  currencies: ReadonlyMap<string, string>,
): Bill {
  const at = `#/bills/${index}`
  if ((input.percent === undefined) === (input.amount === undefined)) {
    throw invalidField(`${at}/percent`, 'conflicting', 'Give either percent or amount.')
  }
  const scopeItemId = toRow(input.scope_item_id)
  const currency = currencies.get(scopeItemId)
  if (currency !== undefined && input.amount && input.amount.currency !== currency) {
    throw invalidField(`${at}/amount/currency`, 'wrong_currency', `The engagement is in ${currency}.`)
  }
  return {
    scopeItemId,
    percent: input.percent === undefined ? null : canonicalDecimal(input.percent),
    amount: input.amount?.amount ?? null,
  }
}

function plainBill(bill: ShownBill): Bill {
  return {
    scopeItemId: bill.scope_item_id,
    percent: bill.percent === null ? null : canonicalDecimal(bill.percent),
    amount: bill.amount_minor,
  }
}

function billable(item: ScopeItemRow) {
  return {
    id: item.id,
    net: item.contract_value_minor,
    basis: item.billing_basis,
    plannedPercent: canonicalDecimal(item.planned_percent),
    plannedAmount: item.planned_minor,
  }
}

function refusal({ bill, field, code, detail }: BillFault): ProblemError {
  const pointer = `#/bills/${bill}/${field}`
  if (field === 'scope_item_id') return invalidField(pointer, code, detail)
  return new ProblemError('invalid_amount', { detail, errors: [{ code, pointer, detail }] })
}
