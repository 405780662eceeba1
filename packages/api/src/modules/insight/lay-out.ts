/** Rows → nodes and edges of the trace. */
import type { Actor } from '../../outbox/actor.ts'
import { percentOf } from '../../primitives/decimal.ts'
import { encodeId } from '../../primitives/id.ts'
import {
  type GraphEdge,
  type GraphNode,
  type GraphTotals,
  type Sight,
  traceSentences,
  traceTotals,
  visibleEdges,
} from './rules/trace-graph.ts'

type RowsOf<F extends (...args: never[]) => unknown> = F extends (...args: never[]) => {
  execute(): Promise<(infer R)[]>
}
  ? R
  : never
type Queries = typeof import('./queries/trace.ts')

export interface Found {
  items: RowsOf<Queries['selectItems']>[]
  showCompany: boolean
  planned: RowsOf<Queries['selectPlanned']>[]
  delivered: RowsOf<Queries['selectDelivered']>[]
  showContacts: boolean
  lines: RowsOf<Queries['selectLines']>[]
  collected: RowsOf<Queries['selectCollected']>[]
  credited: RowsOf<Queries['selectCredited']>[]
  sight: Sight
}

export interface LaidOut {
  currency: string
  nodes: GraphNode[]
  edges: GraphEdge[]
  totals: GraphTotals
  sentences: string[]
}

export function layOut(found: Found): LaidOut {
  const currency = found.items[0]?.currency ?? found.lines[0]?.currency ?? found.collected[0]?.currency ?? 'EUR'
  const nodes = new Map<string, GraphNode>()
  const edges: GraphEdge[] = []
  const add = (node: Partial<GraphNode> & Pick<GraphNode, 'id' | 'type' | 'label'>) => {
    if (!nodes.has(node.id))
      nodes.set(node.id, { status: null, net: null, tax: null, left: null, scopeItemId: null, ...node })
    return node.id
  }
  const link = (edge: Partial<GraphEdge> & Pick<GraphEdge, 'kind' | 'from' | 'to'>) =>
    edges.push({ net: null, tax: null, at: null, by: null, scopeItemId: null, ...edge })

  addItems(found, add, link)
  addMilestones(found, add, link)
  addLines(found, add, link)
  addPayments(found, add, link)
  addCredits(found, add, link)

  const kept = visibleEdges([...nodes.values()], edges)
  const names = new Map(found.delivered.map((row) => [encodeId('contact', row.contact_id), row.contact_name]))
  const sentences = traceSentences(
    currency,
    found.items.map((item) => ({
      id: encodeId('scope_item', item.id),
      quantity: item.quantity,
      unitPrice: item.unit_price,
    })),
    kept,
    (id) => (found.showContacts ? (names.get(id) ?? 'the client') : 'the client'),
  )
  return { currency, nodes: [...nodes.values()], edges: kept, totals: traceTotals(kept, found.sight), sentences }
}

type Add = (node: Partial<GraphNode> & Pick<GraphNode, 'id' | 'type' | 'label'>) => string
type Link = (edge: Partial<GraphEdge> & Pick<GraphEdge, 'kind' | 'from' | 'to'>) => void

function addItems(found: Found, add: Add, link: Link): void {
  for (const item of found.items) {
    const deal = add({
      id: encodeId('deal', item.deal_id),
      type: 'deal',
      label: item.deal_name,
      status: item.deal_status,
      net: item.deal_value_minor,
    })
    if (found.showCompany) add({ id: encodeId('company', item.company_id), type: 'company', label: item.company_name })
    const id = encodeId('scope_item', item.id)
    add({
      id,
      type: 'scope_item',
      label: item.name,
      net: item.contract_value_minor,
      left: item.contract_value_minor - item.earned_minor,
      scopeItemId: id,
    })
    const won = item.deal_status === 'won'
    link({
      kind: won ? 'sold' : 'pitched',
      from: deal,
      to: id,
      net: item.contract_value_minor,
      at: won ? item.won_at : null,
      by: (item.won_by as Actor | null)?.id ?? null,
      scopeItemId: id,
    })
  }
}

function addMilestones(found: Found, add: Add, link: Link): void {
  const contract = new Map<string, number>(found.items.map((item) => [item.id, item.contract_value_minor]))
  const approved = new Set(found.delivered.map((row) => `${row.scope_item_id} ${row.milestone_id}`))
  for (const row of found.planned) {
    const item = encodeId('scope_item', row.scope_item_id)
    const milestone = add({
      id: encodeId('milestone', row.milestone_id),
      type: 'milestone',
      label: row.name,
      status: row.status,
      ...milestoneSums(found, row.milestone_id),
    })
    if (approved.has(`${row.scope_item_id} ${row.milestone_id}`)) continue
    const net = row.amount_minor ?? percentOf(contract.get(row.scope_item_id) ?? 0, row.percent ?? '0')
    link({ kind: 'planned', from: item, to: milestone, net, scopeItemId: item })
  }
  for (const row of found.delivered) {
    const item = encodeId('scope_item', row.scope_item_id)
    link({
      kind: 'delivered',
      from: item,
      to: encodeId('milestone', row.milestone_id),
      net: row.net_minor,
      at: row.decided_at,
      by: encodeId('contact', row.contact_id),
      scopeItemId: item,
    })
  }
}

