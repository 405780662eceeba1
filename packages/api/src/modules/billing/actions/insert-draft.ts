import { insertRow, insertRows } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import type { Figures } from '../rules/line-figures.ts'
import type { InvoiceRow } from '../tables.ts'
import { type InvoiceParts, invoiceView } from '../views.ts'
import { draftRows, type LineSource } from './draft-rows.ts'

export type DraftHeader = Pick<
  InvoiceRow,
  | 'legal_entity_id'
  | 'company_id'
  | 'engagement_id'
  | 'milestone_id'
  | 'approval_id'
  | 'currency'
  | 'payment_terms'
  | 'purchase_order'
  | 'note'
> & { external_ref?: { system: string; id: string } | undefined }

/** Writes a draft with its lines and records it; the parents are held by the caller. */
export async function insertDraft(
  work: UnitOfWork,
  { external_ref: externalRef, ...header }: DraftHeader,
  sources: readonly LineSource[],
  figures: Figures,
): Promise<InvoiceParts> {
  const invoice: InvoiceRow = {
    tenant_id: work.tenantId,
    id: work.newId('invoice'),
    ...header,
    number: null,
    series_number: null,
    status: 'draft',
    issued_on: null,
    due_on: null,
    accounting_on: null,
    issued_at: null,
    seller: null,
    buyer: null,
    bank: null,
    net_minor: figures.net,
    tax_minor: figures.tax,
    total_minor: figures.total,
    paid_minor: 0,
    credited_minor: 0,
    balance_minor: figures.total,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    ...externalRefColumns(externalRef),
  }
  const { lines, taxes } = draftRows(work, invoice.id, sources, figures)
  work.later(insertRow('invoice', invoice))
  work.later(insertRows('invoice_line', lines))
  work.later(insertRows('invoice_tax', taxes))
  const parts = { invoice, lines, taxes }
  await work.record({
    type: 'invoice.created',
    subject: { type: 'invoice', id: invoice.id, version: 1 },
    after: invoiceView(parts, work.today),
    engagementId: invoice.engagement_id,
  })
  return parts
}
