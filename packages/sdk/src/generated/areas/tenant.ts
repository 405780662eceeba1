// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { Tenant, TenantTimeZoneChange, TenantUpdate } from '../types.ts'

export interface TenantArea {
  /**
   * Change the time zone
   *
   * The new zone begins at a coming midnight, so that today never goes back; dates that are past keep their meaning. Between zones more than 24 hours apart the way leads over a day of UTC. One change at a time: the next is refused until `next_time_zone` has begun.
   *
   * Needs `tenant:write`.
   *
   * Emits `tenant.updated`.
   *
   * Scope `tenant:write`.
   *
   * Refuses with `illegal_move`.
   */
  changeTimeZone(body: TenantTimeZoneChange, options?: WriteOptions & DryRunOptions): Call<Tenant, CommonProblem | 'illegal_move'>
  /**
   * Get the tenant
   *
   * The tenant of the credential, with its now and its today.
   *
   * Needs `tenant:read`.
   *
   * Scope `tenant:read`.
   */
  get(query?: Record<string, never>, options?: ReadOptions): Call<Tenant, CommonProblem>
  /**
   * Update the tenant
   *
   * A JSON merge patch of its name and its locale.
   *
   * Needs `tenant:write`.
   *
   * Emits `tenant.updated`.
   *
   * Scope `tenant:write`.
   */
  update(body?: TenantUpdate, options?: WriteOptions & DryRunOptions): Call<Tenant, CommonProblem>
}

export type { CommonProblem }

export const tenant = {
  changeTimeZone: 'POST /v1/tenant/change_time_zone',
  get: 'GET /v1/tenant',
  update: 'PATCH /v1/tenant',
} as unknown as Area<TenantArea>
