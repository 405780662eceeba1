import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { type ApprovalRow, findMilestone } from '../../delivery/index.ts'
import { portalApprovalView } from '../views.ts'

/** The approval as its contact sees it after deciding. */
export async function viewDecision(work: UnitOfWork, row: ApprovalRow) {
  const milestone = await work.first(findMilestone({ id: row.milestone_id }))
  return portalApprovalView(row, milestone?.name ?? '', work.principal)
}
