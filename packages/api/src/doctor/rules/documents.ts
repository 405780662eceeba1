/** What invoices and credit notes have in common. */
import { of, type Rule, within } from '../rule.ts'

type Document = 'invoice' | 'credit_note'

/** Σ lines + Σ taxes = total. */
export const totalRule = (document: Document): Rule => ({
  name: `${document}.total`,
  meaning: 'Its net is the sum of its lines, its tax the sum of its breakdown, and both make the total.',
  over: document,
  sql: `select i.id, i.number, i.net_minor as net, l.net as lines, i.tax_minor as tax, t.tax as taxes, i.total_minor as total
    from ${document} i
    cross join lateral (select coalesce(sum(l.net_minor), 0) as net from ${document}_line l where ${of('l', `${document}_id`, 'i')}) l
    cross join lateral (select coalesce(sum(t.tax_minor), 0) as tax from ${document}_tax t where ${of('t', `${document}_id`, 'i')}) t
    where ${within('i')} and (i.net_minor <> l.net or i.tax_minor <> t.tax or i.net_minor + i.tax_minor <> i.total_minor)`,
  detail: 'Net {net} and tax {tax} stand beside the total {total}; lines make {lines}, the breakdown {taxes}.',
  mend: 'Save a draft anew. What was issued stays: its kept document says which of the figures is the right one.',
})

/** Each row of the breakdown against the lines of its category and percentage. */
export const taxRule = (document: Document): Rule => ({
  name: `${document}.tax`,
  meaning:
    document === 'invoice'
      ? 'Tax is taken once on the sum of the lines of a category and percentage, and split over them.'
      : 'Taxable amount and tax of a category and percentage are the sums of its lines.',
  over: document,
  sql: `select i.id, i.number, x.category, x.percent, x.taxable, x.lines_net, x.tax, x.lines_tax, x.recomputed from ${document} i cross join lateral (
      select coalesce(t.category, l.category) as category, coalesce(t.percent, l.percent) as percent, t.taxable_minor as taxable, t.tax_minor as tax,
        l.net as lines_net, l.tax as lines_tax, ${document === 'invoice' ? 'round(l.net * l.percent / 100)' : 'l.tax'} as recomputed
      from (select * from ${document}_tax t where ${of('t', `${document}_id`, 'i')}) t
      full join (select l.tax_category as category, l.tax_percent as percent, sum(l.net_minor) as net, sum(l.tax_minor) as tax
        from ${document}_line l where ${of('l', `${document}_id`, 'i')} group by 1, 2) l on l.category = t.category and l.percent = t.percent) x
    where ${within('i')} and (x.taxable is distinct from x.lines_net or x.tax is distinct from x.recomputed or x.tax is distinct from x.lines_tax)`,
  detail:
    '{category} {percent} percent shows {tax} on {taxable}; its lines make {lines_tax} on {lines_net}, which is {recomputed}.',
  mend: 'Save a draft anew; correct what was issued by a credit note.',
})

/** The bytes that were issued, with their hash, and the same figures. */
export const documentKept = (document: Document, issued: string): Rule => ({
  name: `${document}.document`,
  meaning: 'What was issued is kept byte by byte with its hash, and shows the same number and total.',
  over: document,
  sql: `select i.id, i.number, i.total_minor as total, k.sha256 as stored, k.recomputed
    from ${document} i left join lateral (select k.sha256, k.body, encode(sha256(convert_to(k.body, 'UTF8')), 'hex') as recomputed
      from issued_document k where ${of('k', `${document}_id`, 'i')} and k.media_type = 'application/json' order by k.id limit 1) k on true
    where ${within('i')} and ${issued} and (k.sha256 is distinct from k.recomputed or k.body is null
      or position(format('"number":"%s"', i.number) in k.body) = 0
      or position(format('"total":{"amount":%s,"currency":"%s"}', i.total_minor, i.currency) in k.body) = 0)`,
  detail: '{number} over {total} has a document with the hash {stored}; its bytes have {recomputed}.',
  mend: 'The document is what the client has: restore the row from a backup.',
})
