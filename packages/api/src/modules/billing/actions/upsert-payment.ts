import type { paymentUpsert } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, notFound } from '../../../http/problem.ts'
import { lockCompany } from '../queries/parties.ts'
import { lockPaymentByExternalRef } from '../queries/payments.ts'
import { createPayment, type PaymentMade } from './create-payment.ts'
import { changePayment } from './update-payment.ts'

/**
 * Records the payment that another system names, once: a second call finds its row and changes reference and method
 * only, and allocates nothing. Throws 409 where the same reference names other money.
 */
export async function upsertPayment(work: UnitOfWork, input: z.infer<typeof paymentUpsert>): Promise<PaymentMade> {
  if (work.principal.engagementIds !== null) throw notFound('company')
  const companyId = toRow(input.company_id)
  // The company first: a twin of the same call waits here, and then finds the row.
  const [, [row]] = await work.group(lockCompany({ id: companyId }), lockPaymentByExternalRef(input.external_ref))
  if (!row) return createPayment(work, input)
  const same =
    row.company_id === companyId &&
    row.received_minor === input.received.amount &&
    row.currency === input.received.currency &&
    (input.received_on === undefined || row.received_on === input.received_on) &&
    (input.legal_entity_id === undefined || row.legal_entity_id === toRow<'legal_entity'>(input.legal_entity_id))
  if (!same)
    throw conflict(
      '#/external_ref',
      'This external_ref names a payment of other money; a payment’s money never changes.',
    )
  return {
    payment: await changePayment(work, row, { reference: input.reference, method: input.method }),
    allocations: [],
  }
}
