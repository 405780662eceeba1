/** Where an invoice stands by its money, and what may be done with it. */
export type InvoiceStatus = 'draft' | 'issued' | 'partially_paid' | 'paid'

/** The status of an issued invoice: `paid` has nothing open, by payment or credit. Amounts in minor units. */
export function issuedStatus({ paid, balance }: { paid: number; balance: number }): Exclude<InvoiceStatus, 'draft'> {
  if (balance === 0) return 'paid'
  return paid > 0 ? 'partially_paid' : 'issued'
}

/** What an invoice of this status can still do, for a refusal to list. */
export function invoiceMoves(status: InvoiceStatus, left: { creditable: boolean } = { creditable: true }): string[] {
  if (status === 'draft') return ['update', 'issue', 'delete']
  return left.creditable ? ['credit'] : []
}

export type BalanceEvent = 'invoice.partially_paid' | 'invoice.paid' | 'invoice.reopened' | 'invoice.balance_changed'

/** The event that tells how money moved an issued invoice. */
export function balanceEvent(before: InvoiceStatus, after: InvoiceStatus): BalanceEvent {
  if (after === 'paid') return before === 'paid' ? 'invoice.balance_changed' : 'invoice.paid'
  if (before === 'paid') return 'invoice.reopened'
  return after === 'partially_paid' && before === 'issued' ? 'invoice.partially_paid' : 'invoice.balance_changed'
}
