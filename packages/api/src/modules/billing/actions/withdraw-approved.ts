import type { RowId } from '../../../db/row.ts'
import type { Reaction } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { lockScopeItems } from '../../crm/index.ts'
import { listBillingInvoiceIds } from '../queries/approvals.ts'
import { listLines, lockInvoices } from '../queries/invoices.ts'
import { removeDraft } from './delete-invoice.ts'
import { loadParts } from './load-invoice.ts'

/**
 * A withdrawn approval takes its draft with it and gives the work back. The caller holds the engagement, the scope
 * items, the milestone and the approval. Throws 409 while an issued line bills it.
 */
export const withdrawApproved: Reaction = async (work, event) => {
  const approvalId = event.subject.id as RowId<'approval'>
  const billing = await work.all(listBillingInvoiceIds({ approval_id: approvalId }))
  if (billing.length === 0) return undefined
  const invoices = await work.all(lockInvoices({ ids: billing.map((row) => row.invoice_id) }))
  const issued = invoices.find((invoice) => invoice.status !== 'draft')
  if (issued) throw illegalMove(`${issued.number} bills it. Credit that first and release the work.`, ['credit'])
  for (const invoice of invoices) {
    const lines = await work.all(listLines({ id: invoice.id }))
    const itemIds = [...new Set(lines.flatMap((line) => line.scope_item_id ?? []))].sort()
    // Held by the caller already: read again for their present sums.
    const items = await work.all(lockScopeItems({ ids: itemIds }))
    await removeDraft(work, await loadParts(work, invoice), items)
  }
  return undefined
}
