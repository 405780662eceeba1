// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { DealId, ScopeItem, ScopeItemCreate, ScopeItemId, ScopeItemUpdate } from '../types.ts'

export type ListScopeItemsQuery = NonNullable<operations['listScopeItems']['parameters']['query']>

export interface ScopeItemsArea {
  /**
   * Add a scope item
   *
   * Adds a line to an open deal; the deal’s value and version rise with it. What is won changes by change order.
   *
   * Needs `deals:write`.
   *
   * Emits `scope_item.created`, `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  create(id: DealId, body: ScopeItemCreate, options?: WriteOptions & DryRunOptions): Call<ScopeItem, CommonProblem | 'illegal_move' | 'invalid_amount'>
  /**
   * Delete a scope item
   *
   * Removes a line of an open deal that no planned milestone bills; the deal’s value falls and its version rises. What is won changes by change order.
   *
   * Needs `deals:write`.
   *
   * Emits `scope_item.deleted`, `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`, `conflict`.
   */
  delete(id: ScopeItemId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem | 'illegal_move' | 'conflict'>
  /**
   * Get a scope item
   *
   * One scope item with what of it was earned, billed and written off.
   *
   * Needs `deals:read`.
   *
   * Scope `deals:read`.
   */
  get(id: ScopeItemId, query?: Record<string, never>, options?: ReadOptions): Call<ScopeItem, CommonProblem>
  /**
   * List scope items
   *
   * Scope items of all deals, in the order of their making unless sorted.
   *
   * Needs `deals:read`.
   *
   * Scope `deals:read`.
   */
  list(query?: ListScopeItemsQuery, options?: ReadOptions): ListCall<ScopeItem, CommonProblem>
  /**
   * Update a scope item
   *
   * A JSON merge patch of a line of an open deal; the deal’s value and version follow. Naming a tax field replaces its tax as a whole. Refused where the plan bills more than the new value.
   *
   * Needs `deals:write`.
   *
   * Emits `scope_item.updated`, `deal.updated`.
   *
   * Scope `deals:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  update(id: ScopeItemId, body?: ScopeItemUpdate, options?: WriteOptions & DryRunOptions): Call<ScopeItem, CommonProblem | 'illegal_move' | 'invalid_amount'>
}

export type { CommonProblem, operations }

export const scopeItems = {
  create: 'POST /v1/deals/{id}/scope_items',
  delete: 'DELETE /v1/scope_items/{id}',
  get: 'GET /v1/scope_items/{id}',
  list: 'GET /v1/scope_items p',
  update: 'PATCH /v1/scope_items/{id}',
} as unknown as Area<ScopeItemsArea>
