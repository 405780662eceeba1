import type { PortalInvoice } from '@agencyops/sdk'

export type InvoiceState = 'open' | 'overdue' | 'partlyPaid' | 'paid' | 'credited'

/** What a client asks first of an invoice. */
export interface Headline {
  state: InvoiceState
  /** What is left to pay, and once nothing is, what was paid. */
  amount: PortalInvoice['balance']
  /** Days from the tenant's today to the due date; null once nothing is open. */
  dueInDays: number | null
  /** When the last money came that settled it, as far as the reader may know. */
  settledOn: string | null
  /** What is paid and credited already. */
  settled: PortalInvoice['balance']
}

/** An invoice that nobody paid and that its credit notes took back whole is credited, not paid. */
export function headline(invoice: PortalInvoice): Headline {
  const { balance, paid, credited, due_in_days: dueInDays, allocations } = invoice
  const settled = { ...paid, amount: paid.amount + credited.amount }
  if (invoice.status === 'paid') {
    const state = credited.amount > 0 && paid.amount === 0 ? 'credited' : 'paid'
    const dates = (allocations ?? []).map((one) => one.allocated_on)
    return {
      state,
      amount: state === 'credited' ? balance : paid,
      dueInDays: null,
      settledOn: dates.sort().at(-1) ?? null,
      settled,
    }
  }
  const late = dueInDays !== null && dueInDays < 0
  const state = late ? 'overdue' : invoice.status === 'partially_paid' ? 'partlyPaid' : 'open'
  return { state, amount: balance, dueInDays, settledOn: null, settled }
}
