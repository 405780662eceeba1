import type { invoiceUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { lockInvoice } from '../queries/invoices.ts'
import type { InvoiceParts } from '../views.ts'
import { changeDraft } from './change-draft.ts'
import { type LineSource, manualSource, standingSource } from './draft-rows.ts'
import { loadParts, matchInvoice, requireDraft } from './load-invoice.ts'
import { priceLines } from './price-lines.ts'

type Input = z.infer<typeof invoiceUpdate>

/** Changes a draft; `lines` replaces those by hand. Throws 404, 409 once it is issued. */
export async function updateInvoice(work: UnitOfWork, id: RowId<'invoice'>, input: Input): Promise<InvoiceParts> {
  const row = matchInvoice(work, await work.first(lockInvoice({ id })))
  requireDraft(row)
  const before = await loadParts(work, row)
  const { external_ref: externalRef, lines, ...header } = input
  let sources: LineSource[] | undefined
  if (lines) {
    const approved = before.lines.filter((line) => line.approval_line_id !== null).map(standingSource)
    const manual = (await priceLines(work, lines, row.currency)).map((line) => manualSource(work, line))
    sources = [...approved, ...manual]
  }
  return changeDraft(
    work,
    before,
    { ...header, ...(externalRef !== undefined && externalRefColumns(externalRef)) },
    sources,
  )
}
