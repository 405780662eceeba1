import type { paymentCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField, notFound, ProblemError } from '../../../http/problem.ts'
import { formatMoney, sumAmounts } from '../../../primitives/money.ts'
import { lockInvoices, lockOpenInvoices } from '../queries/invoices.ts'
import { lockCompany, shareDefaultLegalEntity, shareLegalEntity } from '../queries/parties.ts'
import { oldestFirst } from '../rules/allocation-lines.ts'
import type { PaymentAllocationRow, PaymentRow } from '../tables.ts'
import { paymentView } from '../views.ts'
import { checkAllocation, invalidAmount, requirePositive } from './check-allocation.ts'
import { requireCurrency } from './load-parties.ts'
import { type AllocationPart, placeAllocations } from './place-allocations.ts'

type Input = z.infer<typeof paymentCreate>

export interface PaymentMade {
  payment: PaymentRow
  allocations: PaymentAllocationRow[]
}

/** Records money received and allocates what the input says. Throws 422 with pointers. */
export async function createPayment(work: UnitOfWork, input: Input): Promise<PaymentMade> {
  requirePositive('#/received', input.received)
  requireCurrency('#/received/currency', input.received.currency)
  const receivedOn = input.received_on ?? work.today
  if (receivedOn > work.today) throw afterToday(work.today)
  // Payments belong to no engagement: who is limited to some sees none.
  if (work.principal.engagementIds !== null) throw notFound('company')
  const [[legalEntity], [company]] = await work.group(
    input.legal_entity_id === undefined
      ? shareDefaultLegalEntity({})
      : shareLegalEntity({ id: toRow<'legal_entity'>(input.legal_entity_id) }),
    lockCompany({ id: toRow(input.company_id) }),
  )
  if (!legalEntity) throw invalidField('#/legal_entity_id', 'unknown_value', 'There is no such legal entity.')
  if (!company) throw invalidField('#/company_id', 'unknown_value', 'There is no such company.')
  if (company.archived_at) throw invalidField('#/company_id', 'archived', 'The company is archived. Restore it first.')
  const payer = { company_id: company.id, legal_entity_id: legalEntity.id, currency: input.received.currency }
  const parts = await partsOf(work, input, payer)
  const allocated = sumAmounts(parts.map((part) => part.amount))
  const payment: PaymentRow = {
    tenant_id: work.tenantId,
    id: work.newId('payment'),
    ...payer,
    received_minor: input.received.amount,
    allocated_minor: allocated,
    refunded_minor: 0,
    unallocated_minor: input.received.amount - allocated,
    received_on: receivedOn,
    accounting_on: receivedOn,
    reference: input.reference ?? null,
    method: input.method ?? null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    ...externalRefColumns(input.external_ref),
  }
  work.later(insertRow('payment', payment))
  await work.record({
    type: 'payment.created',
    subject: { type: 'payment', id: payment.id, version: 1 },
    after: paymentView(payment),
  })
  return { payment, allocations: await placeAllocations(work, payment, parts) }
}

async function partsOf(
  work: UnitOfWork,
  { allocate, received }: Input,
  payer: Pick<PaymentRow, 'company_id' | 'legal_entity_id' | 'currency'>,
): Promise<AllocationPart[]> {
  if (allocate === undefined) return []
  if (allocate === 'oldest_first') {
    return oldestFirst(await work.all(lockOpenInvoices(payer)), received.amount)
  }
  const ids = allocate.map((one) => toRow(one.invoice_id))
  const invoices = await work.all(lockInvoices({ ids: [...new Set(ids)].sort() }))
  const parts = allocate.map(({ amount }, index) => {
    const pointer = `#/allocate/${index}`
    const id = ids[index] as (typeof ids)[number]
    if (ids.indexOf(id) !== index) throw invalidField(`${pointer}/invoice_id`, 'duplicate', 'Name each invoice once.')
    const found = invoices.find((invoice) => invoice.id === id)
    return { invoice: checkAllocation(work, pointer, payer, found, amount), amount: amount.amount }
  })
  if (sumAmounts(parts.map((part) => part.amount)) > received.amount) {
    const detail = `The allocations add up to more than ${formatMoney(received)}.`
    throw invalidAmount('#/allocate', 'beyond_payment', detail)
  }
  return parts
}

function afterToday(today: string): ProblemError {
  const detail = `Money is received on ${today} at the latest, the tenant’s today.`
  return new ProblemError('invalid_date', {
    detail,
    errors: [{ code: 'after_today', pointer: '#/received_on', detail }],
  })
}
