// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Pipeline, PipelineCreate, PipelineId, PipelineUpdate } from '../types.ts'

export type ListPipelinesQuery = NonNullable<operations['listPipelines']['parameters']['query']>

export interface PipelinesArea {
  /**
   * Archive a pipeline
   *
   * Hides a pipeline from lists and new deals. Refused for the default one and while open deals stand in it.
   *
   * Needs `pipelines:write`.
   *
   * Emits `pipeline.archived`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  archive(id: PipelineId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Pipeline, CommonProblem | 'conflict'>
  /**
   * Create a pipeline
   *
   * Adds a pipeline; it takes deals once it has a stage.
   *
   * Needs `pipelines:write`.
   *
   * Emits `pipeline.created`.
   *
   * Scope `pipelines:write`.
   */
  create(body: PipelineCreate, options?: WriteOptions & DryRunOptions): Call<Pipeline, CommonProblem>
  /**
   * Get a pipeline
   *
   * One pipeline; its stages are listed by `pipeline_id`.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  get(id: PipelineId, query?: Record<string, never>, options?: ReadOptions): Call<Pipeline, CommonProblem>
  /**
   * List pipelines
   *
   * Ways of selling; one of them is the default.
   *
   * Needs `pipelines:read`.
   *
   * Scope `pipelines:read`.
   */
  list(query?: ListPipelinesQuery, options?: ReadOptions): ListCall<Pipeline, CommonProblem>
  /**
   * Restore a pipeline
   *
   * Brings an archived pipeline back.
   *
   * Needs `pipelines:write`.
   *
   * Emits `pipeline.restored`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  restore(id: PipelineId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Pipeline, CommonProblem | 'conflict'>
  /**
   * Update a pipeline
   *
   * A JSON merge patch. Making it the default takes that from the one that was.
   *
   * Needs `pipelines:write`.
   *
   * Emits `pipeline.updated`.
   *
   * Scope `pipelines:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: PipelineId, body?: PipelineUpdate, options?: WriteOptions & DryRunOptions): Call<Pipeline, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const pipelines = {
  archive: 'POST /v1/pipelines/{id}/archive n',
  create: 'POST /v1/pipelines',
  get: 'GET /v1/pipelines/{id}',
  list: 'GET /v1/pipelines p',
  restore: 'POST /v1/pipelines/{id}/restore n',
  update: 'PATCH /v1/pipelines/{id}',
} as unknown as Area<PipelinesArea>
