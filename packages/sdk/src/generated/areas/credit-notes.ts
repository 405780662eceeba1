// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, ListCall, ReadOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { CreditNote, CreditNoteId, CreditNoteSummary, PortalCreditNote } from '../types.ts'

export type ListCreditNotesQuery = NonNullable<operations['listCreditNotes']['parameters']['query']>

export interface CreditNotesArea {
  /**
   * Get a credit note
   *
   * One credit note with its lines and tax breakdown.
   *
   * Needs `credit_notes:read`.
   *
   * Scope `credit_notes:read`.
   */
  get(id: CreditNoteId, query?: Record<string, never>, options?: ReadOptions): Call<CreditNote, CommonProblem>
  /**
   * Get a credit note as its client reads it
   *
   * What the portal shows the client of a credit note, with the number of its invoice.
   *
   * Needs `credit_notes:read` and `invoices:read`.
   *
   * Scope `credit_notes:read,invoices:read`.
   */
  getClientView(id: CreditNoteId, query?: Record<string, never>, options?: ReadOptions): Call<PortalCreditNote, CommonProblem>
  /**
   * List credit notes
   *
   * Newest first unless sorted, without their lines.
   *
   * Needs `credit_notes:read`.
   *
   * Scope `credit_notes:read`.
   */
  list(query?: ListCreditNotesQuery, options?: ReadOptions): ListCall<CreditNoteSummary, CommonProblem>
}

export type { CommonProblem, operations }

export const creditNotes = {
  get: 'GET /v1/credit_notes/{id}',
  getClientView: 'GET /v1/credit_notes/{id}/client_view',
  list: 'GET /v1/credit_notes p',
} as unknown as Area<CreditNotesArea>
