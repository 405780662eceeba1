import { changeRow } from '../../../db/change-row.ts'
import { insertRows, updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { deleteLines, deleteTaxes } from '../queries/invoices.ts'
import type { InvoiceRow } from '../tables.ts'
import { type InvoiceParts, invoiceView } from '../views.ts'
import { draftRows, type LineSource } from './draft-rows.ts'
import { figuresOf } from './price-lines.ts'

/** Writes what differs of a draft: its header, and its lines where `sources` names them anew. Records it once. */
export async function changeDraft(
  work: UnitOfWork,
  before: InvoiceParts,
  header: Partial<InvoiceRow>,
  sources: readonly LineSource[] | undefined,
): Promise<InvoiceParts> {
  const { id, currency } = before.invoice
  let after = before
  let changes = header
  if (sources) {
    const figures = figuresOf(sources, currency)
    const { lines, taxes } = draftRows(work, id, sources, figures)
    work.later(deleteLines({ id }), before.lines.length)
    work.later(deleteTaxes({ id }), before.taxes.length)
    work.later(insertRows('invoice_line', lines))
    work.later(insertRows('invoice_tax', taxes))
    changes = {
      ...header,
      net_minor: figures.net,
      tax_minor: figures.tax,
      total_minor: figures.total,
      balance_minor: figures.total,
    }
    after = { invoice: before.invoice, lines, taxes }
  }
  let { after: invoice, columns } = changeRow(before.invoice, changes, work.now)
  if (!columns && sources) {
    columns = { version: before.invoice.version + 1, updated_at: work.now }
    invoice = { ...before.invoice, ...columns }
  }
  if (!columns) return before
  work.later(updateRow('invoice', id, columns), 1)
  after = { ...after, invoice }
  await work.record({
    type: 'invoice.updated',
    subject: { type: 'invoice', id, version: invoice.version },
    before: invoiceView(before, work.today),
    after: invoiceView(after, work.today),
    engagementId: invoice.engagement_id,
  })
  return after
}
