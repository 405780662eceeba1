// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { ApprovalId, EngagementId, FileId, InvoiceId, PortalApproval, PortalApprovalSummary, PortalApprove, PortalEngagement, PortalFileList, PortalInvoice, PortalInvoiceSummary, PortalMilestone, PortalReject } from '../types.ts'

export type ListPortalApprovalsQuery = NonNullable<operations['listPortalApprovals']['parameters']['query']>
export type ListPortalEngagementsQuery = NonNullable<operations['listPortalEngagements']['parameters']['query']>
export type ListPortalFilesQuery = NonNullable<operations['listPortalFiles']['parameters']['query']>
export type ListPortalInvoicesQuery = NonNullable<operations['listPortalInvoices']['parameters']['query']>
export type ListPortalMilestonesQuery = NonNullable<operations['listPortalMilestones']['parameters']['query']>

export interface PortalApprovalsArea {
  /**
   * Approve
   *
   * The contact who was asked approves exactly what was shown: `sha256` is that of its snapshot, and another one is refused with the present snapshot. What was approved, by whom and from where is kept. The milestone is approved and the draft of its invoice is raised, in the same transaction.
   *
   * Needs `approvals:decide`.
   *
   * Emits `approval.approved`, `milestone.approved`, `invoice.created`, `invoice.not_drafted`.
   *
   * Scope `approvals:decide`.
   *
   * Refuses with `illegal_move`, `snapshot_changed`.
   */
  approve(id: ApprovalId, body: PortalApprove, options?: WriteOptions & DryRunOptions): Call<PortalApprovalSummary, CommonProblem | 'illegal_move' | 'snapshot_changed'>
  /**
   * Get what is to be approved
   *
   * The approval with its snapshot: all that approving approves, and its SHA-256, which the decision sends back. Once decided, what was decided on.
   *
   * Scope ``.
   */
  get(id: ApprovalId, query?: Record<string, never>, options?: ReadOptions): Call<PortalApproval, CommonProblem>
  /**
   * List approvals
   *
   * What contacts of the client are or were asked to approve in the shared engagements, newest first.
   *
   * Scope ``.
   */
  list(query?: ListPortalApprovalsQuery, options?: ReadOptions): ListCall<PortalApprovalSummary, CommonProblem>
  /**
   * Reject
   *
   * The contact who was asked rejects, with a reason; the milestone is planned again. With `sha256`, only what was shown is rejected.
   *
   * Needs `approvals:decide`.
   *
   * Emits `approval.rejected`, `milestone.reverted`.
   *
   * Scope `approvals:decide`.
   *
   * Refuses with `illegal_move`, `snapshot_changed`.
   */
  reject(id: ApprovalId, body: PortalReject, options?: WriteOptions & DryRunOptions): Call<PortalApprovalSummary, CommonProblem | 'illegal_move' | 'snapshot_changed'>
}
export interface PortalEngagementsArea {
  /**
   * Get one of one’s engagements
   *
   * One engagement that is shared with the contact.
   *
   * Scope ``.
   */
  get(id: EngagementId, query?: Record<string, never>, options?: ReadOptions): Call<PortalEngagement, CommonProblem>
  /**
   * List one’s engagements
   *
   * Engagements that the session lists and that are shared with its contact, newest first.
   *
   * Scope ``.
   */
  list(query?: ListPortalEngagementsQuery, options?: ReadOptions): ListCall<PortalEngagement, CommonProblem>
}
export interface PortalFilesArea {
  /**
   * Download a file
   *
   * The bytes of a file that is shown to clients, always as a download. The `ETag` is their SHA-256.
   *
   * Scope ``.
   */
  download(id: FileId, query?: Record<string, never>, options?: ReadOptions): Call<Blob, CommonProblem>
  /**
   * List the files of one’s engagements
   *
   * Files of the engagements that are shared with the contact, as far as they are shown to clients.
   *
   * Scope ``.
   */
  list(query?: ListPortalFilesQuery, options?: ReadOptions): Call<PortalFileList, CommonProblem>
}
export interface PortalInvoicesArea {
  /**
   * Get one of one’s own invoices
   *
   * An issued invoice of a shared engagement. `paid` is what was allocated to this invoice; the payments themselves, which may pay others too, are not shown.
   *
   * Scope ``.
   */
  get(id: InvoiceId, query?: Record<string, never>, options?: ReadOptions): Call<PortalInvoice, CommonProblem>
  /**
   * List one’s own invoices
   *
   * Issued invoices of the engagements that are shared with the contact, newest first; never drafts.
   *
   * Scope ``.
   */
  list(query?: ListPortalInvoicesQuery, options?: ReadOptions): ListCall<PortalInvoiceSummary, CommonProblem>
}
export interface PortalMilestonesArea {
  /**
   * List the milestones of one’s engagements
   *
   * Milestones of the engagements that are shared with the contact, in the order of their making.
   *
   * Scope ``.
   */
  list(query?: ListPortalMilestonesQuery, options?: ReadOptions): ListCall<PortalMilestone, CommonProblem>
}
export interface PortalArea {
  readonly approvals: PortalApprovalsArea
  readonly engagements: PortalEngagementsArea
  readonly files: PortalFilesArea
  readonly invoices: PortalInvoicesArea
  readonly milestones: PortalMilestonesArea
}

export type { CommonProblem, operations }

export const portal = {
  approvals: {
    approve: 'POST /v1/portal/approvals/{id}/approve',
    get: 'GET /v1/portal/approvals/{id}',
    list: 'GET /v1/portal/approvals p',
    reject: 'POST /v1/portal/approvals/{id}/reject',
  },
  engagements: {
    get: 'GET /v1/portal/engagements/{id}',
    list: 'GET /v1/portal/engagements p',
  },
  files: {
    download: 'GET /v1/portal/files/{id}/content b',
    list: 'GET /v1/portal/files',
  },
  invoices: {
    get: 'GET /v1/portal/invoices/{id}',
    list: 'GET /v1/portal/invoices p',
  },
  milestones: {
    list: 'GET /v1/portal/milestones p',
  },
} as unknown as Area<PortalArea>
