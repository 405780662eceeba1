import { z } from 'zod'
import { externalRef, ids, instant, line, money, nullable, page, pageQuery, plainDate } from '../common/index.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'

export const payment = z
  .object({
    id: ids.payment,
    company_id: ids.company,
    legal_entity_id: ids.legal_entity,
    received: money,
    allocated: money,
    refunded: money,
    unallocated: money,
    received_on: plainDate,
    accounting_on: plainDate,
    reference: nullable(line).describe('What the payer wrote.'),
    method: nullable(line).describe('How it came: `bank transfer`, `card`.'),
    external_ref: nullable(externalRef),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Payment',
    description:
      'Money received from a company. Received = allocated + refunded + unallocated; what is unallocated is the client’s credit.',
    example: {
      id: exampleId('payment'),
      company_id: exampleId('company'),
      legal_entity_id: exampleId('legal_entity'),
      received: eur(500000),
      allocated: eur(500000),
      refunded: eur(0),
      unallocated: eur(0),
      received_on: '2026-12-18',
      accounting_on: '2026-12-18',
      reference: 'QH-2026-0001',
      method: 'bank transfer',
      external_ref: { system: 'ledger', id: 'R-77' },
      ...exampleStamps(1, '2026-12-18T08:00:00.000Z'),
    },
  })

export const paymentPage = page('PaymentPage', payment)

export const paymentAllocation = z
  .object({
    id: ids.payment_allocation,
    payment_id: ids.payment,
    invoice_id: ids.invoice,
    amount: money,
    released: money,
    allocated_on: plainDate,
    accounting_on: plainDate,
    allocated_at: instant,
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'PaymentAllocation',
    description: 'A part of a payment on an invoice. What counts is amount − released.',
    example: {
      id: exampleId('payment_allocation'),
      payment_id: exampleId('payment'),
      invoice_id: exampleId('invoice'),
      amount: eur(500000),
      released: eur(0),
      allocated_on: '2026-12-18',
      accounting_on: '2026-12-18',
      allocated_at: '2026-12-18T08:00:00.000Z',
      ...exampleStamps(1, '2026-12-18T08:00:00.000Z'),
    },
  })

export const paymentAllocationPage = page('PaymentAllocationPage', paymentAllocation)

export const allocationInput = z.strictObject({ invoice_id: ids.invoice, amount: money }).meta({
  id: 'AllocationInput',
  description: 'An amount of a payment for one invoice of the same payer, legal entity and currency.',
  example: { invoice_id: 'invoice_01m86d72r0fkxt9zq4c7w2h5nb', amount: { amount: 50000, currency: 'EUR' } },
})

const details = {
  reference: nullable(line).optional(),
  method: nullable(line).optional(),
}

const create = {
  company_id: ids.company,
  legal_entity_id: ids.legal_entity.optional(),
  received: money,
  received_on: plainDate.optional(),
  ...details,
  allocate: z
    .union([z.literal('oldest_first'), z.array(allocationInput).min(1).max(200)])
    .optional()
    .describe('`oldest_first` pays open invoices by due date; what is left is client credit. Absent: all is.'),
}

export const paymentCreate = z.strictObject({ ...create, external_ref: externalRef.optional() }).meta({
  id: 'PaymentCreate',
  description:
    'Money received. The legal entity is the default one unless named; the date the tenant’s today, never later.',
  example: {
    company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
    received: { amount: 500000, currency: 'EUR' },
    allocate: 'oldest_first',
  },
})

export const paymentUpsert = z.strictObject({ ...create, external_ref: externalRef }).meta({
  id: 'PaymentUpsert',
  description:
    'A payment by its reference in another system: recorded once; later calls change its reference and method only.',
  example: {
    external_ref: { system: 'ledger', id: 'R-77' },
    company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
    received: { amount: 500000, currency: 'EUR' },
  },
})

export const paymentUpdate = z.strictObject({ ...details, external_ref: nullable(externalRef).optional() }).meta({
  id: 'PaymentUpdate',
  description: 'What of a payment can be changed: never its money.',
  example: { reference: 'QH-2026-0001' },
})

export const paymentAllocate = z.strictObject({ invoice_id: ids.invoice, amount: money }).meta({
  id: 'PaymentAllocate',
  description: 'An amount for one invoice of the same payer, legal entity and currency.',
  example: { invoice_id: 'invoice_01m86d72r0fkxt9zq4c7w2h5nb', amount: { amount: 50000, currency: 'EUR' } },
})

export const paymentRelease = z
  .strictObject({ payment_allocation_id: ids.payment_allocation, amount: money.optional(), reason: line })
  .meta({
    id: 'PaymentRelease',
    description: 'Takes an allocation back to client credit, all that is left of it unless an amount is named.',
    example: { payment_allocation_id: 'payment_allocation_01m86d72r0fkxt9zq4c7w2h5nb', reason: 'Wrong invoice' },
  })

export const paymentWithAllocations = payment.extend({ allocations: z.array(paymentAllocation) }).meta({
  id: 'PaymentWithAllocations',
  description: 'A payment, and the allocations that the request made or changed.',
})

export const paymentListQuery = {
  ...pageQuery,
  company_id: ids.company.optional(),
  unallocated: z.boolean().optional().describe('`true`: only what still holds client credit.'),
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at', 'received_on', '-received_on'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

export const paymentAllocationListQuery = {
  ...pageQuery,
  payment_id: ids.payment.optional(),
  invoice_id: ids.invoice.optional(),
  sort: z.enum(['created_at', '-created_at']).optional().describe('By `-created_at` unless told.'),
}
