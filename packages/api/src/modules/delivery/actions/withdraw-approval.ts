import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { type ScopeItemRow, shiftScopeItem } from '../../crm/index.ts'
import { listApprovalLines, withdrawLines } from '../queries/approvals.ts'
import { listBills } from '../queries/milestones.ts'
import { approvalAllows, approvalMoves, isApproved } from '../rules/approval-status.ts'
import type { ApprovalRow } from '../tables.ts'
import { changeMilestone } from './change-milestone.ts'
import { endApproval } from './end-approval.ts'
import { loadApproval } from './load-approval.ts'

/**
 * Takes back a request, or an approval that no issued invoice line bills: then its draft goes, the milestone is
 * delivered again, and what it earned is earned no more. Throws 404, 409.
 */
export async function withdrawApproval(work: UnitOfWork, id: RowId<'approval'>, reason: string): Promise<ApprovalRow> {
  const { approval, milestone, items } = await loadApproval(work, id)
  work.match(approval.version)
  if (!approvalAllows(approval.status, 'withdraw')) {
    throw illegalMove(
      `The approval is ${approval.status}, so there is nothing to withdraw.`,
      approvalMoves(approval.status),
    )
  }
  if (!isApproved(approval.status)) return endApproval(work, approval, reason)
  const [lines, bills] = await work.group(
    listApprovalLines({ approval_id: id }),
    listBills({ milestone_ids: [milestone.id] }),
  )
  if (lines.length > 0) work.later(withdrawLines({ approval_id: id }), lines.length)
  // Areas above give back what they billed of it before the sums of earned work go down.
  const after = await endApproval(work, approval, reason)
  for (const line of lines) {
    const item = items.find((one) => one.id === line.scope_item_id) as ScopeItemRow
    shiftScopeItem(work, item, {
      earned: -line.net_minor,
      approvedPercent: line.percent === null ? '0' : `-${line.percent}`,
    })
  }
  const changes = { status: 'delivered', approved_at: null } as const
  await changeMilestone(work, { milestone, bills }, changes, { type: 'milestone.reverted' })
  return after
}
