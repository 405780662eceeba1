import type { PortalInvoice } from '@agencyops/sdk'

type Money = PortalInvoice['total']

/** A row between the total and the balance. Its amount is what it takes off, below zero. */
export type BalanceRow =
  | { kind: 'payment'; key: string; on: string | null; amount: Money }
  | {
      kind: 'credit'
      key: string
      on: string | null
      amount: Money
      number: string | null
      creditNoteId: string | null
    }

/** Payments and credits by their dates; where a reader may not see them one by one, their sum. */
export function balanceRows({ allocations, credits, paid, credited }: PortalInvoice): BalanceRow[] {
  const off = ({ amount, currency }: Money): Money => ({ amount: -amount, currency })
  const payments = allocations
    ? allocations.map(
        (one) => ({ kind: 'payment', key: one.id, on: one.allocated_on, amount: off(one.amount) }) as const,
      )
    : summed(paid, { kind: 'payment', key: 'paid', on: null, amount: off(paid) } as const)
  const notes = credits
    ? credits.map(
        (one) =>
          ({
            kind: 'credit',
            key: one.id,
            on: one.issued_on,
            amount: off(one.total),
            number: one.number,
            creditNoteId: one.id,
          }) as const,
      )
    : summed(credited, {
        kind: 'credit',
        key: 'credited',
        on: null,
        amount: off(credited),
        number: null,
        creditNoteId: null,
      } as const)
  return [...payments, ...notes].sort((one, other) => (one.on ?? '').localeCompare(other.on ?? ''))
}

const summed = <R>(sum: Money, row: R): R[] => (sum.amount > 0 ? [row] : [])
