import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { shiftInvoice } from '../queries/invoices.ts'
import { balanceEvent, issuedStatus } from '../rules/invoice-status.ts'
import type { InvoiceRow } from '../tables.ts'
import { expectOverdue } from './expect-overdue.ts'

/** Moves a locked, issued invoice by what is paid and credited (minor units, negative takes back), and records it. */
export async function moveBalance(
  work: UnitOfWork,
  invoice: InvoiceRow,
  { paid = 0, credited = 0 }: { paid?: number; credited?: number },
): Promise<InvoiceRow> {
  const sums = {
    paid_minor: invoice.paid_minor + paid,
    credited_minor: invoice.credited_minor + credited,
    balance_minor: invoice.balance_minor - paid - credited,
  }
  const status = issuedStatus({ paid: sums.paid_minor, balance: sums.balance_minor })
  const after: InvoiceRow = { ...invoice, ...sums, status, version: invoice.version + 1, updated_at: work.now }
  work.later(shiftInvoice({ id: invoice.id, paid, credited, status, version: after.version, now: work.now }), 1)
  if ((invoice.status === 'paid') !== (status === 'paid')) expectOverdue(work, after)
  const shown = (row: InvoiceRow) => ({
    status: row.status,
    paid: row.paid_minor,
    credited: row.credited_minor,
    balance: row.balance_minor,
  })
  await work.record({
    type: balanceEvent(invoice.status, status),
    subject: { type: 'invoice', id: invoice.id, version: after.version },
    before: shown(invoice),
    after: shown(after),
    engagementId: invoice.engagement_id,
    clientVisible: true,
  })
  return after
}
