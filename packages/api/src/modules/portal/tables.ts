/** The rows that the portal reads; it owns no table. */
import type { ApprovalRow, MilestoneRow } from '../delivery/index.ts'
import type { FileRow } from '../files/index.ts'

export type ShownFile = Pick<FileRow, 'id' | 'name' | 'content_type' | 'size' | 'sha256'>

export type ShownMilestone = Pick<MilestoneRow, 'id' | 'engagement_id' | 'name' | 'approved_at'>

export type ShownApproval = Pick<
  ApprovalRow,
  'id' | 'milestone_id' | 'engagement_id' | 'status' | 'decided_at' | 'remarks' | 'sha256'
> & { contact_name: string | null; files: { name: string; sha256: string }[] }
