import type { paymentUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { lockPayment } from '../queries/payments.ts'
import type { PaymentRow } from '../tables.ts'
import { paymentView } from '../views.ts'
import { matchPayment } from './allocate-payment.ts'

type Input = z.infer<typeof paymentUpdate>

/** Changes what a payment says beside its money; null clears. Throws 404, 412. */
export async function updatePayment(work: UnitOfWork, id: RowId<'payment'>, input: Input): Promise<PaymentRow> {
  return changePayment(work, matchPayment(work, await work.first(lockPayment({ id }))), input)
}

/** As `updatePayment`, for a row that is locked already. */
export async function changePayment(work: UnitOfWork, before: PaymentRow, input: Input): Promise<PaymentRow> {
  const { external_ref: externalRef, ...fields } = input
  const { after, columns } = changeRow(
    before,
    { ...fields, ...(externalRef !== undefined && externalRefColumns(externalRef)) },
    work.now,
  )
  if (!columns) return before
  work.later(updateRow('payment', before.id, columns), 1)
  await work.record({
    type: 'payment.updated',
    subject: { type: 'payment', id: before.id, version: after.version },
    before: paymentView(before),
    after: paymentView(after),
  })
  return after
}