/** What was approved of a milestone, and what of it no invoice line bills yet. */
function milestoneSums(found: Found, milestoneId: string): Pick<GraphNode, 'net' | 'left'> {
  const sum = (rows: readonly { milestone_id: string | null; net_minor: number }[]) =>
    rows.filter((row) => row.milestone_id === milestoneId).reduce((all, row) => all + row.net_minor, 0)
  const net = sum(found.delivered)
  return { net, left: found.sight.invoices ? net - sum(found.lines) : null }
}

function addLines(found: Found, add: Add, link: Link): void {
  const settled = (line: string) =>
    [...found.collected, ...found.credited]
      .filter((row) => row.invoice_line_id === line)
      .reduce((all, row) => all + row.net_minor + row.tax_minor, 0)
  const seeAll = found.sight.payments && found.sight.creditNotes
  for (const line of found.lines) {
    const id = encodeId('invoice_line', line.id)
    const item = line.scope_item_id === null ? null : encodeId('scope_item', line.scope_item_id)
    add({
      id,
      type: 'invoice_line',
      label: `${line.number ?? 'Draft'} line ${line.position}`,
      status: line.status,
      net: line.net_minor,
      tax: line.tax_minor,
      left: seeAll ? line.net_minor + line.tax_minor - settled(line.id) : null,
      scopeItemId: item,
    })
    const from = line.milestone_id ? encodeId('milestone', line.milestone_id) : item
    const invoice = add({
      id: encodeId('invoice', line.invoice_id),
      type: 'invoice',
      label: line.number ?? 'Draft',
      status: line.status,
      net: line.invoice_net_minor,
      tax: line.invoice_tax_minor,
    })
    link({
      kind: 'billed',
      from: from ?? invoice,
      to: id,
      net: line.net_minor,
      tax: line.tax_minor,
      at: line.issued_at ?? line.created_at,
      scopeItemId: item,
    })
  }
  addBesideInvoices(found, add, link)
}

/** What an invoice carries beside the lines of this trace: one node, whatever it is. */
function addBesideInvoices(found: Found, add: Add, link: Link): void {
  for (const invoiceId of new Set(found.lines.map((line) => line.invoice_id))) {
    const lines = found.lines.filter((line) => line.invoice_id === invoiceId)
    const first = lines[0]
    if (!first) continue
    const net = first.invoice_net_minor - lines.reduce((all, line) => all + line.net_minor, 0)
    const tax = first.invoice_tax_minor - lines.reduce((all, line) => all + line.tax_minor, 0)
    if (net === 0 && tax === 0) continue
    const other = add({ id: 'other', type: 'other', label: 'Other records' })
    link({ kind: 'beside', from: encodeId('invoice', invoiceId), to: other, net, tax })
  }
}

function addPayments(found: Found, add: Add, link: Link): void {
  const shares = new Map<string, number>()
  for (const row of found.collected) {
    const allocation = add({
      id: encodeId('payment_allocation', row.allocation_id),
      type: 'payment_allocation',
      label: row.reference ? `Payment ${row.reference}` : `Payment of ${row.received_on}`,
    })
    const payment = add({
      id: encodeId('payment', row.payment_id),
      type: 'payment',
      label: row.reference ?? `Payment of ${row.received_on}`,
      net: row.received_minor,
      left: row.unallocated_minor,
    })
    const line = found.lines.find((one) => one.id === row.invoice_line_id)
    const item = line?.scope_item_id ? encodeId('scope_item', line.scope_item_id) : null
    link({
      kind: 'collected',
      from: encodeId('invoice_line', row.invoice_line_id),
      to: allocation,
      net: row.net_minor,
      tax: row.tax_minor,
      at: row.allocated_at,
      scopeItemId: item,
    })
    shares.set(
      `${allocation} ${payment}`,
      (shares.get(`${allocation} ${payment}`) ?? 0) + row.net_minor + row.tax_minor,
    )
  }
  for (const [pair, amount] of shares) {
    const [from, to] = pair.split(' ') as [string, string]
    link({ kind: 'paid_by', from, to, net: amount })
  }
  for (const paymentId of new Set(found.collected.map((row) => row.payment_id))) {
    const rows = found.collected.filter((row) => row.payment_id === paymentId)
    const first = rows[0]
    if (!first) continue
    const here = rows.reduce((all, row) => all + row.net_minor + row.tax_minor, 0)
    const beside = first.received_minor - first.unallocated_minor - here
    if (beside === 0) continue
    const other = add({ id: 'other', type: 'other', label: 'Other records' })
    link({ kind: 'beside', from: encodeId('payment', paymentId), to: other, net: beside })
  }
}

function addCredits(found: Found, add: Add, link: Link): void {
  for (const row of found.credited) {
    const item = row.scope_item_id === null ? null : encodeId('scope_item', row.scope_item_id)
    const to = add({
      id: encodeId('credit_note_line', row.id),
      type: 'credit_note_line',
      label: `${row.number} line ${row.position}`,
      net: row.net_minor,
      tax: row.tax_minor,
      scopeItemId: item,
    })
    link({
      kind: 'credited',
      from: encodeId('invoice_line', row.invoice_line_id),
      to,
      net: row.net_minor,
      tax: row.tax_minor,
      at: row.issued_at,
      scopeItemId: item,
    })
  }
}
