// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Payment, PaymentAllocate, PaymentCreate, PaymentId, PaymentRelease, PaymentUpdate, PaymentUpsert, PaymentWithAllocations } from '../types.ts'

export type ListPaymentsQuery = NonNullable<operations['listPayments']['parameters']['query']>

export interface PaymentsArea {
  /**
   * Allocate client credit to an invoice
   *
   * Pays an issued invoice of the same company, legal entity and currency from what is left of the payment: at most that, and at most the invoice’s balance.
   *
   * Needs `payments:write`.
   *
   * Emits `payment.allocated`, `invoice.partially_paid`, `invoice.paid`, `invoice.balance_changed`.
   *
   * Scope `payments:write`.
   *
   * Refuses with `invalid_amount`.
   */
  allocate(id: PaymentId, body: PaymentAllocate, options?: WriteOptions & DryRunOptions): Call<PaymentWithAllocations, CommonProblem | 'invalid_amount'>
  /**
   * Record a payment
   *
   * Money received from a company, allocated to invoices of the same legal entity and currency: `oldest_first` by due date, or as listed. What is left is client credit. An allocation spreads over its invoice’s lines by largest remainder, cumulatively, so that the last part ends exactly at each line.
   *
   * Needs `payments:write`.
   *
   * Emits `payment.created`, `payment.allocated`, `invoice.partially_paid`, `invoice.paid`, `invoice.balance_changed`.
   *
   * Scope `payments:write`.
   *
   * Refuses with `invalid_amount`, `invalid_date`, `conflict`.
   */
  create(body: PaymentCreate, options?: WriteOptions & DryRunOptions): Call<PaymentWithAllocations, CommonProblem | 'invalid_amount' | 'invalid_date' | 'conflict'>
  /**
   * Get a payment
   *
   * One payment; its allocations are listed apart.
   *
   * Needs `payments:read`.
   *
   * Scope `payments:read`.
   */
  get(id: PaymentId, query?: Record<string, never>, options?: ReadOptions): Call<Payment, CommonProblem>
  /**
   * List payments
   *
   * Newest first unless sorted. `unallocated=true` lists what still holds client credit.
   *
   * Needs `payments:read`.
   *
   * Scope `payments:read`.
   */
  list(query?: ListPaymentsQuery, options?: ReadOptions): ListCall<Payment, CommonProblem>
  /**
   * Take an allocation back to client credit
   *
   * Takes an allocation back, whole unless an amount is named; the invoice has that balance again. Moving money to another invoice is this and an allocation: two steps, each with its date.
   *
   * Needs `payments:write`.
   *
   * Emits `payment.released`, `invoice.reopened`, `invoice.balance_changed`.
   *
   * Scope `payments:write`.
   *
   * Refuses with `invalid_amount`.
   */
  release(id: PaymentId, body: PaymentRelease, options?: WriteOptions & DryRunOptions): Call<PaymentWithAllocations, CommonProblem | 'invalid_amount'>
  /**
   * Update a payment’s details
   *
   * A JSON merge patch of reference, method and external_ref. Its money never changes.
   *
   * Needs `payments:write`.
   *
   * Emits `payment.updated`.
   *
   * Scope `payments:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: PaymentId, body?: PaymentUpdate, options?: WriteOptions & DryRunOptions): Call<Payment, CommonProblem | 'conflict'>
  /**
   * Record a payment once, by its external_ref
   *
   * Records the payment that another system names, or finds it: then its reference and method are changed and nothing is allocated again. Other money under the same reference is a conflict.
   *
   * Needs `payments:write`.
   *
   * Emits `payment.created`, `payment.updated`, `payment.allocated`, `invoice.partially_paid`, `invoice.paid`, `invoice.balance_changed`.
   *
   * Scope `payments:write`.
   *
   * Refuses with `invalid_amount`, `invalid_date`, `conflict`.
   */
  upsert(body: PaymentUpsert, options?: WriteOptions & DryRunOptions): Call<PaymentWithAllocations, CommonProblem | 'invalid_amount' | 'invalid_date' | 'conflict'>
}

export type { CommonProblem, operations }

export const payments = {
  allocate: 'POST /v1/payments/{id}/allocate',
  create: 'POST /v1/payments',
  get: 'GET /v1/payments/{id}',
  list: 'GET /v1/payments p',
  release: 'POST /v1/payments/{id}/release',
  update: 'PATCH /v1/payments/{id}',
  upsert: 'PUT /v1/payments',
} as unknown as Area<PaymentsArea>
