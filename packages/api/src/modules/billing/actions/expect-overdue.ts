import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { addDays, type PlainDate, startOfDay } from '../../../primitives/day.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import type { InvoiceRow } from '../tables.ts'

/** An invoice that is open is overdue from the first instant of the day after it is due; one that is not, never. */
export function expectOverdue(work: UnitOfWork, invoice: InvoiceRow): void {
  if (invoice.status === 'draft' || invoice.status === 'paid' || invoice.due_on === null) {
    work.unschedule('invoice_overdue', invoice.id)
    return
  }
  const dayAfter = addDays(invoice.due_on as PlainDate, 1)
  work.schedule('invoice_overdue', invoice.id, formatInstant(startOfDay(work.timeZone, dayAfter)))
}
