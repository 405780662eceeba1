/** Rows → wire, for clients. Each view names what it shows; nothing comes here by itself. */
import type {
  portalApproval,
  portalApprovalSummary,
  portalCreditNote,
  portalEngagement,
  portalFile,
  portalInvoice,
  portalInvoiceSummary,
  portalMilestone,
} from '@agencyops/schema'
import type { z } from 'zod'
import { type PlainDate, type RowId, toWire } from '../../db/row.ts'
import type { TenantPrincipal } from '../../http/principal.ts'
import { daysBetween, plainDate } from '../../primitives/day.ts'
import { sumAmounts } from '../../primitives/money.ts'
import {
  type CreditNoteParts,
  type CreditNoteRow,
  documentLineView,
  documentTaxView,
  type InvoiceLineRow,
  type InvoiceParts,
  type InvoiceSummaryRow,
  invoiceSummaryView,
  type PaymentAllocationRow,
} from '../billing/index.ts'
import type { ApprovalRow, MilestoneRow } from '../delivery/index.ts'
import type { EngagementRow } from '../engagements/index.ts'
import type { AttachedFile } from '../files/index.ts'
import type { ShownApproval, ShownFile, ShownMilestone } from './tables.ts'

type ShownEngagement = Pick<
  EngagementRow,
  'id' | 'name' | 'status' | 'currency' | 'contract_value_minor' | 'completed_at'
>

export function portalEngagementView(row: ShownEngagement): z.infer<typeof portalEngagement> {
  return {
    id: toWire('engagement', row.id),
    name: row.name,
    status: row.status,
    contract_value: { amount: row.contract_value_minor, currency: row.currency },
    completed_at: row.completed_at,
  }
}

export function portalMilestoneView(row: MilestoneRow): z.infer<typeof portalMilestone> {
  return {
    id: toWire('milestone', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    name: row.name,
    due_on: row.due_on,
    status: row.status,
    delivered_at: row.delivered_at,
    approved_at: row.approved_at,
  }
}

export function portalApprovalView(
  row: ApprovalRow,
  milestoneName: string,
  principal: TenantPrincipal,
): z.infer<typeof portalApprovalSummary> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: toWire('approval', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    milestone_id: toWire('milestone', row.milestone_id),
    milestone_name: milestoneName,
    status: row.status,
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    total: money(sumAmounts([row.net_minor, row.tax_minor])),
    requested_at: row.requested_at,
    decided_at: row.decided_at,
    remarks: row.remarks,
    can_decide: mayDecide(row, principal),
    version: row.version,
  }
}

function mayDecide(row: ApprovalRow, principal: TenantPrincipal): boolean {
  return (
    row.status === 'requested' &&
    principal.kind === 'contact' &&
    principal.actsFor &&
    principal.scopes.has('approvals:decide') &&
    principal.contactId === row.contact_id
  )
}

export function portalFileView(row: AttachedFile): z.infer<typeof portalFile> {
  return {
    id: toWire('file', row.file_id),
    engagement_id: toWire('engagement', row.engagement_id as RowId<'engagement'>),
    milestone_id: toWire('milestone', row.milestone_id),
    name: row.name,
    content_type: row.content_type,
    size: row.size,
    sha256: row.sha256,
    attached_at: row.attached_at,
  }
}

/** Each file of a snapshot, with the id of a shown file that has its name and its bytes. */
export function approvalFilesView(
  files: readonly { name: string; sha256: string }[],
  shown: readonly ShownFile[],
): z.infer<typeof portalApproval>['files'] {
  return files.map(({ name, sha256 }) => {
    const file = shown.find((one) => one.name === name && one.sha256 === sha256)
    return {
      id: file ? toWire('file', file.id) : null,
      name,
      content_type: file?.content_type ?? null,
      size: file?.size ?? null,
      sha256,
    }
  })
}

// It follows the clock, so it is told at read and never stored.
function dueInDays({ status, due_on }: InvoiceSummaryRow, today: PlainDate): number | null {
  return status === 'paid' || due_on === null ? null : daysBetween(plainDate(today), plainDate(due_on))
}

