// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, DryRunOptions, Expanded, ListCall, ReadOptions, WriteOptions } from '../../../src/runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Deal, DealCreate, DealId, DealUpdate, DealWin, DealWon } from '../types.ts'

export type GetDealExpand = Extract<NonNullable<NonNullable<operations['getDeal']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type GetDealQuery<E extends GetDealExpand = never> = Omit<NonNullable<operations['getDeal']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }
export type ListDealsExpand = Extract<NonNullable<NonNullable<operations['listDeals']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type ListDealsQuery<E extends ListDealsExpand = never> = Omit<NonNullable<operations['listDeals']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }

export interface DealsArea {
  /**
   * archiveDeal
   *
   * A sentence about it.
   */
  archive(id: DealId, body?: Record<string, never>, options?: WriteOptions): Call<Deal, CommonProblem>
  /**
   * createDeal
   *
   * A sentence about it.
   *
   * Scope `deals:write`.
   */
  create(body: DealCreate, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem>
  /**
   * deleteDeal
   *
   * A sentence about it.
   */
  delete(id: DealId, query?: Record<string, never>, options?: WriteOptions): Call<void, CommonProblem>
  /**
   * getDeal
   *
   * A sentence about it.
   */
  get<const E extends GetDealExpand = never>(id: DealId, query?: GetDealQuery<E>, options?: ReadOptions): Call<Expanded<Deal, E>, CommonProblem>
  /**
   * listDeals
   *
   * A sentence about it.
   *
   * Scope `deals:read`.
   *
   * Refuses with `cursor_mismatch`.
   */
  list<const E extends ListDealsExpand = never>(query?: ListDealsQuery<E>, options?: ReadOptions): ListCall<Expanded<Deal, E>, CommonProblem | 'cursor_mismatch'>
  /**
   * updateDeal
   *
   * A sentence about it.
   */
  update(id: DealId, body?: DealUpdate, options?: WriteOptions & DryRunOptions): Call<Deal, CommonProblem>
  /**
   * Win a deal
   *
   * A sentence about it.
   *
   * Scope `deals:win`.
   *
   * Refuses with `illegal_move`.
   */
  win(id: DealId, body?: DealWin, options?: WriteOptions & DryRunOptions): Call<DealWon, CommonProblem | 'illegal_move'>
}

export type { CommonProblem, operations }

export const deals = {
  archive: 'POST /v1/deals/{id}/archive n',
  create: 'POST /v1/deals',
  delete: 'DELETE /v1/deals/{id}',
  get: 'GET /v1/deals/{id}',
  list: 'GET /v1/deals p',
  update: 'PATCH /v1/deals/{id}',
  win: 'POST /v1/deals/{id}/win',
} as unknown as Area<DealsArea>
