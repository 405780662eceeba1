/** Numbers of documents: no gap, no double, in the order of their dates. */
import { of, type Rule, TODAY, within } from '../rule.ts'

const document = (table: 'invoice' | 'credit_note') =>
  `select d.id, '${table}' as kind, d.legal_entity_id, d.number, d.series_number, d.issued_on, c.position
    from ${table} d join audit_entry a on ${of('a', 'subject_id', 'd')} and a.action = '${table}.issued'
    join change c on c.tenant_id = a.tenant_id and c.id = a.change_id where d.number is not null`

/** All issued documents in the order in which they took their numbers, each beside the one before it. */
const IN_ORDER = `select n.*, s.id as series, lag(n.number) over w as number_before, lag(n.series_number) over w as before,
    lag(n.issued_on) over w as issued_before, lag(n.position) over w as position_before
  from (${document('invoice')} union all ${document('credit_note')}) n
  join number_series s on s.legal_entity_id = n.legal_entity_id and s.document_kind = n.kind
  window w as (partition by n.legal_entity_id, n.kind order by n.position)`

/** Whether the series was set anew by the API behind the position. */
const setAnew = (series: string, behind: string, before = '') =>
  `exists (select 1 from audit_entry u join change c on c.tenant_id = u.tenant_id and c.id = u.change_id
    where u.subject_id = ${series} and u.action = 'number_series.updated' and c.position > ${behind}${before})`

const dated = (table: 'invoice' | 'credit_note'): Rule => ({
  name: `${table}.dated`,
  meaning: 'No document is dated after today.',
  over: table,
  sql: `select d.id, d.number, d.issued_on, ${TODAY} as today from ${table} d where ${within('d')} and d.issued_on > ${TODAY}`,
  detail: '{number} is dated {issued_on}; today is {today}.',
  mend: 'See whether a clock was wrong. The document stays as it was issued; a credit note corrects it.',
})

export const numberRules: Rule[] = [
  {
    name: 'number_series.gap',
    meaning:
      'Each number of a series is one more than the last; only a new year, or a change of the series, begins anew.',
    over: 'tenant',
    sql: `select d.id, d.kind as "of", d.number, d.number_before, d.series_number as taken, d.before + 1 as expected from (${IN_ORDER}) d
      where d.series_number <> d.before + 1
        and not (date_part('year', d.issued_on) > date_part('year', d.issued_before) and position(to_char(d.issued_on, 'YY') in d.number) > 0)
        and not ${setAnew('d.series', 'd.position_before', ' and c.position < d.position')}`,
    detail: '{number} comes after {number_before}, where {expected} was next.',
    mend: 'A document in between is missing: restore it from a backup, or explain the gap to whoever audits the numbers.',
  },
  {
    name: 'number_series.order',
    meaning: 'Numbers of a series go in the order of their dates.',
    over: 'tenant',
    sql: `select d.id, d.kind as "of", d.number, d.issued_on, d.number_before, d.issued_before from (${IN_ORDER}) d where d.issued_on < d.issued_before`,
    detail: '{number} is dated {issued_on}, after {number_before} of {issued_before}.',
    mend: 'Something changed a date behind the API: the kept document has the one that was issued.',
  },
  {
    name: 'number_series.next',
    meaning: 'The next number and the last date follow the last document.',
    over: 'tenant',
    sql: `select s.id, 'number_series' as "of", s.document_kind, s.next_number as stored, l.series_number + 1 as recomputed, s.last_issued_on as last_on, l.issued_on as document_on
      from number_series s join lateral (select d.* from (${IN_ORDER}) d where d.series = s.id order by d.position desc limit 1) l on true
      where (s.next_number <> l.series_number + 1 or s.last_issued_on is distinct from l.issued_on) and not ${setAnew('s.id', 'l.position')}`,
    detail: 'The next number is {stored} after {last_on}; the last document makes it {recomputed} after {document_on}.',
    mend: 'Set next_number and last_issued_on to follow the last document, as the owner, before anything more is issued.',
  },
  {
    name: 'printed_number.document',
    meaning: 'Each number that was taken is printed on one document of its legal entity.',
    over: 'printed_number',
    sql: `select p.id, p.number, d.n as documents from printed_number p cross join lateral (
        select (select count(*) from invoice i where i.tenant_id = p.tenant_id and i.legal_entity_id = p.legal_entity_id and i.number = p.number)
          + (select count(*) from credit_note c where c.tenant_id = p.tenant_id and c.legal_entity_id = p.legal_entity_id and c.number = p.number) as n) d
      where ${within('p')} and d.n <> 1`,
    detail: '{number} is on {documents} documents.',
    mend: 'Restore the missing document from a backup; of two with one number, credit one and invoice it anew.',
  },
  dated('invoice'),
  dated('credit_note'),
]
