import type { plannedMilestoneInput } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { type ItemPlan, type PlannedShare, planLimits } from '../rules/plan-limits.ts'
import type { PlannedBillRow, PlannedMilestoneRow, ScopeItemRow } from '../tables.ts'

export interface Plan {
  milestones: PlannedMilestoneRow[]
  bills: PlannedBillRow[]
  /** What the plan bills of each scope item, by row id; items that it does not bill are absent. */
  shares: Map<string, ItemPlan>
}

type Input = z.infer<typeof plannedMilestoneInput>

/**
 * The rows of a deal's plan. `keys` are the items that the same request makes. Throws 422 where a bill names no item
 * of the deal or goes beyond a limit.
 */
export function newPlan(
  work: UnitOfWork,
  deal: { id: RowId<'deal'>; currency: string },
  items: readonly Pick<ScopeItemRow, 'id' | 'contract_value_minor'>[],
  keys: ReadonlyMap<string, RowId<'scope_item'>>,
  inputs: readonly Input[],
  pointer: string,
): Plan {
  const nets = new Map<string, number>(items.map((item) => [item.id, item.contract_value_minor]))
  const plan: Plan = { milestones: [], bills: [], shares: new Map() }
  const shares: (PlannedShare & { pointer: string })[] = []
  for (const [index, input] of inputs.entries()) {
    const milestone: PlannedMilestoneRow = {
      tenant_id: work.tenantId,
      id: work.newId('planned_milestone'),
      deal_id: deal.id,
      position: index + 1,
      name: input.name,
      due_on: input.due_on ?? null,
      version: 1,
      created_at: work.now,
      updated_at: work.now,
    }
    plan.milestones.push(milestone)
    for (const [place, bill] of (input.bills ?? []).entries()) {
      const at = `${pointer}/${index}/bills/${place}`
      const item = billedItem(bill, nets, keys, at)
      const percent = bill.percent === undefined ? null : canonicalDecimal(bill.percent)
      if ((percent === null) === (bill.amount === undefined)) {
        throw invalidField(`${at}/percent`, 'conflicting', 'Give either percent or amount.')
      }
      if (bill.amount && bill.amount.currency !== deal.currency) {
        throw invalidField(`${at}/amount/currency`, 'wrong_currency', `The deal is in ${deal.currency}.`)
      }
      const amount = bill.amount?.amount ?? null
      shares.push({
        milestone: index,
        item,
        percent,
        amount,
        pointer: `${at}/${percent === null ? 'amount' : 'percent'}`,
      })
      plan.bills.push({
        tenant_id: work.tenantId,
        id: work.newId('planned_bill'),
        planned_milestone_id: milestone.id,
        scope_item_id: item,
        position: place + 1,
        percent,
        amount_minor: amount,
      })
    }
  }
  const limits = planLimits(nets, shares)
  if (limits.fault) {
    const { share, code, detail } = limits.fault
    throw new ProblemError('invalid_amount', {
      detail,
      errors: [{ code, detail, pointer: shares[share]?.pointer ?? pointer }],
    })
  }
  plan.shares = limits.plans
  return plan
}

function billedItem(
  bill: NonNullable<Input['bills']>[number],
  nets: ReadonlyMap<string, number>,
  keys: ReadonlyMap<string, RowId<'scope_item'>>,
  at: string,
): RowId<'scope_item'> {
  if ((bill.key === undefined) === (bill.scope_item_id === undefined)) {
    throw invalidField(
      `${at}/scope_item_id`,
      'conflicting',
      'Give either scope_item_id, or the key of an item of this request.',
    )
  }
  if (bill.key !== undefined) {
    const item = keys.get(bill.key)
    if (!item) throw invalidField(`${at}/key`, 'unknown_key', 'No scope item of this request has this key.')
    return item
  }
  const item = toRow<'scope_item'>(bill.scope_item_id as `scope_item_${string}`)
  if (!nets.has(item)) throw invalidField(`${at}/scope_item_id`, 'unknown_record', 'The deal has no such scope item.')
  return item
}
