// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { LostReason, LostReasonCreate, LostReasonId, LostReasonUpdate } from '../types.ts'

export type ListLostReasonsQuery = NonNullable<operations['listLostReasons']['parameters']['query']>

export interface LostReasonsArea {
  /**
   * Archive a lost reason
   *
   * Hides a lost reason from lists and new losses; lost deals keep it.
   *
   * Needs `pipelines:write`.
   *
   * Emits `lost_reason.archived`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  archive(id: LostReasonId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<LostReason, CommonProblem | 'conflict'>
  /**
   * Create a lost reason
   *
   * Adds a lost reason.
   *
   * Needs `pipelines:write`.
   *
   * Emits `lost_reason.created`.
   *
   * Scope `pipelines:write`.
   */
  create(body: LostReasonCreate, options?: WriteOptions & DryRunOptions): Call<LostReason, CommonProblem>
  /**
   * Get a lost reason
   *
   * One lost reason, archived or not.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  get(id: LostReasonId, query?: Record<string, never>, options?: ReadOptions): Call<LostReason, CommonProblem>
  /**
   * List lost reasons
   *
   * Why deals are lost.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  list(query?: ListLostReasonsQuery, options?: ReadOptions): ListCall<LostReason, CommonProblem>
  /**
   * Restore a lost reason
   *
   * Brings an archived lost reason back.
   *
   * Needs `pipelines:write`.
   *
   * Emits `lost_reason.restored`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  restore(id: LostReasonId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<LostReason, CommonProblem | 'conflict'>
  /**
   * Update a lost reason
   *
   * A JSON merge patch; deals that were lost by it show its new name.
   *
   * Needs `pipelines:write`.
   *
   * Emits `lost_reason.updated`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: LostReasonId, body?: LostReasonUpdate, options?: WriteOptions & DryRunOptions): Call<LostReason, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const lostReasons = {
  archive: 'POST /v1/lost_reasons/{id}/archive n',
  create: 'POST /v1/lost_reasons',
  get: 'GET /v1/lost_reasons/{id}',
  list: 'GET /v1/lost_reasons p',
  restore: 'POST /v1/lost_reasons/{id}/restore n',
  update: 'PATCH /v1/lost_reasons/{id}',
} as unknown as Area<LostReasonsArea>
