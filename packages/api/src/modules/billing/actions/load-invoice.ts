import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { listLines, listTaxes } from '../queries/invoices.ts'
import { invoiceMoves } from '../rules/invoice-status.ts'
import type { InvoiceRow } from '../tables.ts'
import type { InvoiceParts } from '../views.ts'

/** The locked row, if the caller may see it, at the version that the request names. Throws 404, 412. */
export function matchInvoice(work: UnitOfWork, row: InvoiceRow | undefined): InvoiceRow {
  if (!row || !mayReach(work.principal, row.engagement_id)) throw notFound('invoice')
  work.match(row.version)
  return row
}

/** Throws 409 unless it is a draft; the refusal says what an issued invoice can still do. */
export function requireDraft(row: InvoiceRow): void {
  if (row.status === 'draft') return
  throw illegalMove(
    `${row.number} is issued, so it stays. Credit it, in full or by line.`,
    invoiceMoves(row.status, { creditable: row.credited_minor < row.total_minor }),
  )
}

/** Throws 409 for a draft. */
export function requireIssued(row: InvoiceRow, verb: string): void {
  if (row.status !== 'draft') return
  throw illegalMove(`A draft cannot be ${verb}. Issue it first.`, invoiceMoves('draft'))
}

/** Lines and breakdown of a locked invoice. */
export async function loadParts(work: UnitOfWork, invoice: InvoiceRow): Promise<InvoiceParts> {
  const id: RowId<'invoice'> = invoice.id
  const [lines, taxes] = await work.group(listLines({ id }), listTaxes({ id }))
  return { invoice, lines, taxes }
}
