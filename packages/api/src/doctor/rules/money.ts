/** Credit notes, payments and allocations. */
import { of, type Rule, within } from '../rule.ts'
import { documentKept, taxRule, totalRule } from './documents.ts'

const RELEASED = `(select coalesce(sum(r.amount_minor), 0) from allocation_release r where`
const taxOf = (table: string, where: string) =>
  `(select coalesce(sum(c.taxable_minor), 0) as taxable, coalesce(sum(c.tax_minor), 0) as tax from ${table} c ${where})`

export const moneyRules: Rule[] = [
  totalRule('credit_note'),
  taxRule('credit_note'),
  documentKept('credit_note', 'true'),
  {
    name: 'credit_note.parties',
    meaning: 'It is of the same company, seller, engagement and currency as its invoice, and has a printed number.',
    over: 'credit_note',
    sql: `select c.id, c.number, i.number as invoice, c.company_id as company, i.company_id as invoice_company, c.currency, i.currency as invoice_currency
      from credit_note c join invoice i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
      where ${within('c')} and ((c.company_id, c.legal_entity_id, c.engagement_id, c.currency) is distinct from (i.company_id, i.legal_entity_id, i.engagement_id, i.currency)
        or i.status = 'draft' or not exists (select 1 from printed_number p
          where p.tenant_id = c.tenant_id and p.legal_entity_id = c.legal_entity_id and p.number = c.number))`,
    detail:
      '{number} is for {company} in {currency}; its invoice {invoice} for {invoice_company} in {invoice_currency}.',
    mend: 'The kept document has what was issued: restore the columns from it, as the owner.',
  },
  {
    name: 'credit_note.released',
    meaning: 'What it gave back to client credit is the sum of its releases.',
    over: 'credit_note',
    sql: `select * from (select c.id, c.number, c.released_minor as stored, ${RELEASED} ${of('r', 'credit_note_id', 'c')}) as recomputed
        from credit_note c where ${within('c')}) f where f.stored <> f.recomputed`,
    detail: '{number} gave back {stored}; its releases make {recomputed}.',
    mend: 'Set released_minor to the sum, as the owner.',
  },
  {
    name: 'invoice.credited_tax',
    meaning: 'Credits of a category take no more tax than the invoice has, and all of it with the whole net.',
    over: 'invoice',
    sql: `select i.id, i.number, t.category, t.percent, t.taxable_minor as taxable, t.tax_minor as tax, c.taxable as credited, c.tax as credited_tax
      from invoice i join invoice_tax t on ${of('t', 'invoice_id', 'i')}
      cross join lateral ${taxOf(
        'credit_note_tax',
        `join credit_note n on n.tenant_id = c.tenant_id and n.id = c.credit_note_id
        where ${of('n', 'invoice_id', 'i')} and c.category = t.category and c.percent = t.percent`,
      )} c
      where ${within('i')} and i.credited_minor > 0 and (abs(c.tax) > abs(t.tax_minor) or abs(c.taxable) > abs(t.taxable_minor)
        or (c.taxable = t.taxable_minor and t.taxable_minor <> 0 and c.tax <> t.tax_minor))`,
    detail: 'Of {tax} tax on {taxable} in {category} {percent} percent, {credited_tax} on {credited} is credited.',
    mend: 'Agree with whoever files the tax; then credit or invoice the difference.',
  },
  {
    name: 'payment.allocated',
    meaning: 'What is allocated is the sum of the allocations that stand.',
    over: 'payment',
    sql: `select * from (select p.id, p.allocated_minor as stored,
          (select coalesce(sum(a.amount_minor - a.released_minor), 0) from payment_allocation a where ${of('a', 'payment_id', 'p')}) as recomputed
        from payment p where ${within('p')}) f where f.stored <> f.recomputed`,
    detail: '{stored} is allocated; its allocations make {recomputed}.',
    mend: 'Set allocated_minor and unallocated_minor anew, as the owner.',
  },
  {
    name: 'payment.unallocated',
    meaning: 'Client credit is what was received less what is allocated and refunded, and not below zero.',
    over: 'payment',
    sql: `select p.id, p.received_minor as received, p.allocated_minor as allocated, p.refunded_minor as refunded, p.unallocated_minor as unallocated
      from payment p where ${within('p')} and (p.received_minor - p.allocated_minor - p.refunded_minor <> p.unallocated_minor
        or least(p.allocated_minor, p.refunded_minor, p.unallocated_minor) < 0 or p.received_minor <= 0)`,
    detail: 'Of {received} received, {allocated} is allocated, {refunded} refunded and {unallocated} left.',
    mend: 'Release what was allocated beyond the payment; then set unallocated_minor to the rest, as the owner.',
  },
  {
    name: 'payment_allocation.parties',
    meaning: 'An allocation stays within one payer, seller and currency, and settles what was issued.',
    over: 'payment_allocation',
    sql: `select a.id, i.number as invoice, i.status, p.company_id as payer, i.company_id as company, a.currency, i.currency as invoice_currency
      from payment_allocation a join payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id
      join invoice i on i.tenant_id = a.tenant_id and i.id = a.invoice_id
      where ${within('a')} and ((p.company_id, p.legal_entity_id, p.currency, a.currency) is distinct from (i.company_id, i.legal_entity_id, i.currency, i.currency) or i.status = 'draft')`,
    detail: 'Money of {payer} in {currency} settles {invoice} ({status}) of {company} in {invoice_currency}.',
    mend: 'Release the allocation, and allocate the payment to an invoice of its payer.',
  },
  {
    name: 'payment_allocation.released',
    meaning: 'What was released of an allocation is the sum of its releases, and at most the allocation.',
    over: 'payment_allocation',
    sql: `select * from (select a.id, a.amount_minor as amount, a.released_minor as stored, ${RELEASED} ${of('r', 'payment_allocation_id', 'a')}) as recomputed
        from payment_allocation a where ${within('a')}) f
      where f.stored <> f.recomputed or f.stored not between 0 and f.amount or f.amount <= 0`,
    detail: 'Of {amount}, {stored} is released; its releases make {recomputed}.',
    mend: 'Set released_minor to the sum, and the sums of its payment and invoice with it, as the owner.',
  },
  {
    name: 'payment_allocation.lines',
    meaning: 'What stands of an allocation is spread over lines of its invoice.',
    over: 'payment_allocation',
    sql: `select a.id, a.amount_minor - a.released_minor as standing, l.sum as lines, l.foreign_lines
      from payment_allocation a cross join lateral (select coalesce(sum(s.net_minor + s.tax_minor), 0) as sum, count(*) filter (where l.invoice_id <> a.invoice_id) as foreign_lines
        from payment_allocation_line s join invoice_line l on l.tenant_id = s.tenant_id and l.id = s.invoice_line_id
        where ${of('s', 'payment_allocation_id', 'a')}) l
      where ${within('a')} and (a.amount_minor - a.released_minor <> l.sum or l.foreign_lines > 0)`,
    detail: '{standing} stands; the lines make {lines}, {foreign_lines} of them of another invoice.',
    mend: 'Release the allocation and allocate the same amount again: that spreads it anew.',
  },
]
