import { deleteRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { type ScopeItemRow, shiftScopeItem } from '../../crm/index.ts'
import {
  deleteLines,
  deleteTaxes,
  lockEngagementOfInvoice,
  lockInvoice,
  lockScopeItemsOfInvoice,
} from '../queries/invoices.ts'
import { type InvoiceParts, invoiceView } from '../views.ts'
import { loadParts, matchInvoice, requireDraft } from './load-invoice.ts'

/** Deletes a draft and gives its work back. Throws 404, 409 once it is issued. */
export async function deleteInvoice(work: UnitOfWork, id: RowId<'invoice'>): Promise<void> {
  const [, items, rows] = await work.group(
    lockEngagementOfInvoice({ id }),
    lockScopeItemsOfInvoice({ id }),
    lockInvoice({ id }),
  )
  const row = matchInvoice(work, rows[0])
  requireDraft(row)
  await removeDraft(work, await loadParts(work, row), items)
}

/** Removes a locked draft; its scope items, locked too, are unbilled by it again. */
export async function removeDraft(
  work: UnitOfWork,
  draft: InvoiceParts,
  items: readonly ScopeItemRow[],
): Promise<void> {
  const { invoice, lines, taxes } = draft
  const { id } = invoice
  work.later(deleteLines({ id }), lines.length)
  work.later(deleteTaxes({ id }), taxes.length)
  work.later(deleteRow('invoice', id), 1)
  for (const item of items) {
    const own = lines.filter((line) => line.scope_item_id === item.id)
    const net = own.reduce((sum, line) => sum + line.net_minor, 0)
    if (own.length > 0) shiftScopeItem(work, item, { billed: -net })
  }
  await work.record({
    type: 'invoice.deleted',
    subject: { type: 'invoice', id, version: invoice.version },
    before: invoiceView(draft, work.today),
    engagementId: invoice.engagement_id,
  })
}
