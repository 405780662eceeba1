/** SQL of the trace: from any id to its scope items and lines, and from those to all that came of them. */
import { sql } from 'kysely'
import { query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

export const MAX_ITEMS = 500
export const MAX_LINES = 2000

type ItemIds = RowId<'scope_item'>[]

const ids = (column: string, list: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...list]}::uuid[])`

const byColumn = {
  deal: sql`s.deal_id`,
  scope_item: sql`s.id`,
  engagement: sql`s.engagement_id`,
} as const

/** The scope items behind an id, and, of records that no item has, their lines. One row more than is shown. */
export function selectItemIds(type: string, id: string) {
  const items = query
    .selectFrom('scope_item as s')
    .select('s.id')
    .orderBy('s.position')
    .orderBy('s.id')
    .limit(MAX_ITEMS + 1)
  switch (type) {
    case 'deal':
    case 'scope_item':
    case 'engagement':
      return items.where(sql<boolean>`${byColumn[type]} = ${id}::uuid`)
    case 'project':
      return items.where(sql<boolean>`s.engagement_id = (select engagement_id from project where id = ${id}::uuid)`)
    case 'milestone':
      return items.where(
        sql<boolean>`s.id in (select scope_item_id from milestone_bill where milestone_id = ${id}::uuid union select scope_item_id from approval_line where milestone_id = ${id}::uuid)`,
      )
    case 'approval':
      return items.where(
        sql<boolean>`s.id in (select b.scope_item_id from milestone_bill b join approval a on a.milestone_id = b.milestone_id where a.id = ${id}::uuid)`,
      )
    default:
      return items.where(
        sql<boolean>`s.id in (select scope_item_id from invoice_line where ${linesOf(type, id)} and scope_item_id is not null)`,
      )
  }
}

/** Lines that no scope item has: an invoice written by hand. */
export function selectLooseLineIds(type: string, id: string) {
  const lines = query
    .selectFrom('invoice_line')
    .select('id')
    .where('scope_item_id', 'is', null)
    .orderBy('id')
    .limit(MAX_LINES)
  return lines.where(sql<boolean>`${linesOf(type, id)}`)
}

function linesOf(type: string, id: string) {
  switch (type) {
    case 'invoice':
      return sql`invoice_line.invoice_id = ${id}::uuid`
    case 'invoice_line':
      return sql`invoice_line.id = ${id}::uuid`
    case 'credit_note':
      return sql`invoice_line.id in (select invoice_line_id from credit_note_line where credit_note_id = ${id}::uuid)`
    case 'credit_note_line':
      return sql`invoice_line.id in (select invoice_line_id from credit_note_line where id = ${id}::uuid)`
    case 'payment':
      return sql`invoice_line.id in (select l.invoice_line_id from payment_allocation_line l join payment_allocation a on a.id = l.payment_allocation_id where a.payment_id = ${id}::uuid)`
    case 'payment_allocation':
      return sql`invoice_line.id in (select invoice_line_id from payment_allocation_line where payment_allocation_id = ${id}::uuid)`
    default:
      return sql`false`
  }
}

/** The engagement that decides whether the id itself may be seen; undefined where there is no such record. */
export function selectRoot(type: string, id: string) {
  const engagementOf: Record<string, ReturnType<typeof sql>> = {
    deal: sql`select (select e.id from engagement e where e.deal_id = deal.id) as engagement_id from deal where id = ${id}::uuid`,
    scope_item: sql`select engagement_id from scope_item where id = ${id}::uuid`,
    engagement: sql`select id as engagement_id from engagement where id = ${id}::uuid`,
    project: sql`select engagement_id from project where id = ${id}::uuid`,
    milestone: sql`select engagement_id from milestone where id = ${id}::uuid`,
    approval: sql`select engagement_id from approval where id = ${id}::uuid`,
    invoice: sql`select engagement_id from invoice where id = ${id}::uuid`,
    invoice_line: sql`select i.engagement_id from invoice_line l join invoice i on i.id = l.invoice_id where l.id = ${id}::uuid`,
    credit_note: sql`select engagement_id from credit_note where id = ${id}::uuid`,
    credit_note_line: sql`select c.engagement_id from credit_note_line l join credit_note c on c.id = l.credit_note_id where l.id = ${id}::uuid`,
    payment: sql`select null::uuid as engagement_id from payment where id = ${id}::uuid`,
    payment_allocation: sql`select i.engagement_id from payment_allocation a join invoice i on i.id = a.invoice_id where a.id = ${id}::uuid`,
  }
  return (engagementOf[type] as ReturnType<typeof sql<{ engagement_id: RowId<'engagement'> | null }>>).compile(query)
}

export const selectItems = (items: ItemIds) =>
  query
    .selectFrom('scope_item as s')
    .innerJoin('deal as d', 'd.id', 's.deal_id')
    .innerJoin('company as c', 'c.id', 'd.company_id')
    .leftJoin('stage_transition as t', (join) => join.onRef('t.deal_id', '=', 'd.id').on('t.to_status', '=', 'won'))
    .where(ids('s.id', items))
    .orderBy('s.deal_id')
    .orderBy('s.position')
    .select([
      's.id',
      's.name',
      's.quantity',
      's.unit_price',
      's.currency',
      's.contract_value_minor',
      's.earned_minor',
      's.engagement_id',
      'd.id as deal_id',
      'd.name as deal_name',
      'd.status as deal_status',
      'd.won_at',
      'd.value_minor as deal_value_minor',
      't.actor as won_by',
      'c.id as company_id',
      'c.name as company_name',
    ])

export const selectPlanned = (items: ItemIds) =>
  query
    .selectFrom('milestone_bill as b')
    .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
    .where(ids('b.scope_item_id', items))
    .orderBy('m.position')
    .select([
      'b.scope_item_id',
      'b.percent',
      'b.amount_minor',
      'm.id as milestone_id',
      'm.name',
      'm.status',
      'm.created_at',
    ])

export const selectDelivered = (items: ItemIds) =>
  query
    .selectFrom('approval_line as l')
    .innerJoin('approval as a', 'a.id', 'l.approval_id')
    .innerJoin('contact as c', 'c.id', 'a.contact_id')
    .where(ids('l.scope_item_id', items))
    .where('l.withdrawn', '=', false)
    .orderBy('l.position')
    .select([
      'l.scope_item_id',
      'l.milestone_id',
      'l.net_minor',
      'a.id as approval_id',
      'a.contact_id',
      'a.decided_at',
      'c.name as contact_name',
    ])

export const selectLines = (items: ItemIds, loose: readonly string[]) =>
  query
    .selectFrom('invoice_line as l')
    .innerJoin('invoice as i', 'i.id', 'l.invoice_id')
    .where((where) => where.or([ids('l.scope_item_id', items), ids('l.id', loose)]))
    .orderBy('i.id')
    .orderBy('l.position')
    .limit(MAX_LINES)
    .select([
      'l.id',
      'l.position',
      'l.scope_item_id',
      'l.milestone_id',
      'l.net_minor',
      'l.tax_minor',
      'l.description',
      'i.id as invoice_id',
      'i.number',
      'i.status',
      'i.currency',
      'i.issued_at',
      'i.created_at',
      'i.net_minor as invoice_net_minor',
      'i.tax_minor as invoice_tax_minor',
      'i.engagement_id',
    ])

export const selectCollected = (lines: readonly string[]) =>
  query
    .selectFrom('payment_allocation_line as l')
    .innerJoin('payment_allocation as a', 'a.id', 'l.payment_allocation_id')
    .innerJoin('payment as p', 'p.id', 'a.payment_id')
    .where(ids('l.invoice_line_id', lines))
    .orderBy('a.id')
    .limit(MAX_LINES * 2)
    .select([
      'l.invoice_line_id',
      'l.net_minor',
      'l.tax_minor',
      'a.id as allocation_id',
      'a.allocated_at',
      'p.id as payment_id',
      'p.received_on',
      'p.received_minor',
      'p.unallocated_minor',
      'p.reference',
      'p.currency',
    ])

export const selectCredited = (lines: readonly string[]) =>
  query
    .selectFrom('credit_note_line as l')
    .innerJoin('credit_note as n', 'n.id', 'l.credit_note_id')
    .where(ids('l.invoice_line_id', lines))
    .orderBy('n.id')
    .orderBy('l.position')
    .limit(MAX_LINES)
    .select([
      'l.id',
      'l.position',
      'l.invoice_line_id',
      'l.scope_item_id',
      'l.net_minor',
      'l.tax_minor',
      'n.id as credit_note_id',
      'n.number',
      'n.issued_at',
    ])
