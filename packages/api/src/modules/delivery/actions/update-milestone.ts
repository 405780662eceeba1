import type { milestoneUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { milestoneMoves } from '../rules/milestone-status.ts'
import type { MilestoneRow } from '../tables.ts'
import type { ShownBill } from '../views.ts'
import { changeMilestone } from './change-milestone.ts'
import { voidRequest } from './end-approval.ts'
import { holdAssignee } from './hold-assignee.ts'
import { APPROVED, loadMilestone } from './load-milestone.ts'
import { setBills } from './set-bills.ts'

/**
 * Changes what the input names; null clears. A change of name, date or bills ends a request for approval, and is refused
 * once approved. Throws 404, 409, and 422 for bills beyond a limit or an assignee who is absent or archived.
 */
export async function updateMilestone(
  work: UnitOfWork,
  id: RowId<'milestone'>,
  input: z.infer<typeof milestoneUpdate>,
): Promise<{ milestone: MilestoneRow; bills: ShownBill[] }> {
  const loaded = await loadMilestone(work, id)
  const { milestone: before, approval } = loaded
  const assignee = input.assignee_id === undefined ? undefined : toRow(input.assignee_id)
  if (assignee && assignee !== before.assignee_id) await holdAssignee(work, assignee)
  const bills = input.bills && setBills(work, id, loaded.items, loaded.bills, input.bills)
  const name = input.name ?? before.name
  const dueOn = input.due_on === undefined ? before.due_on : input.due_on
  if (bills !== undefined || name !== before.name || dueOn !== before.due_on) {
    if (before.status === 'approved') throw illegalMove(APPROVED, milestoneMoves('approved', false))
    await voidRequest(work, approval)
  }
  const milestone = await changeMilestone(
    work,
    loaded,
    { name, due_on: dueOn, ...(assignee !== undefined && { assignee_id: assignee }) },
    { type: 'milestone.updated', bills },
  )
  return { milestone, bills: bills ?? loaded.bills }
}
