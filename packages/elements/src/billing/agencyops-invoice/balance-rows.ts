import type { PortalInvoice } from '@agencyops/sdk'

type Money = PortalInvoice['total']

/** A row between the total and the balance. Its amount is what it takes off, below zero. */
export interface BalanceRow {
  kind: 'payment' | 'credit'
  /** null for a sum over several dates. */
  on: string | null
  amount: Money
  number?: string
  creditNoteId?: string
}

/** Payments and credits by their dates; where a reader may not see them one by one, their sum. */
export function balanceRows({ allocations, credits, paid, credited }: PortalInvoice): BalanceRow[] {
  const off = ({ amount, currency }: Money): Money => ({ amount: -amount, currency })
  const payments = allocations?.map((one) => ({ on: one.allocated_on, amount: off(one.amount) }))
  const notes = credits?.map(({ issued_on: on, total, number, id }) => ({
    on,
    amount: off(total),
    number,
    creditNoteId: id,
  }))
  const rows: BalanceRow[] = [
    ...(payments ?? [{ on: null, amount: off(paid) }]).map((row) => ({ kind: 'payment' as const, ...row })),
    ...(notes ?? [{ on: null, amount: off(credited) }]).map((row) => ({ kind: 'credit' as const, ...row })),
  ]
  return rows
    .filter(({ amount }) => amount.amount < 0)
    .sort((one, other) => (one.on ?? '').localeCompare(other.on ?? ''))
}
