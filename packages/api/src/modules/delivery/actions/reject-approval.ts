import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { RequestFacts } from '../../../http/operation.ts'
import { listBills } from '../queries/milestones.ts'
import type { ApprovalRow } from '../tables.ts'
import { approvalView } from '../views.ts'
import { changeMilestone } from './change-milestone.ts'
import { decisionData, keepDecision, loadDecision } from './decision.ts'

/** The contact rejects with a reason; the milestone is planned again. Throws as `loadDecision`. */
export async function rejectApproval(
  work: UnitOfWork,
  id: RowId<'approval'>,
  { sha256, reason }: { sha256?: string | undefined; reason: string },
  request: Pick<RequestFacts, 'address' | 'userAgent'>,
): Promise<ApprovalRow> {
  const { approval: before, milestone, principal, snapshot } = await loadDecision(work, id, 'reject', sha256)
  const bills = await work.all(listBills({ milestone_ids: [milestone.id] }))
  const decision = { status: 'rejected', remarks: reason } as const
  const after = keepDecision(work, principal, before, snapshot, decision, request)
  await work.record({
    type: 'approval.rejected',
    subject: { type: 'approval', id, version: after.version },
    before: approvalView(before),
    after: approvalView(after),
    data: decisionData(after),
    engagementId: after.engagement_id,
    clientVisible: true,
  })
  const changes = { status: 'planned', delivered_at: null } as const
  await changeMilestone(work, { milestone, bills }, changes, { type: 'milestone.reverted' })
  return after
}
