import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import {
  lockApproval,
  lockEngagementOfApproval,
  lockItemsOfApproval,
  lockMilestoneOfApproval,
} from '../queries/approvals.ts'

/** Locks an approval with all above it, in the order of locks. Throws 404 where it is absent or hidden. */
export async function loadApproval(work: UnitOfWork, id: RowId<'approval'>) {
  const [[engagement], items, [milestone], [approval]] = await work.group(
    lockEngagementOfApproval({ id }),
    lockItemsOfApproval({ id }),
    lockMilestoneOfApproval({ id }),
    lockApproval({ id }),
  )
  if (!engagement || !milestone || !approval || !mayReach(work.principal, approval.engagement_id)) {
    throw notFound('approval')
  }
  return { engagement, items, milestone, approval }
}
