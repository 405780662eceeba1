// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, MatchOptions, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Invoice, InvoiceCreate, InvoiceCredit, InvoiceCredited, InvoiceId, InvoiceIssue, InvoiceLineTaxChange, InvoicePreview, InvoicePreviewRequest, InvoiceSummary, InvoiceUpdate, PortalInvoice } from '../types.ts'

export type ListInvoicesQuery = NonNullable<operations['listInvoices']['parameters']['query']>

export interface InvoicesArea {
  /**
   * Change the tax of a draft’s line
   *
   * Gives one line another tax rate, or category and percent, with the reason, which is kept beside the evidence of what was approved. Item, quantity and net stay.
   *
   * Needs `invoices:write`.
   *
   * Emits `invoice.updated`.
   *
   * Scope `invoices:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`.
   */
  changeLineTax(id: InvoiceId, body: InvoiceLineTaxChange, options?: WriteOptions & DryRunOptions): Call<Invoice, CommonProblem | 'illegal_move' | 'invalid_amount'>
  /**
   * Draft an invoice by hand
   *
   * A draft with lines of its own. An engagement decides company, legal entity and currency. A line is quantity × unit price, rounded once, half away from zero; tax is taken once on the sum of the lines of a category and percent.
   *
   * Needs `invoices:write`.
   *
   * Emits `invoice.created`.
   *
   * Scope `invoices:write`.
   *
   * Refuses with `invalid_amount`, `conflict`.
   */
  create(body: InvoiceCreate, options?: WriteOptions & DryRunOptions): Call<Invoice, CommonProblem | 'invalid_amount' | 'conflict'>
  /**
   * Credit an invoice
   *
   * Corrects an issued invoice by a credit note with a number of its own series, in full or by line. Its positive amounts mirror the invoice and lower its balance; what had been paid beyond the rest goes back to client credit, the newest allocations first. Work that is released may be billed again, for exactly what is credited; other work is written off. Crediting a line by an amount never releases.
   *
   * Needs `credit_notes:write`.
   *
   * Emits `credit_note.issued`, `invoice.paid`, `invoice.partially_paid`, `invoice.reopened`, `invoice.balance_changed`, `payment.released`.
   *
   * Scope `credit_notes:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`, `invalid_date`, `conflict`.
   */
  credit(id: InvoiceId, body: InvoiceCredit, options: WriteOptions & MatchOptions & DryRunOptions): Call<InvoiceCredited, CommonProblem | 'illegal_move' | 'invalid_amount' | 'invalid_date' | 'conflict'>
  /**
   * Delete a draft invoice
   *
   * Deletes a draft, which never had a number, and gives its work back to be billed again. An issued invoice stays: credit it.
   *
   * Needs `invoices:write`.
   *
   * Emits `invoice.deleted`.
   *
   * Scope `invoices:write`.
   *
   * Refuses with `illegal_move`.
   */
  delete(id: InvoiceId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem | 'illegal_move'>
  /**
   * Get an invoice
   *
   * One invoice with its lines and tax breakdown. `days_past_due` goes by the tenant’s today.
   *
   * Needs `invoices:read`.
   *
   * Scope `invoices:read`.
   */
  get(id: InvoiceId, query?: Record<string, never>, options?: ReadOptions): Call<Invoice, CommonProblem>
  /**
   * Get an invoice as its client reads it
   *
   * What the portal shows the client of an issued invoice; a draft has nothing to show. Milestones, approvals, payments, credit notes and names of contacts come as far as the credential reads them by themselves.
   *
   * Needs `invoices:read`.
   *
   * Scope `invoices:read`.
   */
  getClientView(id: InvoiceId, query?: Record<string, never>, options?: ReadOptions): Call<PortalInvoice, CommonProblem>
  /**
   * Issue an invoice
   *
   * Gives a draft its number and date and freezes all that any representation reads: seller, buyer, bank account, texts, lines. Numbers of a series have no gap; the date is the tenant’s today unless told, never later and never before the last one of the series. A line that needs an exemption reason and has none is refused, and so is a total below zero. A total of zero is paid at once.
   *
   * Needs `invoices:issue`.
   *
   * Emits `invoice.issued`, `invoice.paid`.
   *
   * Scope `invoices:issue`.
   *
   * Refuses with `illegal_move`, `invalid_amount`, `invalid_date`, `conflict`.
   */
  issue(id: InvoiceId, body: InvoiceIssue, options: WriteOptions & MatchOptions & DryRunOptions): Call<Invoice, CommonProblem | 'illegal_move' | 'invalid_amount' | 'invalid_date' | 'conflict'>
  /**
   * List invoices
   *
   * Drafts and issued invoices, newest first unless sorted, without their lines. `overdue` and `days_past_due` go by the tenant’s today.
   *
   * Needs `invoices:read`.
   *
   * Scope `invoices:read`.
   */
  list(query?: ListInvoicesQuery, options?: ReadOptions): ListCall<InvoiceSummary, CommonProblem>
  /**
   * Preview an invoice
   *
   * The figures of a body as far as it is known, as you type; nothing is written. They are those of the draft and of the issued invoice. A negative total is shown, though it could not be issued.
   *
   * Needs `invoices:read`.
   *
   * Scope `invoices:read`.
   *
   * Refuses with `invalid_amount`.
   */
  preview(body?: InvoicePreviewRequest, options?: WriteOptions & DryRunOptions): Call<InvoicePreview, CommonProblem | 'invalid_amount'>
  /**
   * Update a draft invoice
   *
   * A JSON merge patch of a draft. `lines` replaces the lines by hand as a whole; lines that an approval raised stay, only their tax can be changed, with a reason. An issued invoice never changes: credit it.
   *
   * Needs `invoices:write`.
   *
   * Emits `invoice.updated`.
   *
   * Scope `invoices:write`.
   *
   * Refuses with `illegal_move`, `invalid_amount`, `conflict`.
   */
  update(id: InvoiceId, body?: InvoiceUpdate, options?: WriteOptions & DryRunOptions): Call<Invoice, CommonProblem | 'illegal_move' | 'invalid_amount' | 'conflict'>
}

export type { CommonProblem, operations }

export const invoices = {
  changeLineTax: 'POST /v1/invoices/{id}/change_line_tax',
  create: 'POST /v1/invoices',
  credit: 'POST /v1/invoices/{id}/credit',
  delete: 'DELETE /v1/invoices/{id}',
  get: 'GET /v1/invoices/{id}',
  getClientView: 'GET /v1/invoices/{id}/client_view',
  issue: 'POST /v1/invoices/{id}/issue',
  list: 'GET /v1/invoices p',
  preview: 'POST /v1/invoices/preview',
  update: 'PATCH /v1/invoices/{id}',
} as unknown as Area<InvoicesArea>
