/** Wire ↔ action, of what a client reads, for the firm’s own people: the same answers as the portal’s. */
import { ids, portalApproval, portalCreditNote, portalInvoice } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { readOperation } from '../../../http/operation.ts'
import { readApproval } from '../actions/read-approval.ts'
import { readCreditNote } from '../actions/read-credit-note.ts'
import { readInvoice } from '../actions/read-invoice.ts'

export const clientViewOperations = [
  readOperation({
    id: 'getInvoiceClientView',
    path: '/v1/invoices/{id}/client_view',
    tag: 'invoices',
    summary: 'Get an invoice as its client reads it',
    description:
      'What the portal shows the client of an issued invoice; a draft has nothing to show. Milestones, approvals, payments, credit notes and names of contacts come as far as the credential reads them by themselves.',
    scope: 'invoices:read',
    params: { id: ids.invoice },
    answers: portalInvoice,
    quick: true,
    handle: ({ db, params, principal, clock }) => readInvoice(db, principal, toRow(params.id), clock),
  }),
  readOperation({
    id: 'getCreditNoteClientView',
    path: '/v1/credit_notes/{id}/client_view',
    tag: 'credit_notes',
    summary: 'Get a credit note as its client reads it',
    description: 'What the portal shows the client of a credit note, with the number of its invoice.',
    scope: ['credit_notes:read', 'invoices:read'],
    params: { id: ids.credit_note },
    answers: portalCreditNote,
    quick: true,
    handle: ({ db, params, principal }) => readCreditNote(db, principal, toRow<'credit_note'>(params.id)),
  }),
  readOperation({
    id: 'getApprovalClientView',
    path: '/v1/approvals/{id}/client_view',
    tag: 'approvals',
    summary: 'Get an approval as its client reads it',
    description:
      'What the portal shows the client of an approval: what approving approves while it is requested, what was decided on afterwards. Only the contact who is asked decides, so `can_decide` is false.',
    scope: ['approvals:read', 'milestones:read', 'files:read'],
    params: { id: ids.approval },
    answers: portalApproval,
    handle: ({ db, params, principal }) => readApproval(db, principal, toRow(params.id)),
  }),
]
