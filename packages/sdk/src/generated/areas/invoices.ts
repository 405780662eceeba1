// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, DryRunOptions, MatchOptions, WriteOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { Invoice, InvoiceId } from '../types.ts'

export interface InvoicesArea {
  /**
   * issueInvoice
   *
   * A sentence about it.
   *
   * Refuses with `illegal_move`, `precondition_failed`.
   */
  issue(id: InvoiceId, body: Record<string, never>, options: WriteOptions & MatchOptions & DryRunOptions): Call<Invoice, CommonProblem | 'illegal_move' | 'precondition_failed'>
}

export type { CommonProblem }

export const invoices = {
  issue: 'POST /v1/invoices/{id}/issue n',
} as unknown as Area<InvoicesArea>
