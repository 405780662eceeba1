import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import type { ScopeItemRow } from '../../crm/index.ts'
import { type EngagementRow, refuseArchived } from '../../engagements/index.ts'
import { lockLiveApproval } from '../queries/approvals.ts'
import { listBills, lockEngagementOfMilestone, lockItemsOfMilestone, lockMilestone } from '../queries/milestones.ts'
import type { ApprovalRow, MilestoneRow } from '../tables.ts'
import type { ShownBill } from '../views.ts'

export interface LoadedMilestone {
  engagement: EngagementRow
  /** All scope items of the engagement. */
  items: ScopeItemRow[]
  milestone: MilestoneRow
  /** The request or approval that stands. */
  approval: ApprovalRow | undefined
  bills: ShownBill[]
}

/**
 * Locks a milestone with all above it and its standing approval, in the order of locks. Throws 404 where it is absent
 * or hidden, 409 where its engagement is archived.
 */
export async function loadMilestone(work: UnitOfWork, id: RowId<'milestone'>): Promise<LoadedMilestone> {
  const found = await findLocked(work, id)
  if (!found) throw notFound('milestone')
  work.match(found.milestone.version)
  refuseArchived(found.engagement)
  return found
}

/** The same without `If-Match` and without a refusal; undefined where absent or hidden. */
export async function findLocked(work: UnitOfWork, id: RowId<'milestone'>): Promise<LoadedMilestone | undefined> {
  const [[engagement], items, [milestone], [approval], bills] = await work.group(
    lockEngagementOfMilestone({ id }),
    lockItemsOfMilestone({ id }),
    lockMilestone({ id }),
    lockLiveApproval({ milestone_id: id }),
    listBills({ milestone_ids: [id] }),
  )
  if (!engagement || !milestone || !mayReach(work.principal, milestone.engagement_id)) return undefined
  return { engagement, items, milestone, approval, bills }
}

/** Throws 409 where the engagement takes no new work. */
export function refuseCompleted(engagement: EngagementRow): void {
  if (engagement.status === 'completed') {
    throw illegalMove('The engagement is completed, so it takes no new work. Reactivate it first.', ['reactivate'])
  }
}

/** What an approved milestone answers to a change of what was approved. */
export const APPROVED = 'The client has approved the milestone as it is. Withdraw the approval first, then change it.'
