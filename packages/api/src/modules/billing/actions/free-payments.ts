import { insertRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import {
  deleteAllocationLines,
  listAllocationLines,
  listAllocationsOfInvoice,
  lowerAllocationLines,
  shiftAllocation,
  shiftPayment,
} from '../queries/payments.ts'
import { releaseNewestFirst, spreadRelease } from '../rules/allocation-lines.ts'
import type { InvoiceRow, PaymentAllocationRow, PaymentRow } from '../tables.ts'
import { paymentView } from '../views.ts'

interface Freeing {
  /** Minor units. */
  amount: number
  creditNoteId: RowId<'credit_note'> | null
  reason: string
}

/** Takes money of a locked invoice back to its payments, the newest allocations first. The payments are locked. */
export async function freePayments(
  work: UnitOfWork,
  invoice: InvoiceRow,
  payments: readonly PaymentRow[],
  { amount, ...about }: Freeing,
): Promise<void> {
  const allocations = await work.all(listAllocationsOfInvoice({ invoice_id: invoice.id }))
  const parts = releaseNewestFirst(
    allocations.map((row) => ({
      id: row.id,
      row,
      left: row.amount_minor - row.released_minor,
      allocatedAt: row.allocated_at,
    })),
    amount,
  )
  const standing = new Map(payments.map((payment) => [payment.id, payment]))
  const versions = new Map(payments.map((payment) => [payment.id, payment.version + 1]))
  for (const { allocation, amount: part } of parts) {
    const payment = standing.get(allocation.row.payment_id) as PaymentRow
    const freed = await freeAllocation(
      work,
      payment,
      allocation.row,
      { amount: part, ...about },
      versions.get(payment.id),
    )
    standing.set(payment.id, freed.payment)
  }
}

/** Takes an amount of one allocation back to its locked payment. The invoice is moved by the caller. */
export async function freeAllocation(
  work: UnitOfWork,
  payment: PaymentRow,
  allocation: PaymentAllocationRow,
  { amount, creditNoteId, reason }: Freeing,
  /** Once a transaction, however often it gives back. */
  paymentVersion = payment.version + 1,
): Promise<{ payment: PaymentRow; allocation: PaymentAllocationRow }> {
  const held = (await work.all(listAllocationLines({ invoice_ids: [allocation.invoice_id] }))).filter(
    (line) => line.payment_allocation_id === allocation.id,
  )
  const whole = allocation.amount_minor - allocation.released_minor === amount
  if (whole) {
    work.later(deleteAllocationLines({ allocation_id: allocation.id }), held.length)
  } else {
    const shares = spreadRelease(
      held.map((line) => ({ net: line.net_minor, tax: line.tax_minor })),
      amount,
    )
    work.later(
      lowerAllocationLines(
        held.map((line) => line.id),
        shares.map((share) => share.net),
        shares.map((share) => share.tax),
      ),
      held.length,
    )
  }
  const version = allocation.version + 1
  work.later(shiftAllocation({ id: allocation.id, released: amount, version, now: work.now }), 1)
  const after: PaymentRow = {
    ...payment,
    allocated_minor: payment.allocated_minor - amount,
    unallocated_minor: payment.unallocated_minor + amount,
    version: paymentVersion,
    updated_at: work.now,
  }
  work.later(shiftPayment({ id: payment.id, allocated: -amount, version: after.version, now: work.now }), 1)
  work.later(
    insertRow('allocation_release', {
      id: work.newId('allocation_release'),
      payment_allocation_id: allocation.id,
      credit_note_id: creditNoteId,
      amount_minor: amount,
      reason,
      released_on: work.today,
      accounting_on: work.today,
      released_at: work.now,
    }),
  )
  await work.record({
    type: 'payment.released',
    subject: { type: 'payment', id: payment.id, version: after.version },
    before: paymentView(payment),
    after: paymentView(after),
    data: {
      invoice_id: toWire('invoice', allocation.invoice_id),
      payment_allocation_id: toWire('payment_allocation', allocation.id),
      ...(creditNoteId && { credit_note_id: toWire('credit_note', creditNoteId) }),
    },
  })
  return {
    payment: after,
    allocation: { ...allocation, released_minor: allocation.released_minor + amount, version, updated_at: work.now },
  }
}