/** The row is of an issued invoice. */
export function portalInvoiceSummaryView(
  row: InvoiceSummaryRow,
  today: PlainDate,
): z.infer<typeof portalInvoiceSummary> {
  const all = invoiceSummaryView(row, today)
  return {
    id: all.id,
    number: all.number as string,
    status: all.status as 'issued',
    engagement_id: all.engagement_id,
    currency: all.currency,
    issued_on: all.issued_on as string,
    due_on: all.due_on as string,
    due_in_days: dueInDays(row, today),
    days_past_due: all.days_past_due,
    net: all.net,
    tax: all.tax,
    total: all.total,
    paid: all.paid,
    credited: all.credited,
    balance: all.balance,
    version: all.version,
  }
}

function portalLineView(row: CreditNoteParts['lines'][number] | InvoiceLineRow, currency: string) {
  const { tax, ...line } = documentLineView(row, currency)
  return { position: row.position, ...line }
}

/** What stands behind an invoice; null for what its reader may not read. */
export interface InvoiceBacking {
  milestones: readonly ShownMilestone[]
  approvals: readonly ShownApproval[]
  allocations: readonly PaymentAllocationRow[] | null
  credits: readonly CreditNoteRow[] | null
}

export function portalInvoiceView(
  { invoice: row, lines, taxes }: InvoiceParts,
  { milestones, approvals, allocations, credits }: InvoiceBacking,
  today: PlainDate,
): z.infer<typeof portalInvoice> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    ...portalInvoiceSummaryView(row, today),
    purchase_order: row.purchase_order,
    note: row.note,
    seller: row.seller,
    buyer: row.buyer,
    bank: row.bank,
    lines: lines.map((line) => ({
      id: toWire('invoice_line', line.id),
      ...portalLineView(line, row.currency),
      credited_net: money(line.credited_net_minor),
      milestone_id: toWire('milestone', line.milestone_id),
      approval_id: toWire('approval', line.approval_id),
    })),
    taxes: taxes.map((tax) => documentTaxView(tax, row.currency)),
    milestones: milestones.map(({ id, name, approved_at }) => ({ id: toWire('milestone', id), name, approved_at })),
    approvals: approvals.map((one) => ({
      id: toWire('approval', one.id),
      milestone_id: toWire('milestone', one.milestone_id),
      status: one.status as 'approved',
      decided_at: one.decided_at as string,
      decided_by: one.contact_name,
      remarks: one.remarks,
      sha256: one.sha256 as string,
      files: one.files,
    })),
    allocations: allocations
      ? allocations
          .filter((one) => one.amount_minor !== one.released_minor)
          .map((one) => ({
            id: toWire('payment_allocation', one.id),
            allocated_on: one.allocated_on,
            amount: money(one.amount_minor - one.released_minor),
          }))
      : null,
    credits: credits
      ? credits.map((one) => ({
          id: toWire('credit_note', one.id),
          number: one.number,
          issued_on: one.issued_on,
          total: money(one.total_minor),
          reason: one.reason,
        }))
      : null,
  }
}

export function portalCreditNoteView(
  { note, lines, taxes }: CreditNoteParts,
  invoiceNumber: string,
): z.infer<typeof portalCreditNote> {
  const money = (amount: number) => ({ amount, currency: note.currency })
  return {
    id: toWire('credit_note', note.id),
    number: note.number,
    invoice_id: toWire('invoice', note.invoice_id),
    invoice_number: invoiceNumber,
    engagement_id: toWire('engagement', note.engagement_id),
    currency: note.currency,
    reason: note.reason,
    issued_on: note.issued_on,
    net: money(note.net_minor),
    tax: money(note.tax_minor),
    total: money(note.total_minor),
    released: money(note.released_minor),
    seller: note.seller,
    buyer: note.buyer,
    lines: lines.map((line) => ({
      id: toWire('credit_note_line', line.id),
      invoice_line_id: toWire('invoice_line', line.invoice_line_id),
      ...portalLineView(line, note.currency),
    })),
    taxes: taxes.map((tax) => documentTaxView(tax, note.currency)),
    version: note.version,
  }
}
