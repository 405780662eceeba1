/** Rows → wire, of this area. */
import type {
  companyBalance,
  creditNote,
  creditNoteSummary,
  documentTax,
  invoice,
  invoiceLine,
  invoiceSummary,
  payment,
  paymentAllocation,
} from '@agencyops/schema'
import type { z } from 'zod'
import { type PlainDate, type RowId, toWire } from '../../db/row.ts'
import { externalRefView } from '../../http/external-ref.ts'
import { daysBetween, plainDate } from '../../primitives/day.ts'
import { canonicalDecimal } from '../../primitives/decimal.ts'
import type {
  CreditNoteLineRow,
  CreditNoteRow,
  CreditNoteTaxRow,
  InvoiceLineRow,
  InvoiceRow,
  InvoiceSummaryRow,
  InvoiceTaxRow,
  PaymentAllocationRow,
  PaymentRow,
} from './tables.ts'

type TaxCategory = z.infer<typeof documentTax>['category']

// It follows the clock, so it is told at read and never stored.
function daysPastDue({ status, due_on }: InvoiceSummaryRow, today: PlainDate): number | null {
  if (status === 'draft' || status === 'paid' || due_on === null) return null
  return Math.max(0, daysBetween(plainDate(due_on), plainDate(today)))
}

const moneyIn = (currency: string) => (amount: number) => ({ amount, currency })

export function invoiceSummaryView(row: InvoiceSummaryRow, today: PlainDate): z.infer<typeof invoiceSummary> {
  const money = moneyIn(row.currency)
  return {
    id: toWire('invoice', row.id),
    number: row.number,
    status: row.status,
    company_id: toWire('company', row.company_id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    engagement_id: toWire('engagement', row.engagement_id),
    milestone_id: toWire('milestone', row.milestone_id),
    currency: row.currency,
    issued_on: row.issued_on,
    due_on: row.due_on,
    days_past_due: daysPastDue(row, today),
    purchase_order: row.purchase_order,
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    total: money(row.total_minor),
    paid: money(row.paid_minor),
    credited: money(row.credited_minor),
    balance: money(row.balance_minor),
    external_ref: externalRefView(row),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** What lines of invoices and of credit notes say alike. */
export function documentLineView(row: InvoiceLineRow | CreditNoteLineRow, currency: string) {
  const money = moneyIn(currency)
  return {
    description: row.description,
    quantity: canonicalDecimal(row.quantity),
    unit: row.unit,
    unit_price: canonicalDecimal(row.unit_price),
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    tax_category: row.tax_category as TaxCategory,
    tax_percent: canonicalDecimal(row.tax_percent),
    exemption_reason: row.exemption_reason,
  }
}

export function invoiceLineView(row: InvoiceLineRow, currency: string): z.infer<typeof invoiceLine> {
  const money = moneyIn(currency)
  return {
    id: toWire('invoice_line', row.id),
    position: row.position,
    scope_item_id: toWire('scope_item', row.scope_item_id),
    milestone_id: toWire('milestone', row.milestone_id),
    approval_id: toWire('approval', row.approval_id),
    ...documentLineView(row, currency),
    tax_changed_reason: row.tax_changed_reason,
    credited_quantity: canonicalDecimal(row.credited_quantity),
    credited_net: money(row.credited_net_minor),
  }
}

export function documentTaxView(row: InvoiceTaxRow | CreditNoteTaxRow, currency: string): z.infer<typeof documentTax> {
  const money = moneyIn(currency)
  return {
    category: row.category as TaxCategory,
    percent: canonicalDecimal(row.percent),
    taxable: money(row.taxable_minor),
    tax: money(row.tax_minor),
    exemption_reason: row.exemption_reason,
  }
}

export interface InvoiceParts {
  invoice: InvoiceRow
  lines: readonly InvoiceLineRow[]
  taxes: readonly InvoiceTaxRow[]
}

export function invoiceView({ invoice: row, lines, taxes }: InvoiceParts, today: PlainDate): z.infer<typeof invoice> {
  return {
    ...invoiceSummaryView(row, today),
    approval_id: toWire('approval', row.approval_id),
    accounting_on: row.accounting_on,
    issued_at: row.issued_at,
    payment_terms: row.payment_terms,
    seller: row.seller,
    buyer: row.buyer,
    bank: row.bank,
    note: row.note,
    lines: lines.map((line) => invoiceLineView(line, row.currency)),
    taxes: taxes.map((tax) => documentTaxView(tax, row.currency)),
  }
}

export function creditNoteSummaryView(row: CreditNoteRow): z.infer<typeof creditNoteSummary> {
  const money = moneyIn(row.currency)
  return {
    id: toWire('credit_note', row.id),
    number: row.number,
    invoice_id: toWire('invoice', row.invoice_id),
    company_id: toWire('company', row.company_id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    engagement_id: toWire('engagement', row.engagement_id),
    currency: row.currency,
    reason: row.reason,
    issued_on: row.issued_on,
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    total: money(row.total_minor),
    released: money(row.released_minor),
    external_ref: externalRefView(row),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export interface CreditNoteParts {
  note: CreditNoteRow
  lines: readonly CreditNoteLineRow[]
  taxes: readonly CreditNoteTaxRow[]
}

export function creditNoteView({ note, lines, taxes }: CreditNoteParts): z.infer<typeof creditNote> {
  return {
    ...creditNoteSummaryView(note),
    accounting_on: note.accounting_on,
    issued_at: note.issued_at,
    seller: note.seller,
    buyer: note.buyer,
    bank: note.bank,
    lines: lines.map((row) => ({
      id: toWire('credit_note_line', row.id),
      invoice_line_id: toWire('invoice_line', row.invoice_line_id),
      scope_item_id: toWire('scope_item', row.scope_item_id),
      position: row.position,
      ...documentLineView(row, note.currency),
      released: row.released,
    })),
    taxes: taxes.map((tax) => documentTaxView(tax, note.currency)),
  }
}

export function paymentView(row: PaymentRow): z.infer<typeof payment> {
  const money = moneyIn(row.currency)
  return {
    id: toWire('payment', row.id),
    company_id: toWire('company', row.company_id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    received: money(row.received_minor),
    allocated: money(row.allocated_minor),
    refunded: money(row.refunded_minor),
    unallocated: money(row.unallocated_minor),
    received_on: row.received_on,
    accounting_on: row.accounting_on,
    reference: row.reference,
    method: row.method,
    external_ref: externalRefView(row),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function paymentAllocationView(row: PaymentAllocationRow): z.infer<typeof paymentAllocation> {
  const money = moneyIn(row.currency)
  return {
    id: toWire('payment_allocation', row.id),
    payment_id: toWire('payment', row.payment_id),
    invoice_id: toWire('invoice', row.invoice_id),
    amount: money(row.amount_minor),
    released: money(row.released_minor),
    allocated_on: row.allocated_on,
    accounting_on: row.accounting_on,
    allocated_at: row.allocated_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function companyBalanceView(row: {
  legal_entity_id: RowId<'legal_entity'>
  currency: string
  open: number
  overdue: number
  unallocated: number
}): z.infer<typeof companyBalance>['balances'][number] {
  const money = moneyIn(row.currency)
  return {
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    currency: row.currency,
    open: money(row.open),
    overdue: money(row.overdue),
    unallocated: money(row.unallocated),
    net: money(row.open - row.unallocated),
  }
}
