// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Company, CompanyBalance, CompanyBatch, CompanyBatchResults, CompanyCreate, CompanyCreated, CompanyId, CompanyUpdate, CompanyUpsert } from '../types.ts'

export type BatchCompaniesQuery = Omit<NonNullable<operations['batchCompanies']['parameters']['query']>, 'dry_run'>
export type ListCompaniesQuery = NonNullable<operations['listCompanies']['parameters']['query']>

export interface CompaniesArea {
  /**
   * Archive a company
   *
   * Hides a company from lists; it stays in every figure and takes no new records. Refused, with a list, while it has open deals, engagements or invoices.
   *
   * Needs `companies:write`.
   *
   * Emits `company.archived`.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  archive(id: CompanyId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Company, CommonProblem | 'conflict'>
  /**
   * Get what a company owes
   *
   * By legal entity and currency: what is open on issued invoices, what of it is overdue by the tenant’s today, and what client credit is unallocated. Credit never hides an overdue invoice.
   *
   * Needs `invoices:read` and `payments:read`.
   *
   * Scope `invoices:read,payments:read`.
   */
  balance(id: CompanyId, query?: Record<string, never>, options?: ReadOptions): Call<CompanyBalance, CommonProblem>
  /**
   * Create many companies
   *
   * Up to 1,000 companies, all or none of them; with `partial=true` each by itself.
   *
   * Needs `companies:write`.
   *
   * Emits `company.created`.
   *
   * Each row counts as a request against the rate limit.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  batch(body: CompanyBatch, options?: WriteOptions & DryRunOptions & { query?: BatchCompaniesQuery }): Call<CompanyBatchResults, CommonProblem | 'conflict'>
  /**
   * Create a company
   *
   * Adds a prospect. Companies of the same name in another spelling are named in the answer; nothing is merged.
   *
   * Needs `companies:write`.
   *
   * Emits `company.created`.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  create(body: CompanyCreate, options?: WriteOptions & DryRunOptions): Call<CompanyCreated, CommonProblem | 'conflict'>
  /**
   * Get a company
   *
   * One company, archived or not.
   *
   * Needs `companies:read`.
   *
   * Scope `companies:read`.
   */
  get(id: CompanyId, query?: Record<string, never>, options?: ReadOptions): Call<Company, CommonProblem>
  /**
   * List companies
   *
   * Prospects and clients, newest first unless sorted. Archived ones come only when asked for.
   *
   * Needs `companies:read`.
   *
   * Scope `companies:read`.
   */
  list(query?: ListCompaniesQuery, options?: ReadOptions): ListCall<Company, CommonProblem>
  /**
   * Restore a company
   *
   * Brings an archived company back into lists.
   *
   * Needs `companies:write`.
   *
   * Emits `company.restored`.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  restore(id: CompanyId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Company, CommonProblem | 'conflict'>
  /**
   * Update a company
   *
   * A JSON merge patch: what it names is changed, null clears, the rest stays.
   *
   * Needs `companies:write`.
   *
   * Emits `company.updated`.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: CompanyId, body?: CompanyUpdate, options?: WriteOptions & DryRunOptions): Call<Company, CommonProblem | 'conflict'>
  /**
   * Upsert a company
   *
   * Makes the company of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.
   *
   * Needs `companies:write`.
   *
   * Emits `company.created`, `company.updated`.
   *
   * Scope `companies:write`.
   *
   * Refuses with `conflict`.
   */
  upsert(body: CompanyUpsert, options?: WriteOptions & DryRunOptions): Call<Company, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const companies = {
  archive: 'POST /v1/companies/{id}/archive n',
  balance: 'GET /v1/companies/{id}/balance',
  batch: 'POST /v1/companies/batch',
  create: 'POST /v1/companies',
  get: 'GET /v1/companies/{id}',
  list: 'GET /v1/companies p',
  restore: 'POST /v1/companies/{id}/restore n',
  update: 'PATCH /v1/companies/{id}',
  upsert: 'PUT /v1/companies',
} as unknown as Area<CompaniesArea>
