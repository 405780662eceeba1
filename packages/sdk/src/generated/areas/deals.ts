// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, Expanded, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Attachment, AttachmentList, Deal, DealBatch, DealBatchResults, DealBoard, DealClone, DealCreate, DealId, DealLose, DealMove, DealReopen, DealUpdate, DealUpsert, DealWin, DealWon, FileAttach, FileId, PlannedMilestonesReplace, PlannedMilestonesReplaced, StageTransition } from '../types.ts'

export type BatchDealsQuery = Omit<NonNullable<operations['batchDeals']['parameters']['query']>, 'dry_run'>
export type GetDealBoardQuery = NonNullable<operations['getDealBoard']['parameters']['query']>
export type GetDealExpand = Extract<NonNullable<NonNullable<operations['getDeal']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type GetDealQuery<E extends GetDealExpand = never> = Omit<NonNullable<operations['getDeal']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }
export type ListDealStageTransitionsQuery = NonNullable<operations['listDealStageTransitions']['parameters']['query']>
export type ListDealsExpand = Extract<NonNullable<NonNullable<operations['listDeals']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type ListDealsQuery<E extends ListDealsExpand = never> = Omit<NonNullable<operations['listDeals']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }

export interface DealsArea {
  /**
   * Archive a deal
   *
   * Hides a deal from lists; it stays in every figure. Refused while a won deal is not billed in full.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.archived`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`.
   */
  archive(id: DealId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'conflict'>
  /**
   * Attach a file to a deal
   *
   * Once the deal is won its files are the engagement’s too. Attaching again changes who sees it, where told.
   *
   * Needs `deals:write` and `files:write`.
   *
   * Emits `file.attached`.
   *
   * Scope `deals:write,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  attachFile(id: DealId, body: FileAttach, options?: WriteOptions & DryRunOptions): Call<Attachment, CommonProblem | 'illegal_move'>
  /**
   * Create many deals
   *
   * Up to 1,000 deals with their scope and plan, all or none of them; with `partial=true` each by itself.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.created`, `scope_item.created`.
   *
   * Each row counts as a request against the rate limit.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`, `invalid_amount`.
   */
  batch(body: DealBatch, options?: WriteOptions & DryRunOptions & { query?: BatchDealsQuery }): Call<DealBatchResults, CommonProblem | 'conflict' | 'invalid_amount'>
  /**
   * Get the board of deals
   *
   * The open deals of a pipeline by stage, in the order in which people put them; archived ones are left out. Each column says how many match and what they come to, and carries its first cards; ask for further ones of a column with its `stage_id` and `next_cursor`. `cursor` is where the feed of events stood before the cards were read: what changed since comes after it.
   *
   * Needs `deals:read` and `pipelines:read`.
   *
   * Scope `deals:read,pipelines:read`.
   *
   * Refuses with `cursor_mismatch`.
   */
  board(query?: GetDealBoardQuery, options?: ReadOptions): Call<DealBoard, CommonProblem | 'cursor_mismatch'>
  /**
   * Clone a deal
   *
   * A new open deal with copies of this one’s scope items and plan, for the same company unless another is named. It begins in the first stage of the pipeline, without date, next step and external reference.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.created`, `scope_item.created`.
   *
   * Scope `deals:write`.
   */
  clone(id: DealId, body?: DealClone, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem>
  /**
   * Create a deal
   *
   * Adds an open deal with its scope items and the milestones that its win will make. The answer carries both. Its value is the sum of its scope items.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.created`, `scope_item.created`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`, `invalid_amount`.
   */
  create(body: DealCreate, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'conflict' | 'invalid_amount'>
  /**
   * Detach a file from a deal
   *
   * The file stays. A won deal’s files stay attached. Where it is not attached, nothing changes.
   *
   * Needs `deals:write` and `files:write`.
   *
   * Emits `file.detached`.
   *
   * Scope `deals:write,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  detachFile(id: DealId, file_id: FileId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem | 'illegal_move'>
  /**
   * Get a deal
   *
   * One deal, archived or not; `expand` adds its company, its scope items and its plan.
   *
   * Needs `deals:read`.
   *
   * Scope `deals:read`.
   */
  get<const E extends GetDealExpand = never>(id: DealId, query?: GetDealQuery<E>, options?: ReadOptions): Call<Expanded<Deal, E>, CommonProblem>
  /**
   * List deals
   *
   * Deals of any status, newest first unless sorted. Archived ones come only when asked for. `expand=company` adds each deal’s company.
   *
   * Needs `deals:read`.
   *
   * Scope `deals:read`.
   */
  list<const E extends ListDealsExpand = never>(query?: ListDealsQuery<E>, options?: ReadOptions): ListCall<Expanded<Deal, E>, CommonProblem>
  /**
   * List a deal’s files
   *
   * All files that are attached to the deal, in the order in which they were attached.
   *
   * Needs `deals:read` and `files:read`.
   *
   * Scope `deals:read,files:read`.
   */
  listFiles(id: DealId, query?: Record<string, never>, options?: ReadOptions): Call<AttachmentList, CommonProblem>
  /**
   * List a deal’s history
   *
   * Every stage and status that the deal entered, the oldest first.
   *
   * Needs `deals:read`.
   *
   * Scope `deals:read`.
   */
  listStageTransitions(id: DealId, query?: ListDealStageTransitionsQuery, options?: ReadOptions): ListCall<StageTransition, CommonProblem>
  /**
   * Lose a deal
   *
   * Loses an open deal, with a reason. It stays in its stage, counts nothing any more, and can be reopened.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.lost`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`.
   */
  lose(id: DealId, body: DealLose, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'illegal_move'>
  /**
   * Move a deal
   *
   * Moves an open deal to a stage, of its pipeline or another, and keeps the step in its history. It counts with the stage’s probability unless it has its own. It lands between `before_id` and `after_id`, deals of that stage: with one of them beside it, with neither at the start. Where they no longer stand together it lands behind the one before it, or, where that one has left the stage, before the one behind it. In its own stage it changes its place for neighbours alone: that is no step in its history, shows in no deal and raises no version, so that an `If-Match` stays good. Moving it where it stands changes nothing.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.moved`, `deal.repositioned`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`.
   */
  move(id: DealId, body: DealMove, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'illegal_move'>
  /**
   * Reopen a deal
   *
   * Opens a lost deal again, at the start of the stage where it was lost unless another is named. A won deal has its engagement and is never reopened.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.reopened`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`.
   */
  reopen(id: DealId, body?: DealReopen, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'illegal_move'>
  /**
   * Replace a deal’s plan
   *
   * Replaces the milestones that the win of an open deal will make, and what their approval will bill. The deal’s version rises.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  replacePlannedMilestones(id: DealId, body: PlannedMilestonesReplace, options?: WriteOptions & DryRunOptions): Call<PlannedMilestonesReplaced, CommonProblem | 'illegal_move' | 'invalid_amount'>
  /**
   * Restore a deal
   *
   * Brings an archived deal back into lists.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.restored`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`.
   */
  restore(id: DealId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'conflict'>
  /**
   * Update a deal
   *
   * A JSON merge patch: what it names is changed, null clears, the rest stays. Status, stage and value change by operations of their own. The currency changes only while there is no scope item, the seller only while the deal is open.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`, `illegal_move`.
   */
  update(id: DealId, body?: DealUpdate, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'conflict' | 'illegal_move'>
  /**
   * Upsert a deal
   *
   * Makes the deal of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.
   *
   * Needs `deals:write`.
   *
   * Emits `deal.created`, `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `conflict`, `illegal_move`.
   */
  upsert(body: DealUpsert, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem | 'conflict' | 'illegal_move'>
  /**
   * Win a deal
   *
   * Wins an open deal that has a scope item. Its engagement, project and milestones are opened in the same transaction and answered beside it; its scope items keep their ids; its company becomes a client. A won deal stays won.
   *
   * Needs `deals:win` and `engagements:read` and `projects:read` and `milestones:read`.
   *
   * Emits `deal.won`, `company.became_client`, `engagement.created`, `project.created`, `milestone.created`.
   *
   * Scope `deals:win,engagements:read,projects:read,milestones:read`.
   *
   * Refuses with `illegal_move`.
   */
  win(id: DealId, body?: DealWin, options?: WriteOptions & DryRunOptions): Call<DealWon, CommonProblem | 'illegal_move'>
}

export type { CommonProblem, operations }

export const deals = {
  archive: 'POST /v1/deals/{id}/archive n',
  attachFile: 'POST /v1/deals/{id}/files',
  batch: 'POST /v1/deals/batch',
  board: 'GET /v1/deals/board',
  clone: 'POST /v1/deals/{id}/clone',
  create: 'POST /v1/deals',
  detachFile: 'DELETE /v1/deals/{id}/files/{file_id}',
  get: 'GET /v1/deals/{id}',
  list: 'GET /v1/deals p',
  listFiles: 'GET /v1/deals/{id}/files',
  listStageTransitions: 'GET /v1/deals/{id}/stage_transitions p',
  lose: 'POST /v1/deals/{id}/lose',
  move: 'POST /v1/deals/{id}/move',
  reopen: 'POST /v1/deals/{id}/reopen',
  replacePlannedMilestones: 'PUT /v1/deals/{id}/planned_milestones',
  restore: 'POST /v1/deals/{id}/restore n',
  update: 'PATCH /v1/deals/{id}',
  upsert: 'PUT /v1/deals',
  win: 'POST /v1/deals/{id}/win',
} as unknown as Area<DealsArea>
