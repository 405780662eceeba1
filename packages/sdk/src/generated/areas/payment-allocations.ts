// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, ListCall, ReadOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { PaymentAllocation, PaymentAllocationId } from '../types.ts'

export type ListPaymentAllocationsQuery = NonNullable<operations['listPaymentAllocations']['parameters']['query']>

export interface PaymentAllocationsArea {
  /**
   * Get an allocation
   *
   * One allocation of a payment to an invoice.
   *
   * Needs `payments:read`.
   *
   * Scope `payments:read`.
   */
  get(id: PaymentAllocationId, query?: Record<string, never>, options?: ReadOptions): Call<PaymentAllocation, CommonProblem>
  /**
   * List allocations
   *
   * What payments pay of invoices, newest first. What counts is amount − released.
   *
   * Needs `payments:read`.
   *
   * Scope `payments:read`.
   */
  list(query?: ListPaymentAllocationsQuery, options?: ReadOptions): ListCall<PaymentAllocation, CommonProblem>
}

export type { CommonProblem, operations }

export const paymentAllocations = {
  get: 'GET /v1/payment_allocations/{id}',
  list: 'GET /v1/payment_allocations p',
} as unknown as Area<PaymentAllocationsArea>
