// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Stage, StageCreate, StageId, StageUpdate } from '../types.ts'

export type ListStagesQuery = NonNullable<operations['listStages']['parameters']['query']>

export interface StagesArea {
  /**
   * Archive a stage
   *
   * Hides a stage from boards and new deals; it still answers for its time. Refused while open deals stand in it, and for the last one.
   *
   * Needs `pipelines:write`.
   *
   * Emits `stage.archived`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  archive(id: StageId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Stage, CommonProblem | 'conflict'>
  /**
   * Create a stage
   *
   * Adds a stage at a place, or behind the last.
   *
   * Needs `pipelines:write`.
   *
   * Emits `stage.created`, `stage.updated`.
   *
   * Scope `pipelines:write`.
   */
  create(body: StageCreate, options?: WriteOptions & DryRunOptions): Call<Stage, CommonProblem>
  /**
   * Get a stage
   *
   * One stage, archived or not.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  get(id: StageId, query?: Record<string, never>, options?: ReadOptions): Call<Stage, CommonProblem>
  /**
   * List stages
   *
   * Stages of all pipelines or of some, by their place.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  list(query?: ListStagesQuery, options?: ReadOptions): ListCall<Stage, CommonProblem>
  /**
   * Restore a stage
   *
   * Brings an archived stage back to its place.
   *
   * Needs `pipelines:write`.
   *
   * Emits `stage.restored`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  restore(id: StageId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Stage, CommonProblem | 'conflict'>
  /**
   * Update a stage
   *
   * A JSON merge patch. A new probability weighs the stage’s open deals anew; a new place moves the others. What the stage was is kept for past reports.
   *
   * Needs `pipelines:write`.
   *
   * Emits `stage.updated`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: StageId, body?: StageUpdate, options?: WriteOptions & DryRunOptions): Call<Stage, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const stages = {
  archive: 'POST /v1/stages/{id}/archive n',
  create: 'POST /v1/stages',
  get: 'GET /v1/stages/{id}',
  list: 'GET /v1/stages p',
  restore: 'POST /v1/stages/{id}/restore n',
  update: 'PATCH /v1/stages/{id}',
} as unknown as Area<StagesArea>
