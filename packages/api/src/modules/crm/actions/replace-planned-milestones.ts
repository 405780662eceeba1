import type { plannedMilestonesReplace } from '@agencyops/schema'
import type { z } from 'zod'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { lockDeal } from '../queries/deals.ts'
import { deletePlannedBills, deletePlannedMilestones } from '../queries/planned-milestones.ts'
import { lockScopeItemsOfDeal } from '../queries/scope-items.ts'
import type { DealRow, ScopeItemRow } from '../tables.ts'
import { refuseUnlessOpen } from './change-deal.ts'
import { insertAll } from './insert-all.ts'
import { newPlan, type Plan } from './plan-rows.ts'
import { revalueDeal } from './revalue-deal.ts'

/** Replaces the plan of an open deal. Throws 404, 409 `illegal_move`, 422. */
export async function replacePlannedMilestones(
  work: UnitOfWork,
  dealId: RowId<'deal'>,
  input: z.infer<typeof plannedMilestonesReplace>,
): Promise<{ deal: DealRow; plan: Plan }> {
  const [[before], items] = await work.group(lockDeal({ id: dealId }), lockScopeItemsOfDeal({ deal_id: dealId }))
  if (!before) throw notFound('deal')
  work.match(before.version)
  refuseUnlessOpen(before, 'its plan stays')
  const plan = newPlan(work, before, items, new Map(), input.planned_milestones, '#/planned_milestones')
  work.later(deletePlannedBills({ deal_id: dealId }))
  work.later(deletePlannedMilestones({ deal_id: dealId }))
  insertAll(work, 'planned_milestone', plan.milestones)
  insertAll(work, 'planned_bill', plan.bills)
  for (const item of items) setShare(work, item, plan)
  const deal = await revalueDeal(work, before, 0, ['planned_milestones'])
  return { deal, plan }
}

function setShare(work: UnitOfWork, item: ScopeItemRow, plan: Plan): void {
  const share = plan.shares.get(item.id)
  const percent = share?.percent ?? '0'
  const amount = share?.amount ?? 0
  const basis = share?.basis ?? null
  if (
    canonicalDecimal(item.planned_percent) === percent &&
    item.planned_minor === amount &&
    item.billing_basis === basis
  )
    return
  const columns = {
    billing_basis: basis,
    planned_percent: percent,
    planned_minor: amount,
    version: item.version + 1,
    updated_at: work.now,
  }
  work.later(updateRow('scope_item', item.id, columns), 1)
}
