/** The door of billing. */
import { defineModule } from '../module.ts'
import { draftApproved } from './actions/draft-milestone-invoice.ts'
import {
  refuseCompanyWithOpenMoney,
  refuseEngagementWithDraft,
  refuseEngagementWithOpenMoney,
} from './actions/refuse-open-money.ts'
import { tellOverdue } from './actions/tell-overdue.ts'
import { withdrawApproved } from './actions/withdraw-approved.ts'
import { invoiceMoveOperations } from './routes/invoice-moves.ts'
import { invoiceOperations } from './routes/invoices.ts'
import { paymentOperations } from './routes/payments.ts'

export { findCreditNote, listCreditNoteLines, listCreditNoteTaxes } from './queries/credit-notes.ts'
export { findInvoice, listLines, listTaxes, selectInvoices } from './queries/invoices.ts'
export { listAllocationsOfInvoice } from './queries/payments.ts'
export { invoiceSorts } from './routes/invoice-sorts.ts'
export type {
  CreditNoteLineRow,
  CreditNoteRow,
  InvoiceLineRow,
  InvoiceRow,
  InvoiceSummaryRow,
  InvoiceTaxRow,
  PaymentAllocationRow,
} from './tables.ts'
export {
  type CreditNoteParts,
  documentLineView,
  documentTaxView,
  type InvoiceParts,
  invoiceSummaryView,
} from './views.ts'

export const billing = defineModule({
  name: 'billing',
  operations: [...invoiceOperations, ...invoiceMoveOperations, ...paymentOperations],
  on: {
    'company.archived': refuseCompanyWithOpenMoney,
    'engagement.completed': refuseEngagementWithDraft,
    'engagement.archived': refuseEngagementWithOpenMoney,
    'milestone.approved': draftApproved,
    'approval.withdrawn': withdrawApproved,
  },
  due: { invoice_overdue: tellOverdue },
})
