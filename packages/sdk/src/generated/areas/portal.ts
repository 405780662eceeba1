// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { ApprovalId, CreditNoteId, EngagementId, FileId, InvoiceId, PortalApproval, PortalApprovalSummary, PortalApprove, PortalCreditNote, PortalEngagement, PortalFileList, PortalInvoice, PortalInvoiceSummary, PortalMilestone, PortalReject, PortalSession, PortalSessionOpen, PortalSessionRenew } from '../types.ts'

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
export interface PortalCreditNotesArea {
  /**
   * Get a credit note of one’s own invoices
   *
   * What an issued invoice of a shared engagement was corrected by, with the number of that invoice.
   *
   * Scope ``.
   */
  get(id: CreditNoteId, query?: Record<string, never>, options?: ReadOptions): Call<PortalCreditNote, CommonProblem>
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
   * An issued invoice of a shared engagement, with the milestone and the approval behind each line, what was paid and when, and its credit notes. `paid` is what was allocated to this invoice; the payments themselves, which may pay others too, are not shown.
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
export interface PortalSessionsArea {
  /**
   * Open a session by a magic link
   *
   * Uses a magic link up and answers a session for the portal’s page, with the token that renews it. It takes no credential but the secret in its body. Nothing but this uses a link up: reading its address does not. Unknown, used, expired and revoked links are refused alike.
   *
   * Emits `magic_link.consumed`, `embed_session.created`.
   *
   * Scope ``.
   *
   * Refuses with `link_ended`.
   */
  open(body: PortalSessionOpen, options?: WriteOptions): Call<PortalSession, CommonProblem | 'link_ended'>
  /**
   * Renew a portal session
   *
   * Answers the next session and the next renewal token, within 12 hours of the link’s use. A renewal token works once: used again, it is in two hands, and everything that its link opened ends. A request that is repeated with its idempotency key is no second use.
   *
   * Emits `embed_session.created`, `magic_link.revoked`, `embed_session.revoked`.
   *
   * Scope ``.
   *
   * Refuses with `link_ended`.
   */
  renew(body: PortalSessionRenew, options?: WriteOptions): Call<PortalSession, CommonProblem | 'link_ended'>
}
export interface PortalArea {
  readonly approvals: PortalApprovalsArea
  readonly creditNotes: PortalCreditNotesArea
  readonly engagements: PortalEngagementsArea
  readonly files: PortalFilesArea
  readonly invoices: PortalInvoicesArea
  readonly milestones: PortalMilestonesArea
  readonly sessions: PortalSessionsArea
}

export type { CommonProblem, operations }

export const portal = {
  approvals: {
    approve: 'POST /v1/portal/approvals/{id}/approve',
    get: 'GET /v1/portal/approvals/{id}',
    list: 'GET /v1/portal/approvals p',
    reject: 'POST /v1/portal/approvals/{id}/reject',
  },
  creditNotes: {
    get: 'GET /v1/portal/credit_notes/{id}',
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
  sessions: {
    open: 'POST /v1/public/portal_sessions',
    renew: 'POST /v1/public/portal_sessions/renew',
  },
} as unknown as Area<PortalArea>
