/** The door of delivery. */
import { defineModule } from '../module.ts'
import { openProject } from './actions/open-project.ts'
import { refuseOpenApprovals } from './actions/refuse-open-approvals.ts'
import { approvalOperations } from './routes/approvals.ts'
import { milestoneFileOperations } from './routes/milestone-files.ts'
import { milestoneOperations } from './routes/milestones.ts'
import { projectOperations } from './routes/projects.ts'

export { approveApproval } from './actions/approve-approval.ts'
export { buildSnapshot } from './actions/build-snapshot.ts'
export { rejectApproval } from './actions/reject-approval.ts'
export { findApproval, findEvidence, listApprovalLines, selectApprovals } from './queries/approvals.ts'
export { findMilestone, selectMilestones } from './queries/milestones.ts'
export { snapshotQueries } from './queries/snapshot.ts'
export { isApproved } from './rules/approval-status.ts'
export type { ApprovalEvidenceRow, ApprovalLineRow, ApprovalRow, MilestoneRow } from './tables.ts'
export { approvalView, milestoneView } from './views.ts'

export const delivery = defineModule({
  name: 'delivery',
  operations: [...projectOperations, ...milestoneOperations, ...milestoneFileOperations, ...approvalOperations],
  on: {
    'engagement.created': openProject,
    'engagement.completed': refuseOpenApprovals,
    'engagement.archived': refuseOpenApprovals,
  },
})
