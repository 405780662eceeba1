import { z } from 'zod'
import { ids, instant, money, nullable } from '../common/index.ts'
import { eur, exampleId } from '../example-records.ts'

/** Kinds of record of whose id a trace can be asked. */
export const traceableTypes = [
  'deal',
  'scope_item',
  'engagement',
  'project',
  'milestone',
  'approval',
  'invoice',
  'invoice_line',
  'credit_note',
  'credit_note_line',
  'payment',
  'payment_allocation',
] as const

export type TraceableType = (typeof traceableTypes)[number]

export const traceId = z
  .string()
  .regex(
    new RegExp(`^(${traceableTypes.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
    `Give the id of one of: ${traceableTypes.join(', ')}.`,
  )
  .meta({
    id: 'TraceableId',
    description: `The id of any record on the way of the money: ${traceableTypes.join(', ')}.`,
    example: 'invoice_line_01m86d72r0fkxt9zq4c7w2h5nb',
  }) as unknown as z.ZodType<`${TraceableType}_${string}`, `${TraceableType}_${string}`>

export const traceNode = z
  .object({
    id: z.string().describe('The record’s id; `other` for what a shared invoice or payment carries beside.'),
    type: z.enum([...traceableTypes, 'company', 'other']),
    label: z.string().describe('What a person calls it: a name, or a number with its line.'),
    status: nullable(z.string()),
    net: nullable(money),
    tax: nullable(money),
    left: nullable(money).describe('What has not moved on: to deliver, to bill, to collect, to allocate.'),
    scope_item_id: nullable(ids.scope_item).describe('The item that a line bills or credits.'),
  })
  .meta({ id: 'TraceNode', description: 'One record on the way of the money.' })

export const traceEdgeKind = z
  .enum(['pitched', 'sold', 'planned', 'delivered', 'billed', 'collected', 'credited', 'paid_by', 'beside'])
  .describe(
    'pitched or sold: deal → scope item. planned or delivered: scope item → milestone. billed: → invoice line. collected: invoice line → allocation. credited: invoice line → credit note line. paid_by: allocation → payment. beside: what a shared record carries for others.',
  )

export const traceEdge = z
  .object({
    kind: traceEdgeKind,
    from: z.string(),
    to: z.string(),
    net: nullable(money),
    tax: nullable(money),
    at: nullable(instant).describe('When it happened, by the tenant’s clock.'),
    by: nullable(z.string()).describe('The id of who did it; null for the system.'),
    scope_item_id: nullable(ids.scope_item),
  })
  .meta({ id: 'TraceEdge', description: 'Money that moved from one record to the next.' })

export const traceTotals = z
  .object({
    sold: nullable(money).describe('Σ contract value of the scope items.'),
    delivered: nullable(money).describe('Σ net that clients approved.'),
    to_deliver: nullable(money).describe('sold − delivered.'),
    billed: nullable(money).describe('Σ net of invoice lines, drafts included.'),
    tax: nullable(money).describe('Σ tax of these lines.'),
    paid: nullable(money).describe('Σ allocations to these lines, tax included.'),
    credited: nullable(money).describe('Σ credits of these lines, tax included.'),
    balance: nullable(money).describe('billed + tax − paid − credited.'),
  })
  .meta({ id: 'TraceTotals', description: 'Sums of the edges. Null where the reader may not see the records behind.' })

export const trace = z
  .object({
    id: traceId,
    sentences: z.array(z.string()).describe('The way of the money in words, in order.'),
    nodes: z.array(traceNode),
    edges: z.array(traceEdge),
    totals: traceTotals,
    truncated: z.boolean().describe('Whether there are more scope items than one answer holds (500).'),
  })
  .meta({
    id: 'Trace',
    description: 'One dollar followed from pitch to payment: the scope items behind an id, and all that came of them.',
    example: {
      id: exampleId('invoice_line', 2),
      sentences: ['Print was sold in the deal Timetable relaunch for EUR 434.38.', 'QH-2026-0001 bills it.'],
      nodes: [
        {
          id: exampleId('scope_item', 2),
          type: 'scope_item',
          label: 'Print',
          status: null,
          net: eur(43438),
          tax: null,
          left: eur(0),
          scope_item_id: null,
        },
        {
          id: exampleId('invoice_line', 2),
          type: 'invoice_line',
          label: 'QH-2026-0001, line 2',
          status: 'partially_paid',
          net: eur(43438),
          tax: eur(3909),
          left: eur(9659),
          scope_item_id: exampleId('scope_item', 2),
        },
      ],
      edges: [
        {
          kind: 'billed',
          from: exampleId('milestone'),
          to: exampleId('invoice_line', 2),
          net: eur(43438),
          tax: eur(3909),
          at: '2026-12-04T09:12:00.000Z',
          by: exampleId('contact'),
          scope_item_id: exampleId('scope_item', 2),
        },
        {
          kind: 'collected',
          from: exampleId('invoice_line', 2),
          to: exampleId('payment_allocation'),
          net: eur(34576),
          tax: eur(3112),
          at: '2026-12-18T08:00:00.000Z',
          by: exampleId('api_key'),
          scope_item_id: null,
        },
      ],
      totals: {
        sold: eur(43438),
        delivered: eur(43438),
        to_deliver: eur(0),
        billed: eur(43438),
        tax: eur(3909),
        paid: eur(37688),
        credited: eur(0),
        balance: eur(9659),
      },
      truncated: false,
    },
  })
