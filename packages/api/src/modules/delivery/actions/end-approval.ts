import { updateRow } from '../../../db/insert.ts'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { ApprovalRow } from '../tables.ts'
import { approvalView } from '../views.ts'

/**
 * Withdraws a locked approval and records it: areas above take back what it set off, or refuse. The milestone and the
 * sums of its scope items are the caller's.
 */
export async function endApproval(work: UnitOfWork, before: ApprovalRow, reason: string): Promise<ApprovalRow> {
  const columns = {
    status: 'withdrawn',
    withdrawn_at: work.now,
    withdrawn_reason: reason,
    version: before.version + 1,
    updated_at: work.now,
  } as const
  const after: ApprovalRow = { ...before, ...columns }
  work.later(updateRow('approval', before.id, columns), 1)
  await work.record({
    type: 'approval.withdrawn',
    subject: { type: 'approval', id: before.id, version: after.version },
    before: approvalView(before),
    after: approvalView(after),
    data: {
      engagement_id: toWire('engagement', before.engagement_id),
      milestone_id: toWire('milestone', before.milestone_id),
    },
    engagementId: before.engagement_id,
    clientVisible: true,
  })
  return after
}

/** What is asked for is no longer what was shown: the request ends, the milestone stays delivered. */
export async function voidRequest(work: UnitOfWork, approval: ApprovalRow | undefined): Promise<void> {
  if (approval?.status === 'requested') await endApproval(work, approval, 'changed')
}
