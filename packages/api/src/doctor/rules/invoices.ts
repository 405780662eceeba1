/** Invoices and their lines: what is asked for, what is still open, and what froze with the issue. */
import { lastAction, of, priced, type Rule, within } from '../rule.ts'
import { documentKept, taxRule, totalRule } from './documents.ts'

const settledBy = (from: string) => `(select coalesce(sum(${from}), 0) from`
const compare = (name: string, meaning: string, column: string, recomputed: string): Rule => ({
  name: `invoice.${name}`,
  meaning,
  over: 'invoice',
  sql: `select * from (select i.id, i.number, i.${column} as stored, ${recomputed} as recomputed from invoice i where ${within('i')}) f
    where f.stored <> f.recomputed`,
  detail: `${column} is {stored}; recomputed it is {recomputed}.`,
  mend: 'Find what moved the invoice in its audit trail, then set the column and the balance anew, as the owner.',
})

export const invoiceRules: Rule[] = [
  totalRule('invoice'),
  taxRule('invoice'),
  compare(
    'balance',
    'Its balance is the total less what is paid and credited.',
    'balance_minor',
    'i.total_minor - i.paid_minor - i.credited_minor',
  ),
  compare(
    'paid',
    'What is paid is the sum of the allocations that stand.',
    'paid_minor',
    `${settledBy('p.amount_minor - p.released_minor')} payment_allocation p where ${of('p', 'invoice_id', 'i')})`,
  ),
  compare(
    'credited',
    'What is credited is the sum of its credit notes.',
    'credited_minor',
    `${settledBy('c.total_minor')} credit_note c where ${of('c', 'invoice_id', 'i')})`,
  ),
  {
    name: 'invoice.settled',
    meaning: 'The total is not below zero once issued; paid and credited are not more than it.',
    over: 'invoice',
    sql: `select i.id, i.number, i.total_minor as total, i.paid_minor as paid, i.credited_minor as credited from invoice i
      where ${within('i')} and (i.paid_minor < 0 or i.credited_minor < 0
        or (i.status <> 'draft' and (i.total_minor < 0 or i.paid_minor + i.credited_minor > i.total_minor)))`,
    detail: '{number} is of {total}; {paid} is paid and {credited} credited.',
    mend: 'Release what was paid beyond the total, so that it is the client’s credit again.',
  },
  {
    name: 'invoice.status',
    meaning: 'An issued invoice is paid without a balance, partially paid with a payment, else issued.',
    over: 'invoice',
    sql: `select * from (select i.id, i.number, i.balance_minor as balance, i.paid_minor as paid, i.status as stored, case when i.status = 'draft' then 'draft'
          when i.balance_minor = 0 then 'paid' when i.paid_minor > 0 then 'partially_paid' else 'issued' end as recomputed
        from invoice i where ${within('i')}) f where f.stored <> f.recomputed`,
    detail: 'With {balance} open and {paid} paid it is {recomputed}, not {stored}.',
    mend: 'Set the status to the recomputed one, as the owner.',
  },
  {
    name: 'invoice.history',
    meaning: 'It is issued once that is recorded, and paid when that was recorded last.',
    over: 'invoice',
    sql: `select * from (select i.id, i.number, i.status, ${lastAction('i', 'invoice.issued', 'invoice.partially_paid', 'invoice.paid', 'invoice.reopened')} as last,
          (select count(*) from audit_entry entry where ${of('entry', 'subject_id', 'i')} and entry.action = 'invoice.issued') as issues
        from invoice i where ${within('i')}) f
      where f.issues <> (f.status <> 'draft')::int or (f.status = 'paid') <> coalesce(f.last = 'invoice.paid', false)`,
    detail: 'It is {status}; {issues} issues are recorded, and {last} as the last.',
    mend: 'Something wrote the status without the API: set it to what was recorded.',
  },
  {
    name: 'invoice.issued',
    meaning: 'An issued invoice has a printed number, its dates and both parties as they were; a draft has no number.',
    over: 'invoice',
    sql: `select i.id, i.status, i.number, i.issued_on, i.due_on, i.seller is not null as has_seller, i.buyer is not null as has_buyer,
        p.id is not null as is_printed
      from invoice i left join printed_number p on p.tenant_id = i.tenant_id and p.legal_entity_id = i.legal_entity_id and p.number = i.number
      where ${within('i')} and case when i.status = 'draft' then num_nonnulls(i.number, i.series_number, i.issued_on, i.issued_at) > 0
        else num_nulls(i.number, i.series_number, i.issued_on, i.due_on, i.accounting_on, i.issued_at, i.seller, i.buyer, p.id) > 0 end`,
    detail: 'The {status} invoice has the number {number}, issued {issued_on}, due {due_on}.',
    mend: 'The kept document has what was issued: restore the columns from it, as the owner.',
  },
  documentKept('invoice', `i.status <> 'draft'`),
  {
    name: 'invoice_line.net',
    meaning: 'A line’s net is quantity × unit price, rounded once.',
    over: 'invoice_line',
    sql: `select * from (select l.id, l.net_minor as stored, ${priced('l', 'i.currency')} as recomputed
        from invoice_line l join invoice i on i.tenant_id = l.tenant_id and i.id = l.invoice_id where ${within('l')}) f
      where f.stored <> f.recomputed`,
    detail: 'The net is {stored}; quantity × unit price is {recomputed}.',
    mend: 'Correct a draft by an update; an issued invoice by a credit note.',
  },
  {
    name: 'invoice_line.credited',
    meaning: 'What is credited of a line is the sum of its credit note lines, within the line.',
    over: 'invoice_line',
    sql: `select l.id, l.net_minor as net, l.credited_net_minor as credited_net, c.net as credits_net, l.credited_tax_minor as credited_tax, c.tax as credits_tax
      from invoice_line l cross join lateral (select coalesce(sum(c.net_minor), 0) as net, coalesce(sum(c.tax_minor), 0) as tax
        from credit_note_line c where ${of('c', 'invoice_line_id', 'l')}) c
      where ${within('l')} and (l.credited_net_minor <> c.net or l.credited_tax_minor <> c.tax
        or abs(l.credited_net_minor) > abs(l.net_minor) or sign(l.credited_net_minor) * sign(l.net_minor) < 0)`,
    detail:
      '{credited_net} and {credited_tax} tax are credited; its credit notes make {credits_net} and {credits_tax}.',
    mend: 'Set the credited columns to the sums, as the owner.',
  },
  {
    name: 'invoice_line.live',
    meaning: 'A line is live until all of it was credited and released.',
    over: 'invoice_line',
    sql: `select l.id, l.live, l.net_minor as net, l.credited_net_minor as credited_net, c.n as credits, c.released
      from invoice_line l cross join lateral (select count(*) as n, coalesce(bool_and(c.released), false) as released
        from credit_note_line c where ${of('c', 'invoice_line_id', 'l')}) c
      where ${within('l')} and l.live = (c.n > 0 and c.released and l.credited_net_minor = l.net_minor)`,
    detail: 'Of {net}, {credited_net} is credited by {credits} lines; live is {live}.',
    mend: 'Set live anew, as the owner: only work that was released whole is billed again.',
  },
  {
    name: 'invoice_line.approval',
    meaning: 'A line that bills an approval has what was approved, of an approval that stands while the line is live.',
    over: 'invoice_line',
    sql: `select l.id, l.net_minor as net, a.net_minor as approved, l.scope_item_id as scope_item, a.scope_item_id as approved_item, a.withdrawn
      from invoice_line l join approval_line a on a.tenant_id = l.tenant_id and a.id = l.approval_line_id
      where ${within('l')} and ((l.net_minor, l.scope_item_id, l.quantity, l.unit_price, l.milestone_id, l.approval_id)
          is distinct from (a.net_minor, a.scope_item_id, a.quantity, a.unit_price, a.milestone_id, a.approval_id) or (l.live and a.withdrawn))`,
    detail:
      'The line is of {net} for {scope_item}; {approved} was approved for {approved_item}, withdrawn: {withdrawn}.',
    mend: 'Delete a draft and raise it again from its milestone; credit an issued invoice.',
  },
  {
    name: 'approval_line.billed_once',
    meaning: 'What was approved is on at most one live invoice line.',
    over: 'approval_line',
    sql: `select a.id, a.net_minor as net, l.n as lines from approval_line a
      cross join lateral (select count(*) as n from invoice_line l where ${of('l', 'approval_line_id', 'a')} and l.live) l
      where ${within('a')} and l.n > 1`,
    detail: '{lines} live invoice lines bill the same {net}.',
    mend: 'Credit all but one of them, without a release.',
  },
]
