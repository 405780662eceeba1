// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Project, ProjectId, ProjectUpdate } from '../types.ts'

export type ListProjectsQuery = NonNullable<operations['listProjects']['parameters']['query']>

export interface ProjectsArea {
  /**
   * Get a project
   *
   * One project.
   *
   * Needs `projects:read`.
   *
   * Scope `projects:read`.
   */
  get(id: ProjectId, query?: Record<string, never>, options?: ReadOptions): Call<Project, CommonProblem>
  /**
   * List projects
   *
   * Projects of the engagements that the credential reaches, newest first unless sorted.
   *
   * Needs `projects:read`.
   *
   * Scope `projects:read`.
   */
  list(query?: ListProjectsQuery, options?: ReadOptions): ListCall<Project, CommonProblem>
  /**
   * Update a project
   *
   * A JSON merge patch: what it names is changed, the rest stays.
   *
   * Needs `projects:write`.
   *
   * Emits `project.updated`.
   *
   * Scope `projects:write`.
   */
  update(id: ProjectId, body?: ProjectUpdate, options?: WriteOptions & DryRunOptions): Call<Project, CommonProblem>
}

export type { CommonProblem, operations }

export const projects = {
  get: 'GET /v1/projects/{id}',
  list: 'GET /v1/projects p',
  update: 'PATCH /v1/projects/{id}',
} as unknown as Area<ProjectsArea>
