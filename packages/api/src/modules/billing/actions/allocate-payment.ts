import type { paymentAllocate } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { formatMoney } from '../../../primitives/money.ts'
import { lockInvoice } from '../queries/invoices.ts'
import { lockCompanyOfPayment, lockPayment, shiftPayment } from '../queries/payments.ts'
import type { PaymentRow } from '../tables.ts'
import { checkAllocation, invalidAmount } from './check-allocation.ts'
import type { PaymentMade } from './create-payment.ts'
import { placeAllocations } from './place-allocations.ts'

/** The locked payment, if the caller may see payments, at the version that the request names. Throws 404, 412. */
export function matchPayment(work: UnitOfWork, row: PaymentRow | undefined): PaymentRow {
  if (!row || work.principal.engagementIds !== null) throw notFound('payment')
  work.match(row.version)
  return row
}

/** Allocates client credit of a payment to an invoice. Throws 404, 412, and 422 with what is open or left. */
export async function allocatePayment(
  work: UnitOfWork,
  id: RowId<'payment'>,
  input: z.infer<typeof paymentAllocate>,
): Promise<PaymentMade> {
  const [, [invoice], [locked]] = await work.group(
    lockCompanyOfPayment({ id }),
    lockInvoice({ id: toRow(input.invoice_id) }),
    lockPayment({ id }),
  )
  const row = matchPayment(work, locked)
  const checked = checkAllocation(work, '#', row, invoice, input.amount)
  const { amount } = input.amount
  if (amount > row.unallocated_minor) {
    const left = formatMoney({ amount: row.unallocated_minor, currency: row.currency })
    throw invalidAmount('#/amount/amount', 'beyond_payment', `Only ${left} of the payment is left.`)
  }
  const payment: PaymentRow = {
    ...row,
    allocated_minor: row.allocated_minor + amount,
    unallocated_minor: row.unallocated_minor - amount,
    version: row.version + 1,
    updated_at: work.now,
  }
  work.later(shiftPayment({ id, allocated: amount, version: payment.version, now: work.now }), 1)
  return { payment, allocations: await placeAllocations(work, payment, [{ invoice: checked, amount }]) }
}
