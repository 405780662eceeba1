import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { milestoneMoves } from '../rules/milestone-status.ts'
import type { MilestoneRow } from '../tables.ts'
import type { ShownBill } from '../views.ts'
import { changeMilestone } from './change-milestone.ts'
import { loadMilestone } from './load-milestone.ts'

/** delivered → planned, while no approval stands. Throws 404, 409. */
export async function revertMilestone(
  work: UnitOfWork,
  id: RowId<'milestone'>,
): Promise<{ milestone: MilestoneRow; bills: ShownBill[] }> {
  const loaded = await loadMilestone(work, id)
  const { status } = loaded.milestone
  const moves = milestoneMoves(status, loaded.approval !== undefined)
  if (status === 'planned') throw illegalMove('The milestone is planned, so there is nothing to take back.', moves)
  if (loaded.approval) {
    throw illegalMove('An approval of the milestone stands. Withdraw it first.', moves)
  }
  const changes = { status: 'planned', delivered_at: null } as const
  const milestone = await changeMilestone(work, loaded, changes, { type: 'milestone.reverted' })
  return { milestone, bills: loaded.bills }
}
