/** SQL of invoices. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, PlainDate, RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'
import type { InvoiceRow, InvoiceSummaryRow } from '../tables.ts'

type ById = { id: RowId<'invoice'> }

export const findInvoice = defineQuery((p: ById) => query.selectFrom('invoice').selectAll().where('id', '=', p.id))

export const lockInvoice = defineQuery((p: ById) =>
  query.selectFrom('invoice').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** Rows in the order of their ids, which is the order of their locks. */
export const lockInvoices = defineQuery((p: { ids: RowId<'invoice'>[] }) =>
  query
    .selectFrom('invoice')
    .selectAll()
    .where('id', '=', sql<RowId<'invoice'>>`any(${p.ids}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** What a payer owes one seller in one currency. */
export const lockOpenInvoices = defineQuery(
  (p: { company_id: RowId<'company'>; legal_entity_id: RowId<'legal_entity'>; currency: string }) =>
    query
      .selectFrom('invoice')
      .selectAll()
      .where('company_id', '=', p.company_id)
      .where('legal_entity_id', '=', p.legal_entity_id)
      .where('currency', '=', p.currency)
      .where('status', '<>', 'draft')
      .where('balance_minor', '>', 0)
      .orderBy('id')
      .forNoKeyUpdate(),
)

/** The parents of an invoice never change, so they are locked before it by what it says. */
const parentOf = (column: 'company_id' | 'engagement_id', id: RowId<'invoice'>) =>
  query.selectFrom('invoice').select(column).where('invoice.id', '=', id)

/** Money that moves to or from a client's credit moves under its company's lock. */
export const lockCompanyOfInvoice = defineQuery((p: ById) =>
  query
    .selectFrom('company')
    .select('id')
    .where('id', '=', sql<RowId<'company'>>`(${parentOf('company_id', p.id)})`)
    .forNoKeyUpdate(),
)

export const shareCompanyOfInvoice = defineQuery((p: ById) =>
  query
    .selectFrom('company')
    .selectAll()
    .where('id', '=', sql<RowId<'company'>>`(${parentOf('company_id', p.id)})`)
    .forShare(),
)

export const shareLegalEntityOfInvoice = defineQuery((p: ById) =>
  query
    .selectFrom('legal_entity')
    .selectAll()
    .where('id', '=', query.selectFrom('invoice').select('legal_entity_id').where('invoice.id', '=', p.id))
    .forShare(),
)

export const lockEngagementOfInvoice = defineQuery((p: ById) =>
  query
    .selectFrom('engagement')
    .select('id')
    .where('id', '=', sql<RowId<'engagement'>>`(${parentOf('engagement_id', p.id)})`)
    .forNoKeyUpdate(),
)

export const lockScopeItemsOfInvoice = defineQuery((p: ById) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where(
      'id',
      'in',
      query
        .selectFrom('invoice_line')
        .select((e) => e.ref('scope_item_id').$castTo<RowId<'scope_item'>>().as('id'))
        .where('invoice_id', '=', p.id)
        .where('scope_item_id', 'is not', null),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const listLines = defineQuery((p: ById) =>
  query.selectFrom('invoice_line').selectAll().where('invoice_id', '=', p.id).orderBy('position'),
)

export const listTaxes = defineQuery((p: ById) =>
  query.selectFrom('invoice_tax').selectAll().where('invoice_id', '=', p.id).orderBy('position'),
)

export const deleteTaxes = defineQuery((p: ById) => query.deleteFrom('invoice_tax').where('invoice_id', '=', p.id))
export const deleteLines = defineQuery((p: ById) => query.deleteFrom('invoice_line').where('invoice_id', '=', p.id))
export const deleteManualLines = defineQuery((p: ById) =>
  query.deleteFrom('invoice_line').where('invoice_id', '=', p.id).where('approval_line_id', 'is', null),
)

/** Sums change relatively; the version is the locked row's next. */
export const shiftInvoice = defineQuery(
  (p: {
    id: RowId<'invoice'>
    paid: number
    credited: number
    status: InvoiceRow['status']
    version: number
    now: Instant
  }) =>
    query
      .updateTable('invoice')
      .set({
        paid_minor: sql<number>`paid_minor + ${p.paid}::bigint`,
        credited_minor: sql<number>`credited_minor + ${p.credited}::bigint`,
        balance_minor: sql<number>`balance_minor - ${p.paid}::bigint - ${p.credited}::bigint`,
        status: p.status,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)

/** What a credit note takes of a line; `live` false lets its approval be billed again. */
export const shiftCredited = defineQuery(
  (p: { id: RowId<'invoice_line'>; net: number; tax: number; quantity: string; live: boolean }) =>
    query
      .updateTable('invoice_line')
      .set({
        credited_net_minor: sql<number>`credited_net_minor + ${p.net}::bigint`,
        credited_tax_minor: sql<number>`credited_tax_minor + ${p.tax}::bigint`,
        credited_quantity: sql<string>`credited_quantity + ${p.quantity}::numeric`,
        live: p.live,
      })
      .where('id', '=', p.id),
)

const SUMMARY = [
  'id',
  'number',
  'status',
  'company_id',
  'legal_entity_id',
  'engagement_id',
  'milestone_id',
  'currency',
  'issued_on',
  'due_on',
  'purchase_order',
  'net_minor',
  'tax_minor',
  'total_minor',
  'paid_minor',
  'credited_minor',
  'balance_minor',
  'external_system',
  'external_id',
  'version',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof InvoiceSummaryRow)[]

export interface InvoiceFilters {
  status?: readonly InvoiceRow['status'][] | undefined
  companyId?: RowId<'company'> | undefined
  engagementId?: RowId<'engagement'> | undefined
  milestoneId?: RowId<'milestone'> | undefined
  number?: string | undefined
  overdue?: { is: boolean; today: PlainDate } | undefined
  due?: { from?: PlainDate | undefined; to?: PlainDate | undefined }
  issued?: { from?: PlainDate | undefined; to?: PlainDate | undefined }
  updatedSince?: string | undefined
}

export function selectInvoices(principal: TenantPrincipal, filters: InvoiceFilters) {
  let select = query.selectFrom('invoice').select(SUMMARY)
  if (principal.engagementIds !== null) select = select.where(withinEngagements(principal, 'invoice.engagement_id'))
  const [only, ...more] = filters.status ?? []
  // One status by equality: the index then gives the page in its order.
  if (only && more.length === 0) select = select.where('status', '=', only)
  else if (only) select = select.where('status', '=', sql<'paid'>`any(${[only, ...more]}::text[])`)
  if (filters.companyId) select = select.where('company_id', '=', filters.companyId)
  if (filters.engagementId) select = select.where('engagement_id', '=', filters.engagementId)
  if (filters.milestoneId) select = select.where(billsMilestone(filters.milestoneId))
  if (filters.number !== undefined) select = select.where('number', '=', filters.number)
  if (filters.overdue) select = select.where(isOverdue(filters.overdue))
  if (filters.due?.from) select = select.where('due_on', '>=', filters.due.from)
  if (filters.due?.to) select = select.where('due_on', '<=', filters.due.to)
  if (filters.issued?.from) select = select.where('issued_on', '>=', filters.issued.from)
  if (filters.issued?.to) select = select.where('issued_on', '<=', filters.issued.to)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

const billsMilestone = (id: RowId<'milestone'>) => sql<boolean>`invoice.milestone_id = ${id}::uuid`

function isOverdue({ is, today }: { is: boolean; today: PlainDate }) {
  const passed = sql<boolean>`(invoice.status in ('issued', 'partially_paid') and invoice.due_on < ${today}::date)`
  return is ? passed : sql<boolean>`not coalesce(${passed}, false)`
}
