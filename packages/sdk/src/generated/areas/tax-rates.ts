// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { TaxRate, TaxRateCreate, TaxRateId, TaxRateUpdate } from '../types.ts'

export type ListTaxRatesQuery = NonNullable<operations['listTaxRates']['parameters']['query']>

export interface TaxRatesArea {
  /**
   * Archive a tax rate
   *
   * Takes the tax rate off lists; lines that carry it stay as they are.
   *
   * Needs `tax_rates:write`.
   *
   * Emits `tax_rate.archived`.
   *
   * Scope `tax_rates:write`.
   *
   * Refuses with `illegal_move`.
   */
  archive(id: TaxRateId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<TaxRate, CommonProblem | 'illegal_move'>
  /**
   * Add a tax rate
   *
   * Adds a tax rate. Category S is above 0 %, L and M may be, all others are 0 %; E, AE, K, G and O need a reason.
   *
   * Needs `tax_rates:write`.
   *
   * Emits `tax_rate.created`.
   *
   * Scope `tax_rates:write`.
   *
   * Refuses with `conflict`.
   */
  create(body: TaxRateCreate, options?: WriteOptions & DryRunOptions): Call<TaxRate, CommonProblem | 'conflict'>
  /**
   * Get a tax rate
   *
   * One tax rate, archived or not.
   *
   * Needs `tax_rates:read`.
   *
   * Scope `tax_rates:read`.
   */
  get(id: TaxRateId, query?: Record<string, never>, options?: ReadOptions): Call<TaxRate, CommonProblem>
  /**
   * List tax rates
   *
   * Tax rates, newest first unless sorted.
   *
   * Needs `tax_rates:read`.
   *
   * Scope `tax_rates:read`.
   */
  list(query?: ListTaxRatesQuery, options?: ReadOptions): ListCall<TaxRate, CommonProblem>
  /**
   * Restore a tax rate
   *
   * Puts the tax rate back on lists.
   *
   * Needs `tax_rates:write`.
   *
   * Emits `tax_rate.restored`.
   *
   * Scope `tax_rates:write`.
   *
   * Refuses with `illegal_move`.
   */
  restore(id: TaxRateId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<TaxRate, CommonProblem | 'illegal_move'>
  /**
   * Update a tax rate
   *
   * Changes what it is called here. Category and percent never change: a new rate is a new record.
   *
   * Needs `tax_rates:write`.
   *
   * Emits `tax_rate.updated`.
   *
   * Scope `tax_rates:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: TaxRateId, body?: TaxRateUpdate, options?: WriteOptions & DryRunOptions): Call<TaxRate, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const taxRates = {
  archive: 'POST /v1/tax_rates/{id}/archive n',
  create: 'POST /v1/tax_rates',
  get: 'GET /v1/tax_rates/{id}',
  list: 'GET /v1/tax_rates p',
  restore: 'POST /v1/tax_rates/{id}/restore n',
  update: 'PATCH /v1/tax_rates/{id}',
} as unknown as Area<TaxRatesArea>
