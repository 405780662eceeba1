import type { invoiceLineTaxChange } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import type { Tax } from '../../../primitives/tax-choice.ts'
import { lockInvoice } from '../queries/invoices.ts'
import type { InvoiceParts } from '../views.ts'
import { changeDraft } from './change-draft.ts'
import { standingSource } from './draft-rows.ts'
import { loadParts, matchInvoice, requireDraft } from './load-invoice.ts'
import { resolveTaxes } from './price-lines.ts'

/** Gives one line of a draft another tax, with the reason. What was approved of it stays. */
export async function changeInvoiceLineTax(
  work: UnitOfWork,
  id: RowId<'invoice'>,
  input: z.infer<typeof invoiceLineTaxChange>,
): Promise<InvoiceParts> {
  const row = matchInvoice(work, await work.first(lockInvoice({ id })))
  requireDraft(row)
  const before = await loadParts(work, row)
  const lineId = toRow<'invoice_line'>(input.line_id)
  if (!before.lines.some((line) => line.id === lineId)) {
    throw invalidField('#/line_id', 'unknown_value', 'The invoice has no such line.')
  }
  const [tax] = (await resolveTaxes(work, [{ input, pointer: '#' }])) as [Tax]
  const sources = before.lines.map((line) => ({
    ...standingSource(line),
    ...(line.id === lineId && { ...tax, tax_changed_reason: input.reason }),
  }))
  return changeDraft(work, before, {}, sources)
}
