// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Attachment, AttachmentList, FileAttach, FileId, Invoice, Milestone, MilestoneCreate, MilestoneId, MilestoneUpdate } from '../types.ts'

export type ListMilestonesQuery = NonNullable<operations['listMilestones']['parameters']['query']>

export interface MilestonesArea {
  /**
   * Attach a file to a milestone
   *
   * A file that the client sees is part of what its approval approves: attaching it ends a request for approval, and is refused once approved. Attaching again changes who sees it, where told.
   *
   * Needs `milestones:write` and `files:write`.
   *
   * Emits `file.attached`, `approval.withdrawn`.
   *
   * Scope `milestones:write,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  attachFile(id: MilestoneId, body: FileAttach, options?: WriteOptions & DryRunOptions): Call<Attachment, CommonProblem | 'illegal_move'>
  /**
   * Plan a milestone
   *
   * Plans a milestone in an active engagement. What its bills take of a scope item, no other milestone can bill.
   *
   * Needs `milestones:write`.
   *
   * Emits `milestone.created`.
   *
   * Scope `milestones:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  create(body: MilestoneCreate, options?: WriteOptions & DryRunOptions): Call<Milestone, CommonProblem | 'illegal_move' | 'invalid_amount'>
  /**
   * Deliver a milestone
   *
   * planned → delivered. The client can now be asked to approve it.
   *
   * Needs `milestones:write`.
   *
   * Emits `milestone.delivered`.
   *
   * Scope `milestones:write`.
   *
   * Refuses with `illegal_move`.
   */
  deliver(id: MilestoneId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Milestone, CommonProblem | 'illegal_move'>
  /**
   * Detach a file from a milestone
   *
   * The file stays. Detaching what the client sees ends a request for approval, and is refused once approved. Where it is not attached, nothing changes.
   *
   * Needs `milestones:write` and `files:write`.
   *
   * Emits `file.detached`, `approval.withdrawn`.
   *
   * Scope `milestones:write,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  detachFile(id: MilestoneId, file_id: FileId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem | 'illegal_move'>
  /**
   * Draft the invoice of a milestone again
   *
   * Raises the draft of an approved milestone from what its client approved, of all that no live invoice line bills: after its draft was deleted, or its invoice credited in full with a release. An approval raises the first draft by itself.
   *
   * Needs `invoices:write`.
   *
   * Emits `invoice.created`.
   *
   * Scope `invoices:write`.
   *
   * Refuses with `illegal_move`, `conflict`.
   */
  draftInvoice(id: MilestoneId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Invoice, CommonProblem | 'illegal_move' | 'conflict'>
  /**
   * Get a milestone
   *
   * One milestone with its bills.
   *
   * Needs `milestones:read`.
   *
   * Scope `milestones:read`.
   */
  get(id: MilestoneId, query?: Record<string, never>, options?: ReadOptions): Call<Milestone, CommonProblem>
  /**
   * List milestones
   *
   * Milestones of the engagements that the credential reaches, in the order of their making unless sorted.
   *
   * Needs `milestones:read`.
   *
   * Scope `milestones:read`.
   */
  list(query?: ListMilestonesQuery, options?: ReadOptions): ListCall<Milestone, CommonProblem>
  /**
   * List a milestone’s files
   *
   * All files that are attached to the milestone, in the order in which they were attached.
   *
   * Needs `milestones:read` and `files:read`.
   *
   * Scope `milestones:read,files:read`.
   */
  listFiles(id: MilestoneId, query?: Record<string, never>, options?: ReadOptions): Call<AttachmentList, CommonProblem>
  /**
   * Take a delivery back
   *
   * delivered → planned, while no approval stands.
   *
   * Needs `milestones:write`.
   *
   * Emits `milestone.reverted`.
   *
   * Scope `milestones:write`.
   *
   * Refuses with `illegal_move`.
   */
  revert(id: MilestoneId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Milestone, CommonProblem | 'illegal_move'>
  /**
   * Update a milestone
   *
   * A JSON merge patch; `bills` replaces all bills. A change of name, date or bills ends a request for approval: its status becomes withdrawn, the reason `changed`, and the milestone stays delivered. Once approved these are refused until the approval is withdrawn.
   *
   * Needs `milestones:write`.
   *
   * Emits `milestone.updated`, `approval.withdrawn`.
   *
   * Scope `milestones:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  update(id: MilestoneId, body?: MilestoneUpdate, options?: WriteOptions & DryRunOptions): Call<Milestone, CommonProblem | 'illegal_move' | 'invalid_amount'>
}

export type { CommonProblem, operations }

export const milestones = {
  attachFile: 'POST /v1/milestones/{id}/files',
  create: 'POST /v1/milestones',
  deliver: 'POST /v1/milestones/{id}/deliver n',
  detachFile: 'DELETE /v1/milestones/{id}/files/{file_id}',
  draftInvoice: 'POST /v1/milestones/{id}/draft_invoice n',
  get: 'GET /v1/milestones/{id}',
  list: 'GET /v1/milestones p',
  listFiles: 'GET /v1/milestones/{id}/files',
  revert: 'POST /v1/milestones/{id}/revert n',
  update: 'PATCH /v1/milestones/{id}',
} as unknown as Area<MilestonesArea>
