import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { milestoneMoves } from '../rules/milestone-status.ts'
import type { MilestoneRow } from '../tables.ts'
import type { ShownBill } from '../views.ts'
import { changeMilestone } from './change-milestone.ts'
import { loadMilestone } from './load-milestone.ts'

/** planned → delivered. Throws 404, 409. */
export async function deliverMilestone(
  work: UnitOfWork,
  id: RowId<'milestone'>,
): Promise<{ milestone: MilestoneRow; bills: ShownBill[] }> {
  const loaded = await loadMilestone(work, id)
  const { status } = loaded.milestone
  if (status !== 'planned') {
    const moves = milestoneMoves(status, loaded.approval !== undefined)
    throw illegalMove(`The milestone is ${status} already.`, moves)
  }
  const changes = { status: 'delivered', delivered_at: work.now } as const
  const milestone = await changeMilestone(work, loaded, changes, { type: 'milestone.delivered' })
  return { milestone, bills: loaded.bills }
}
