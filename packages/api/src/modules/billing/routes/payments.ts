/** Wire ↔ action, of payments, their allocations and what companies owe. */
import {
  companyBalance,
  ids,
  payment,
  paymentAllocate,
  paymentAllocation,
  paymentAllocationListQuery,
  paymentAllocationPage,
  paymentCreate,
  paymentListQuery,
  paymentPage,
  paymentRelease,
  paymentUpdate,
  paymentUpsert,
  paymentWithAllocations,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { allocatePayment } from '../actions/allocate-payment.ts'
import { createPayment, type PaymentMade } from '../actions/create-payment.ts'
import { getCompanyBalance } from '../actions/get-company-balance.ts'
import { releasePayment } from '../actions/release-payment.ts'
import { updatePayment } from '../actions/update-payment.ts'
import { upsertPayment } from '../actions/upsert-payment.ts'
import { findAllocation, findPayment, selectAllocations, selectPayments } from '../queries/payments.ts'
import { companyBalanceView, paymentAllocationView, paymentView } from '../views.ts'

const byId = { id: ids.payment }
const ALLOCATING = ['payment.allocated', 'invoice.partially_paid', 'invoice.paid', 'invoice.balance_changed'] as const

const madeView = ({ payment: row, allocations }: PaymentMade) => ({
  ...paymentView(row),
  allocations: allocations.map(paymentAllocationView),
})

export const paymentOperations = [
  readOperation({
    id: 'listPayments',
    path: '/v1/payments',
    tag: 'payments',
    summary: 'List payments',
    description: 'Newest first unless sorted. `unallocated=true` lists what still holds client credit.',
    scope: 'payments:read',
    query: paymentListQuery,
    answers: paymentPage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal }) {
      // Payments belong to no engagement: who is limited to some sees none.
      if (principal.engagementIds !== null) return { data: [], next_cursor: null }
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPayments',
        query,
        table: 'payment',
        sorts: {
          created_at: { sql: 'payment.created_at', type: 'timestamptz' },
          updated_at: { sql: 'payment.updated_at', type: 'timestamptz' },
          received_on: { sql: 'payment.received_on', type: 'date' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectPayments({
            companyId: query.company_id && toRow(query.company_id),
            unallocated: query.unallocated,
            updatedSince: query.updated_since,
          }),
      })
      return { data: rows.map(paymentView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPayment',
    path: '/v1/payments/{id}',
    tag: 'payments',
    summary: 'Get a payment',
    description: 'One payment; its allocations are listed apart.',
    scope: 'payments:read',
    params: byId,
    answers: payment,
    quick: true,
    etag: 'version',
    async handle({ db, params, principal }) {
      const row = await db.first(findPayment({ id: toRow(params.id) }))
      if (!row || principal.engagementIds !== null) throw notFound('payment')
      return paymentView(row)
    },
  }),
  writeOperation({
    id: 'createPayment',
    path: '/v1/payments',
    tag: 'payments',
    summary: 'Record a payment',
    description:
      'Money received from a company, allocated to invoices of the same legal entity and currency: `oldest_first` by due date, or as listed. What is left is client credit. An allocation spreads over its invoice’s lines by largest remainder, cumulatively, so that the last part ends exactly at each line.',
    scope: 'payments:write',
    body: paymentCreate,
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      received: { amount: 500000, currency: 'EUR' },
      allocate: 'oldest_first',
    },
    answers: paymentWithAllocations,
    status: 201,
    location: '/v1/payments/',
    problems: ['invalid_amount', 'invalid_date', 'conflict'],
    emits: ['payment.created', ...ALLOCATING],
    handle: async (work, { body }) => madeView(await createPayment(work, body)),
  }),
  writeOperation({
    id: 'upsertPayment',
    method: 'put',
    path: '/v1/payments',
    tag: 'payments',
    summary: 'Record a payment once, by its external_ref',
    description:
      'Records the payment that another system names, or finds it: then its reference and method are changed and nothing is allocated again. Other money under the same reference is a conflict.',
    scope: 'payments:write',
    body: paymentUpsert,
    example: {
      external_ref: { system: 'ledger', id: 'R-77' },
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      received: { amount: 500000, currency: 'EUR' },
    },
    answers: paymentWithAllocations,
    problems: ['invalid_amount', 'invalid_date', 'conflict'],
    emits: ['payment.created', 'payment.updated', ...ALLOCATING],
    handle: async (work, { body }) => madeView(await upsertPayment(work, body)),
  }),
  writeOperation({
    id: 'updatePayment',
    method: 'patch',
    path: '/v1/payments/{id}',
    tag: 'payments',
    summary: 'Update a payment’s details',
    description: 'A JSON merge patch of reference, method and external_ref. Its money never changes.',
    scope: 'payments:write',
    params: byId,
    body: paymentUpdate,
    example: { reference: 'QH-2026-0001' },
    answers: payment,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['payment.updated'],
    handle: async (work, { params, body }) => paymentView(await updatePayment(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'allocatePayment',
    path: '/v1/payments/{id}/allocate',
    tag: 'payments',
    summary: 'Allocate client credit to an invoice',
    description:
      'Pays an issued invoice of the same company, legal entity and currency from what is left of the payment: at most that, and at most the invoice’s balance.',
    scope: 'payments:write',
    params: byId,
    body: paymentAllocate,
    example: { invoice_id: 'invoice_01m86d72r0fkxt9zq4c7w2h5nb', amount: { amount: 50000, currency: 'EUR' } },
    answers: paymentWithAllocations,
    ifMatch: 'optional',
    problems: ['invalid_amount'],
    emits: ALLOCATING,
    handle: async (work, { params, body }) => madeView(await allocatePayment(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'releasePayment',
    path: '/v1/payments/{id}/release',
    tag: 'payments',
    summary: 'Take an allocation back to client credit',
    description:
      'Takes an allocation back, whole unless an amount is named; the invoice has that balance again. Moving money to another invoice is this and an allocation: two steps, each with its date.',
    scope: 'payments:write',
    params: byId,
    body: paymentRelease,
    example: { payment_allocation_id: 'payment_allocation_01m86d72r0fkxt9zq4c7w2h5nb', reason: 'Wrong invoice' },
    answers: paymentWithAllocations,
    ifMatch: 'optional',
    problems: ['invalid_amount'],
    emits: ['payment.released', 'invoice.reopened', 'invoice.balance_changed'],
    handle: async (work, { params, body }) => madeView(await releasePayment(work, toRow(params.id), body)),
  }),
  readOperation({
    id: 'listPaymentAllocations',
    path: '/v1/payment_allocations',
    tag: 'payment_allocations',
    summary: 'List allocations',
    description: 'What payments pay of invoices, newest first. What counts is amount − released.',
    scope: 'payments:read',
    query: paymentAllocationListQuery,
    answers: paymentAllocationPage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal }) {
      if (principal.engagementIds !== null) return { data: [], next_cursor: null }
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPaymentAllocations',
        query,
        table: 'payment_allocation',
        sorts: { created_at: { sql: 'payment_allocation.created_at', type: 'timestamptz' } },
        defaultSort: '-created_at',
        build: () =>
          selectAllocations({
            paymentId: query.payment_id && toRow(query.payment_id),
            invoiceId: query.invoice_id && toRow(query.invoice_id),
          }),
      })
      return { data: rows.map(paymentAllocationView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPaymentAllocation',
    path: '/v1/payment_allocations/{id}',
    tag: 'payment_allocations',
    summary: 'Get an allocation',
    description: 'One allocation of a payment to an invoice.',
    scope: 'payments:read',
    params: { id: ids.payment_allocation },
    answers: paymentAllocation,
    quick: true,
    etag: 'version',
    async handle({ db, params, principal }) {
      const row = await db.first(findAllocation({ id: toRow<'payment_allocation'>(params.id) }))
      if (!row || principal.engagementIds !== null) throw notFound('payment allocation')
      return paymentAllocationView(row)
    },
  }),
  readOperation({
    id: 'getCompanyBalance',
    path: '/v1/companies/{id}/balance',
    tag: 'companies',
    sdk: { resource: 'companies', method: 'balance' },
    summary: 'Get what a company owes',
    description:
      'By legal entity and currency: what is open on issued invoices, what of it is overdue by the tenant’s today, and what client credit is unallocated. Credit never hides an overdue invoice.',
    scope: ['invoices:read', 'payments:read'],
    params: { id: ids.company },
    answers: companyBalance,
    quick: true,
    async handle({ db, params, principal, clock }) {
      const { today } = await clock()
      const sums = await getCompanyBalance(db, principal, toRow(params.id), today)
      const balances = sums.map(companyBalanceView)
      return { company_id: params.id, as_of: today, balances }
    },
  }),
]
