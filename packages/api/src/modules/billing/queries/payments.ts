/** SQL of payments, their allocations and what companies owe. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, PlainDate, RowId } from '../../../db/row.ts'

type ById = { id: RowId<'payment'> }
type OfInvoice = { invoice_id: RowId<'invoice'> }

export const findPayment = defineQuery((p: ById) => query.selectFrom('payment').selectAll().where('id', '=', p.id))

export const lockPayment = defineQuery((p: ById) =>
  query.selectFrom('payment').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export const lockPaymentByExternalRef = defineQuery((p: { system: string; id: string }) =>
  query
    .selectFrom('payment')
    .selectAll()
    .where('external_system', '=', p.system)
    .where('external_id', '=', p.id)
    .forNoKeyUpdate(),
)

/** A payment's company never changes. */
export const lockCompanyOfPayment = defineQuery((p: ById) =>
  query
    .selectFrom('company')
    .select('id')
    .where('id', '=', query.selectFrom('payment').select('company_id').where('payment.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** The payments on an invoice, in the order of their ids, which is the order of their locks. */
export const lockPaymentsOfInvoice = defineQuery((p: OfInvoice) =>
  query
    .selectFrom('payment')
    .selectAll()
    .where(
      'id',
      'in',
      query.selectFrom('payment_allocation').select('payment_id').where('invoice_id', '=', p.invoice_id),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const lockInvoiceOfAllocation = defineQuery(
  (p: { id: RowId<'payment_allocation'>; payment_id: RowId<'payment'> }) =>
    query
      .selectFrom('invoice')
      .selectAll()
      .where(
        'id',
        '=',
        query
          .selectFrom('payment_allocation')
          .select('invoice_id')
          .where('payment_allocation.id', '=', p.id)
          .where('payment_id', '=', p.payment_id),
      )
      .forNoKeyUpdate(),
)

export const findAllocation = defineQuery((p: { id: RowId<'payment_allocation'> }) =>
  query.selectFrom('payment_allocation').selectAll().where('id', '=', p.id),
)

/** Sums change relatively; the version is the locked row's next. */
export const shiftPayment = defineQuery(
  (p: { id: RowId<'payment'>; allocated: number; version: number; now: Instant }) =>
    query
      .updateTable('payment')
      .set({
        allocated_minor: sql<number>`allocated_minor + ${p.allocated}::bigint`,
        unallocated_minor: sql<number>`unallocated_minor - ${p.allocated}::bigint`,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)

export const shiftAllocation = defineQuery(
  (p: { id: RowId<'payment_allocation'>; released: number; version: number; now: Instant }) =>
    query
      .updateTable('payment_allocation')
      .set({
        released_minor: sql<number>`released_minor + ${p.released}::bigint`,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)

export const listAllocationsOfInvoice = defineQuery((p: OfInvoice) =>
  query.selectFrom('payment_allocation').selectAll().where('invoice_id', '=', p.invoice_id).orderBy('id'),
)

/** How the allocations of several invoices stand on their lines. */
export const listAllocationLines = defineQuery((p: { invoice_ids: RowId<'invoice'>[] }) =>
  query
    .selectFrom('payment_allocation_line as l')
    .innerJoin('payment_allocation as a', 'a.id', 'l.payment_allocation_id')
    .select(['l.id', 'l.payment_allocation_id', 'l.invoice_line_id', 'l.net_minor', 'l.tax_minor', 'a.invoice_id'])
    .where('a.invoice_id', '=', sql<RowId<'invoice'>>`any(${p.invoice_ids}::uuid[])`)
    .orderBy('l.id'),
)

export const listLinesOfInvoices = defineQuery((p: { invoice_ids: RowId<'invoice'>[] }) =>
  query
    .selectFrom('invoice_line')
    .select(['id', 'invoice_id', 'position', 'net_minor', 'tax_minor', 'credited_net_minor', 'credited_tax_minor'])
    .where('invoice_id', '=', sql<RowId<'invoice'>>`any(${p.invoice_ids}::uuid[])`)
    .orderBy('invoice_id')
    .orderBy('position'),
)

/** Lowers many lines in one statement: ids, nets and taxes go side by side. */
export const lowerAllocationLines = (ids: readonly string[], nets: readonly number[], taxes: readonly number[]) =>
  sql`update payment_allocation_line set net_minor = net_minor - v.net, tax_minor = tax_minor - v.tax
    from unnest(${[...ids]}::uuid[], ${[...nets]}::bigint[], ${[...taxes]}::bigint[]) v(line, net, tax)
    where payment_allocation_line.id = v.line`.compile(query)

export const deleteAllocationLines = defineQuery((p: { allocation_id: RowId<'payment_allocation'> }) =>
  query.deleteFrom('payment_allocation_line').where('payment_allocation_id', '=', p.allocation_id),
)

export function selectPayments(filters: {
  companyId?: RowId<'company'> | undefined
  unallocated?: boolean | undefined
  updatedSince?: string | undefined
}) {
  let select = query.selectFrom('payment').selectAll()
  if (filters.companyId) select = select.where('company_id', '=', filters.companyId)
  if (filters.unallocated !== undefined) select = select.where('unallocated_minor', filters.unallocated ? '>' : '=', 0)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

export function selectAllocations(filters: {
  paymentId?: RowId<'payment'> | undefined
  invoiceId?: RowId<'invoice'> | undefined
}) {
  let select = query.selectFrom('payment_allocation').selectAll()
  if (filters.paymentId) select = select.where('payment_id', '=', filters.paymentId)
  if (filters.invoiceId) select = select.where('invoice_id', '=', filters.invoiceId)
  return select
}

export const sumOpenInvoices = defineQuery((p: { company_id: RowId<'company'>; today: PlainDate }) =>
  query
    .selectFrom('invoice')
    .select([
      'legal_entity_id',
      'currency',
      sql<number>`sum(balance_minor)::bigint`.as('open'),
      sql<number>`coalesce(sum(balance_minor) filter (where due_on < ${p.today}::date), 0)::bigint`.as('overdue'),
    ])
    .where('company_id', '=', p.company_id)
    .where('status', 'in', ['issued', 'partially_paid'])
    .groupBy(['legal_entity_id', 'currency']),
)

export const sumClientCredit = defineQuery((p: { company_id: RowId<'company'> }) =>
  query
    .selectFrom('payment')
    .select(['legal_entity_id', 'currency', sql<number>`sum(unallocated_minor)::bigint`.as('unallocated')])
    .where('company_id', '=', p.company_id)
    .where('unallocated_minor', '>', 0)
    .groupBy(['legal_entity_id', 'currency']),
)

export const findCompanyId = defineQuery((p: { id: RowId<'company'> }) =>
  query.selectFrom('company').select('id').where('id', '=', p.id),
)
