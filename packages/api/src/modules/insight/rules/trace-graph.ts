/**
 * The way of the money as a graph. Pure: it takes what was found and what the reader may see, and answers nodes,
 * edges, totals and sentences. A node that is not given is not there, and neither is any edge that touches it.
 */
import { formatMinor } from '../../../primitives/money.ts'

export interface GraphNode {
  id: string
  type: string
  label: string
  status: string | null
  net: number | null
  tax: number | null
  left: number | null
  scopeItemId: string | null
}

export interface GraphEdge {
  kind: 'pitched' | 'sold' | 'planned' | 'delivered' | 'billed' | 'collected' | 'credited' | 'paid_by' | 'beside'
  from: string
  to: string
  net: number | null
  tax: number | null
  at: string | null
  by: string | null
  scopeItemId: string | null
}

export interface GraphTotals {
  sold: number | null
  delivered: number | null
  toDeliver: number | null
  billed: number | null
  tax: number | null
  paid: number | null
  credited: number | null
  balance: number | null
}

/** Which stretches of the way the reader may see. */
export interface Sight {
  milestones: boolean
  invoices: boolean
  payments: boolean
  creditNotes: boolean
}

/** Keeps the edges whose both ends are there. */
export function visibleEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphEdge[] {
  const known = new Set(nodes.map((node) => node.id))
  return edges.filter((edge) => known.has(edge.from) && known.has(edge.to))
}

const sum = (edges: readonly GraphEdge[], kind: GraphEdge['kind'], of: 'net' | 'tax' | 'gross') =>
  edges
    .filter((edge) => edge.kind === kind)
    .reduce((total, { net, tax }) => total + (of === 'tax' ? 0 : (net ?? 0)) + (of === 'net' ? 0 : (tax ?? 0)), 0)

/** Sums of edges; null where the reader may not see the records behind. */
export function traceTotals(edges: readonly GraphEdge[], sight: Sight): GraphTotals {
  const sold = sum(edges, 'sold', 'net')
  const delivered = sum(edges, 'delivered', 'net')
  const billed = sum(edges, 'billed', 'net')
  const tax = sum(edges, 'billed', 'tax')
  const paid = sum(edges, 'collected', 'gross')
  const credited = sum(edges, 'credited', 'gross')
  const all = sight.invoices && sight.payments && sight.creditNotes
  return {
    sold,
    delivered: sight.milestones ? delivered : null,
    toDeliver: sight.milestones ? sold - delivered : null,
    billed: sight.invoices ? billed : null,
    tax: sight.invoices ? tax : null,
    paid: sight.payments && sight.invoices ? paid : null,
    credited: sight.creditNotes && sight.invoices ? credited : null,
    balance: all ? billed + tax - paid - credited : null,
  }
}

/** What a sentence needs to know of a scope item beyond its edges. */
export interface SoldItem {
  id: string
  quantity: string
  unitPrice: string
}

/** The way in words: one item with its factors, several with their sum. `EUR 434.38` is written once a sentence. */
export function traceSentences(
  currency: string,
  items: readonly SoldItem[],
  edges: readonly GraphEdge[],
  nameOf: (id: string) => string,
): string[] {
  const money = (amount: number) => grouped(formatMinor(amount, currency))
  const of = (kind: GraphEdge['kind']) => edges.filter((edge) => edge.kind === kind)
  const total = (list: readonly GraphEdge[], part: 'net' | 'tax') =>
    list.reduce((all, edge) => all + (edge[part] ?? 0), 0)
  const sentences: string[] = []
  for (const kind of ['pitched', 'sold'] as const) {
    const list = of(kind)
    const [item] = items
    if (list.length === 0) continue
    const word = kind === 'sold' ? 'Sold' : 'Pitched'
    sentences.push(
      list.length === 1 && items.length === 1 && item
        ? `${word}: ${grouped(item.quantity)} x ${grouped(item.unitPrice)} = ${currency} ${money(total(list, 'net'))}.`
        : `${word}: ${list.length} scope items, ${currency} ${money(total(list, 'net'))}.`,
    )
  }
  for (const group of groupBy(of('delivered'), (edge) => `${edge.by} ${edge.at?.slice(0, 10)}`)) {
    const [first] = group as [GraphEdge]
    sentences.push(`Approved by ${first.by ? nameOf(first.by) : 'the client'} on ${first.at?.slice(0, 10)}.`)
  }
  const billed = of('billed')
  if (billed.length > 0)
    sentences.push(`Billed: ${currency} ${money(total(billed, 'net'))} + ${money(total(billed, 'tax'))} tax.`)
  const paid = groupBy(of('collected'), (edge) => edge.to).map((group) =>
    money(total(group, 'net') + total(group, 'tax')),
  )
  if (paid.length > 0) sentences.push(`Paid: ${currency} ${paid.join(' + ')}.`)
  const credited = of('credited')
  if (credited.length > 0) {
    sentences.push(`Credited: ${currency} ${money(total(credited, 'net') + total(credited, 'tax'))}.`)
  }
  return sentences
}

/** `-1234567.5` → `-1,234,567.5` */
function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.')
  const withCommas = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const name = key(one)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return [...groups.values()]
}
