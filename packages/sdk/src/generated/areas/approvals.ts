// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Approval, ApprovalEvidence, ApprovalId, ApprovalRequest, ApprovalWithdraw, PortalApproval } from '../types.ts'

export type ListApprovalsQuery = NonNullable<operations['listApprovals']['parameters']['query']>

export interface ApprovalsArea {
  /**
   * Get an approval
   *
   * One approval, whatever became of it.
   *
   * Needs `approvals:read`.
   *
   * Scope `approvals:read`.
   */
  get(id: ApprovalId, query?: Record<string, never>, options?: ReadOptions): Call<Approval, CommonProblem>
  /**
   * Get an approval as its client reads it
   *
   * What the portal shows the client of an approval: what approving approves while it is requested, what was decided on afterwards. Only the contact who is asked decides, so `can_decide` is false.
   *
   * Needs `approvals:read` and `milestones:read` and `files:read`.
   *
   * Scope `approvals:read,milestones:read,files:read`.
   */
  getClientView(id: ApprovalId, query?: Record<string, never>, options?: ReadOptions): Call<PortalApproval, CommonProblem>
  /**
   * Get the evidence of a decision
   *
   * What was decided on, byte for byte, with its hash, by whom, in which session and from where. It stays when the approval is withdrawn. 404 until the contact has decided.
   *
   * Needs `approvals:read`.
   *
   * Scope `approvals:read`.
   */
  getEvidence(id: ApprovalId, query?: Record<string, never>, options?: ReadOptions): Call<ApprovalEvidence, CommonProblem>
  /**
   * List approvals
   *
   * Approvals of the engagements that the credential reaches, newest first unless sorted.
   *
   * Needs `approvals:read`.
   *
   * Scope `approvals:read`.
   */
  list(query?: ListApprovalsQuery, options?: ReadOptions): ListCall<Approval, CommonProblem>
  /**
   * Request an approval
   *
   * Asks a contact of the client to approve a delivered milestone, and shares the engagement with them. A milestone has one request at a time. The contact decides in the portal, on exactly what it shows.
   *
   * Needs `approvals:write`.
   *
   * Emits `approval.requested`, `engagement.shared`.
   *
   * Scope `approvals:write`.
   *
   * Refuses with `illegal_move`.
   */
  request(body: ApprovalRequest, options?: WriteOptions & DryRunOptions): Call<Approval, CommonProblem | 'illegal_move'>
  /**
   * Withdraw an approval
   *
   * Ends a request, or takes back an approval that no issued invoice line bills: its draft is deleted in the same transaction, the milestone is delivered again and its scope items have earned it no more. The evidence of the decision stays.
   *
   * Needs `approvals:write`.
   *
   * Emits `approval.withdrawn`, `milestone.reverted`, `invoice.deleted`.
   *
   * Scope `approvals:write`.
   *
   * Refuses with `illegal_move`.
   */
  withdraw(id: ApprovalId, body: ApprovalWithdraw, options?: WriteOptions & DryRunOptions): Call<Approval, CommonProblem | 'illegal_move'>
}

export type { CommonProblem, operations }

export const approvals = {
  get: 'GET /v1/approvals/{id}',
  getClientView: 'GET /v1/approvals/{id}/client_view',
  getEvidence: 'GET /v1/approvals/{id}/evidence',
  list: 'GET /v1/approvals p',
  request: 'POST /v1/approvals',
  withdraw: 'POST /v1/approvals/{id}/withdraw',
} as unknown as Area<ApprovalsArea>
