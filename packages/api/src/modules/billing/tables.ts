import type { Generated, Selectable } from 'kysely'
import type { Decimal, Instant, Json, PlainDate, RowId } from '../../db/row.ts'

export interface InvoiceTable {
  tenant_id: Generated<number>
  id: RowId<'invoice'>
  legal_entity_id: RowId<'legal_entity'>
  company_id: RowId<'company'>
  engagement_id: RowId<'engagement'> | null
  milestone_id: RowId<'milestone'> | null
  approval_id: RowId<'approval'> | null
  number: string | null
  series_number: number | null
  status: 'draft' | 'issued' | 'partially_paid' | 'paid'
  currency: string
  issued_on: PlainDate | null
  due_on: PlainDate | null
  accounting_on: PlainDate | null
  issued_at: Instant | null
  payment_terms: Json
  seller: Json | null
  buyer: Json | null
  bank: Json | null
  purchase_order: string | null
  note: string | null
  net_minor: number
  tax_minor: number
  total_minor: number
  paid_minor: Generated<number>
  credited_minor: Generated<number>
  balance_minor: number
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  external_system: string | null
  external_id: string | null
}

export interface InvoiceLineTable {
  tenant_id: Generated<number>
  id: RowId<'invoice_line'>
  invoice_id: RowId<'invoice'>
  position: number
  scope_item_id: RowId<'scope_item'> | null
  milestone_id: RowId<'milestone'> | null
  approval_id: RowId<'approval'> | null
  approval_line_id: RowId<'approval_line'> | null
  description: string
  quantity: Decimal
  unit: string | null
  unit_price: Decimal
  net_minor: number
  tax_minor: number
  tax_category: string
  tax_percent: Decimal
  exemption_reason: string | null
  tax_changed_reason: string | null
  live: Generated<boolean>
  credited_net_minor: Generated<number>
  credited_tax_minor: Generated<number>
  credited_quantity: Generated<Decimal>
}

export interface InvoiceTaxTable {
  tenant_id: Generated<number>
  id: RowId<'invoice_tax'>
  invoice_id: RowId<'invoice'>
  position: number
  category: string
  percent: Decimal
  taxable_minor: number
  tax_minor: number
  exemption_reason: string | null
}

export interface CreditNoteTable {
  tenant_id: Generated<number>
  id: RowId<'credit_note'>
  invoice_id: RowId<'invoice'>
  legal_entity_id: RowId<'legal_entity'>
  company_id: RowId<'company'>
  engagement_id: RowId<'engagement'> | null
  number: string
  series_number: number
  currency: string
  reason: string
  issued_on: PlainDate
  accounting_on: PlainDate
  issued_at: Instant
  seller: Json
  buyer: Json
  bank: Json | null
  net_minor: number
  tax_minor: number
  total_minor: number
  released_minor: Generated<number>
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  external_system: string | null
  external_id: string | null
}

export interface CreditNoteLineTable {
  tenant_id: Generated<number>
  id: RowId<'credit_note_line'>
  credit_note_id: RowId<'credit_note'>
  invoice_line_id: RowId<'invoice_line'>
  scope_item_id: RowId<'scope_item'> | null
  position: number
  description: string
  quantity: Decimal
  unit: string | null
  unit_price: Decimal
  net_minor: number
  tax_minor: number
  tax_category: string
  tax_percent: Decimal
  exemption_reason: string | null
  released: boolean
}

export interface CreditNoteTaxTable {
  tenant_id: Generated<number>
  id: RowId<'credit_note_tax'>
  credit_note_id: RowId<'credit_note'>
  position: number
  category: string
  percent: Decimal
  taxable_minor: number
  tax_minor: number
  exemption_reason: string | null
}

export interface PaymentTable {
  tenant_id: Generated<number>
  id: RowId<'payment'>
  company_id: RowId<'company'>
  legal_entity_id: RowId<'legal_entity'>
  currency: string
  received_minor: number
  allocated_minor: Generated<number>
  refunded_minor: Generated<number>
  unallocated_minor: number
  received_on: PlainDate
  accounting_on: PlainDate
  reference: string | null
  method: string | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  external_system: string | null
  external_id: string | null
}

export interface PaymentAllocationTable {
  tenant_id: Generated<number>
  id: RowId<'payment_allocation'>
  payment_id: RowId<'payment'>
  invoice_id: RowId<'invoice'>
  amount_minor: number
  released_minor: Generated<number>
  currency: string
  allocated_on: PlainDate
  accounting_on: PlainDate
  allocated_at: Instant
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface PaymentAllocationLineTable {
  tenant_id: Generated<number>
  id: RowId<'payment_allocation_line'>
  payment_allocation_id: RowId<'payment_allocation'>
  invoice_line_id: RowId<'invoice_line'>
  net_minor: number
  tax_minor: number
}

export interface AllocationReleaseTable {
  tenant_id: Generated<number>
  id: RowId<'allocation_release'>
  payment_allocation_id: RowId<'payment_allocation'>
  credit_note_id: RowId<'credit_note'> | null
  amount_minor: number
  reason: string | null
  released_on: PlainDate
  accounting_on: PlainDate
  released_at: Instant
}

export interface IssuedDocumentTable {
  tenant_id: Generated<number>
  id: RowId<'issued_document'>
  invoice_id: RowId<'invoice'> | null
  credit_note_id: RowId<'credit_note'> | null
  media_type: string
  body: string
  sha256: string
  recorded_at: Instant
}

export interface BillingTables {
  invoice: InvoiceTable
  invoice_line: InvoiceLineTable
  invoice_tax: InvoiceTaxTable
  credit_note: CreditNoteTable
  credit_note_line: CreditNoteLineTable
  credit_note_tax: CreditNoteTaxTable
  payment: PaymentTable
  payment_allocation: PaymentAllocationTable
  payment_allocation_line: PaymentAllocationLineTable
  allocation_release: AllocationReleaseTable
  issued_document: IssuedDocumentTable
}

export type InvoiceRow = Selectable<InvoiceTable>
export type InvoiceLineRow = Selectable<InvoiceLineTable>
export type InvoiceTaxRow = Selectable<InvoiceTaxTable>
export type CreditNoteRow = Selectable<CreditNoteTable>
export type CreditNoteLineRow = Selectable<CreditNoteLineTable>
export type CreditNoteTaxRow = Selectable<CreditNoteTaxTable>
export type PaymentRow = Selectable<PaymentTable>
export type PaymentAllocationRow = Selectable<PaymentAllocationTable>
export type PaymentAllocationLineRow = Selectable<PaymentAllocationLineTable>
export type AllocationReleaseRow = Selectable<AllocationReleaseTable>
export type IssuedDocumentRow = Selectable<IssuedDocumentTable>

/** What lists show of an invoice. */
export type InvoiceSummaryRow = Pick<
  InvoiceRow,
  | 'id'
  | 'number'
  | 'status'
  | 'company_id'
  | 'legal_entity_id'
  | 'engagement_id'
  | 'milestone_id'
  | 'currency'
  | 'issued_on'
  | 'due_on'
  | 'purchase_order'
  | 'net_minor'
  | 'tax_minor'
  | 'total_minor'
  | 'paid_minor'
  | 'credited_minor'
  | 'balance_minor'
  | 'external_system'
  | 'external_id'
  | 'version'
  | 'created_at'
  | 'updated_at'
>
