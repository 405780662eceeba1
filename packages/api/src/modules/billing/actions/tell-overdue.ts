import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { lockInvoice } from '../queries/invoices.ts'
import { expectOverdue } from './expect-overdue.ts'

/** Says that an invoice is overdue, once, and answers so in a sentence; nothing where it is paid by now. */
export async function tellOverdue(work: UnitOfWork, id: string): Promise<string | undefined> {
  const invoiceId = id as RowId<'invoice'>
  const invoice = await work.first(lockInvoice({ id: invoiceId }))
  if (!invoice || invoice.status === 'draft' || invoice.status === 'paid' || invoice.due_on === null) return undefined
  // Another zone has begun since, in which the day is not over.
  if (invoice.due_on >= work.today) {
    expectOverdue(work, invoice)
    return undefined
  }
  const { version, engagement_id: engagementId } = invoice
  await work.record({
    type: 'invoice.overdue',
    subject: { type: 'invoice', id: invoiceId, version },
    engagementId,
    clientVisible: true,
  })
  return `${invoice.number} overdue`
}
