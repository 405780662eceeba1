import type { paymentRelease } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { formatMoney } from '../../../primitives/money.ts'
import { findAllocation, lockCompanyOfPayment, lockInvoiceOfAllocation, lockPayment } from '../queries/payments.ts'
import { matchPayment } from './allocate-payment.ts'
import { invalidAmount, requirePositive } from './check-allocation.ts'
import type { PaymentMade } from './create-payment.ts'
import { freeAllocation } from './free-payments.ts'
import { moveBalance } from './move-balance.ts'

/** Takes an allocation, or a part of it, back to client credit. Throws 404, 412, 422. */
export async function releasePayment(
  work: UnitOfWork,
  id: RowId<'payment'>,
  input: z.infer<typeof paymentRelease>,
): Promise<PaymentMade> {
  const allocationId = toRow<'payment_allocation'>(input.payment_allocation_id)
  const [, [invoice], [locked]] = await work.group(
    lockCompanyOfPayment({ id }),
    lockInvoiceOfAllocation({ id: allocationId, payment_id: id }),
    lockPayment({ id }),
  )
  const row = matchPayment(work, locked)
  const allocation = await work.first(findAllocation({ id: allocationId }))
  if (!allocation || !invoice || allocation.payment_id !== id) {
    throw invalidField('#/payment_allocation_id', 'unknown_value', 'The payment has no such allocation.')
  }
  const left = allocation.amount_minor - allocation.released_minor
  if (input.amount) {
    requirePositive('#/amount', input.amount)
    if (input.amount.currency !== row.currency) {
      throw invalidField('#/amount/currency', 'mismatch', `The payment is in ${row.currency}.`)
    }
  }
  const amount = input.amount?.amount ?? left
  if (amount > left || amount === 0) {
    const detail = `Only ${formatMoney({ amount: left, currency: row.currency })} of the allocation stands.`
    throw invalidAmount(input.amount ? '#/amount/amount' : '#/payment_allocation_id', 'beyond_allocation', detail)
  }
  const freed = await freeAllocation(work, row, allocation, { amount, creditNoteId: null, reason: input.reason })
  await moveBalance(work, invoice, { paid: -amount })
  return { payment: freed.payment, allocations: [freed.allocation] }
}
