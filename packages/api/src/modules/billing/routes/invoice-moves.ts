/** Wire ↔ action, of what makes an invoice final and what corrects it. */
import {
  creditNote,
  creditNoteListQuery,
  creditNotePage,
  ids,
  invoice,
  invoiceCredit,
  invoiceCredited,
  invoiceIssue,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { creditInvoice } from '../actions/credit-invoice.ts'
import { draftMilestoneInvoice } from '../actions/draft-milestone-invoice.ts'
import { issueInvoice } from '../actions/issue-invoice.ts'
import { findCreditNote, listCreditNoteLines, listCreditNoteTaxes, selectCreditNotes } from '../queries/credit-notes.ts'
import { creditNoteSummaryView, creditNoteView, invoiceView } from '../views.ts'

const byId = { id: ids.invoice }

export const invoiceMoveOperations = [
  writeOperation({
    id: 'issueInvoice',
    path: '/v1/invoices/{id}/issue',
    tag: 'invoices',
    summary: 'Issue an invoice',
    description:
      'Gives a draft its number and date and freezes all that any representation reads: seller, buyer, bank account, texts, lines. Numbers of a series have no gap; the date is the tenant’s today unless told, never later and never before the last one of the series. A line that needs an exemption reason and has none is refused, and so is a total below zero. A total of zero is paid at once.',
    scope: 'invoices:issue',
    params: byId,
    body: invoiceIssue,
    example: { issued_on: '2026-12-11' },
    answers: invoice,
    ifMatch: 'required',
    problems: ['illegal_move', 'invalid_amount', 'invalid_date', 'conflict'],
    emits: ['invoice.issued', 'invoice.paid'],
    async handle(work, { params, body }) {
      const view = invoiceView(await issueInvoice(work, toRow(params.id), body), work.today)
      // A number that is taken back again is nobody's.
      return work.dryRun ? { ...view, number: null } : view
    },
  }),
  writeOperation({
    id: 'creditInvoice',
    path: '/v1/invoices/{id}/credit',
    tag: 'invoices',
    summary: 'Credit an invoice',
    description:
      'Corrects an issued invoice by a credit note with a number of its own series, in full or by line. Its positive amounts mirror the invoice and lower its balance; what had been paid beyond the rest goes back to client credit, the newest allocations first. Work that is released may be billed again, for exactly what is credited; other work is written off. Crediting a line by an amount never releases.',
    scope: 'credit_notes:write',
    params: byId,
    body: invoiceCredit,
    example: { reason: 'Wrong purchase order', release: true },
    answers: invoiceCredited,
    status: 201,
    ifMatch: 'required',
    problems: ['illegal_move', 'invalid_amount', 'invalid_date', 'conflict'],
    emits: [
      'credit_note.issued',
      'invoice.paid',
      'invoice.partially_paid',
      'invoice.reopened',
      'invoice.balance_changed',
      'payment.released',
    ],
    async handle(work, { params, body }) {
      const { note, invoice: after } = await creditInvoice(work, toRow(params.id), body)
      const view = creditNoteView(note)
      return {
        credit_note: work.dryRun ? { ...view, number: null } : view,
        invoice: invoiceView(after, work.today),
      }
    },
  }),
  writeOperation({
    id: 'draftMilestoneInvoice',
    path: '/v1/milestones/{id}/draft_invoice',
    tag: 'milestones',
    summary: 'Draft the invoice of a milestone again',
    description:
      'Raises the draft of an approved milestone from what its client approved, of all that no live invoice line bills: after its draft was deleted, or its invoice credited in full with a release. An approval raises the first draft by itself.',
    scope: 'invoices:write',
    params: { id: ids.milestone },
    answers: invoice,
    status: 201,
    location: '/v1/invoices/',
    problems: ['illegal_move', 'conflict'],
    emits: ['invoice.created'],
    handle: async (work, { params }) => invoiceView(await draftMilestoneInvoice(work, toRow(params.id)), work.today),
  }),
  readOperation({
    id: 'listCreditNotes',
    path: '/v1/credit_notes',
    tag: 'credit_notes',
    summary: 'List credit notes',
    description: 'Newest first unless sorted, without their lines.',
    scope: 'credit_notes:read',
    query: creditNoteListQuery,
    answers: creditNotePage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listCreditNotes',
        query,
        table: 'credit_note',
        sorts: {
          created_at: { sql: 'credit_note.created_at', type: 'timestamptz' },
          updated_at: { sql: 'credit_note.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectCreditNotes(principal, {
            invoiceId: query.invoice_id && toRow(query.invoice_id),
            companyId: query.company_id && toRow(query.company_id),
            engagementId: query.engagement_id && toRow(query.engagement_id),
            updatedSince: query.updated_since,
          }),
      })
      return { data: rows.map(creditNoteSummaryView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getCreditNote',
    path: '/v1/credit_notes/{id}',
    tag: 'credit_notes',
    summary: 'Get a credit note',
    description: 'One credit note with its lines and tax breakdown.',
    scope: 'credit_notes:read',
    params: { id: ids.credit_note },
    answers: creditNote,
    quick: true,
    async handle({ db, params, principal }) {
      const id = toRow<'credit_note'>(params.id)
      const [[note], lines, taxes] = await db.group(
        findCreditNote({ id }),
        listCreditNoteLines({ id }),
        listCreditNoteTaxes({ id }),
      )
      if (!note || !mayReach(principal, note.engagement_id)) throw notFound('credit note')
      return creditNoteView({ note, lines, taxes })
    },
  }),
]
