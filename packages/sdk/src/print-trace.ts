import { formatAmount } from './runtime/format-amount.ts'

interface Amount {
  amount: number
  currency: string
}

/** What `trace.get` answers, as far as it is printed. */
export interface TraceTree {
  id: string
  nodes: readonly { id: string; type: string; label: string; status?: string | null; scope_item_id?: string | null }[]
  edges: readonly TraceEdge[]
  totals: { sold?: Amount | null }
  truncated: boolean
}

interface TraceEdge {
  /** sold, delivered, billed, collected or credited; others are not printed. */
  kind: string
  from: string
  to: string
  net?: Amount | null
  tax?: Amount | null
  scope_item_id?: string | null
}

interface Row {
  label: string
  word?: string
  net?: number
}

const net = (edge: TraceEdge) => edge.net?.amount ?? 0
const gross = (edge: TraceEdge) => net(edge) + (edge.tax?.amount ?? 0)
const sum = (edges: readonly TraceEdge[], of = net) => edges.reduce((total, edge) => total + of(edge), 0)

/**
 * The way of the money as text: each sold item with what was delivered, billed, collected and credited of it, then
 * two sums whose parts are the rows and edges above, so that a reader can redo them. Rows are net, sums name the tax.
 */
export function printTrace(trace: TraceTree): string {
  const { nodes, edges } = trace
  const node = new Map(nodes.map((n) => [n.id, n]))
  const of = (kind: string) => edges.filter((edge) => edge.kind === kind)
  const label = (id: string) => node.get(id)?.label ?? id
  const [sold, delivered, billed, collected, credited] = ['sold', 'delivered', 'billed', 'collected', 'credited'].map(
    of,
  ) as [TraceEdge[], TraceEdge[], TraceEdge[], TraceEdge[], TraceEdge[]]
  const currency = [...edges.map((edge) => edge.net), trace.totals.sold].find((amount) => amount)?.currency ?? ''
  const lineItem = itemOfLine(trace, delivered, billed)

  const rows: Row[] = [{ label: title(trace, currency) }]
  for (const item of new Set(sold.map((edge) => edge.to))) {
    rows.push({ label: ` ${label(item)}`, word: 'sold', net: sum(sold.filter((edge) => edge.to === item)) })
    for (const edge of delivered.filter((e) => e.from === item))
      rows.push({ label: `  ${label(edge.to)}`, word: node.get(edge.to)?.status ?? 'delivered', net: net(edge) })
    for (const edge of billed.filter((e) => lineItem.get(e) === item)) {
      rows.push({ label: `  ${label(edge.to)}`, word: 'billed', net: net(edge) })
      const paid = collected.filter((e) => e.from === edge.to)
      const payments = new Set(paid.map((e) => e.to))
      const name = payments.size === 1 ? label([...payments][0] as string) : `${payments.size} payments`
      if (payments.size) rows.push({ label: `  ${name}`, word: 'collected', net: sum(paid) })
      for (const credit of credited.filter((e) => e.from === edge.to))
        rows.push({ label: `  ${label(credit.to)}`, word: 'credited', net: -Math.abs(net(credit)) })
    }
  }
  const tail = trace.truncated ? ['The trace is cut: it has more records than are shown here.'] : []
  return [...align(rows, currency), ...sums({ sold, delivered, billed, collected, credited }, currency), ...tail].join(
    '\n',
  )
}

function title({ id, nodes }: TraceTree, currency: string): string {
  const first = ['deal', 'engagement'].map((type) => nodes.find((n) => n.type === type)).find((n) => n)
  const company = nodes.find((n) => n.type === 'company')
  return `${[first?.label ?? id, company?.label].filter(Boolean).join(', ')}  ${currency}`
}

/**
 * The scope item of each billed edge: named by the edge or its line, else the item itself where it was billed without
 * a milestone, else the first item of that milestone whose delivered net it still fits.
 */
function itemOfLine({ nodes }: TraceTree, delivered: TraceEdge[], billed: TraceEdge[]): Map<TraceEdge, string> {
  const named = new Map(nodes.map((n) => [n.id, n.scope_item_id]))
  const left = new Map(delivered.map((edge) => [edge, net(edge)]))
  const found = new Map<TraceEdge, string>()
  for (const edge of billed) {
    const through = delivered.filter((d) => d.to === edge.from)
    const fit = through.find((d) => left.get(d) === net(edge)) ?? through[0]
    const item = edge.scope_item_id ?? named.get(edge.to) ?? fit?.from ?? edge.from
    const used = through.find((d) => d.from === item)
    if (used) left.set(used, (left.get(used) ?? 0) - net(edge))
    found.set(edge, item)
  }
  return found
}

function align(rows: Row[], currency: string): string[] {
  const body = rows.filter((row) => row.word)
  const text = (row: Row) => formatAmount(row.net ?? 0, currency)
  const widest = (values: string[]) => Math.max(0, ...values.map((value) => value.length))
  const labels = widest(body.map((row) => row.label))
  const words = widest(body.map((row) => row.word ?? ''))
  const amounts = widest(body.map(text))
  return rows.map((row) =>
    row.word ? `${row.label.padEnd(labels)}  ${row.word.padEnd(words)} ${text(row).padStart(amounts)}` : row.label,
  )
}

function sums(
  by: Record<'sold' | 'delivered' | 'billed' | 'collected' | 'credited', TraceEdge[]>,
  currency: string,
): string[] {
  const money = (amount: number) => formatAmount(amount, currency)
  const part = (word: string, amount: number) => (amount ? [`${word} ${money(amount)}`] : [])
  const [sold, delivered, billed] = [sum(by.sold), sum(by.delivered), sum(by.billed)]
  // What is billed without a milestone was never delivered by one.
  const earned = Math.max(delivered, billed)
  const use = [...part('billed', billed), ...part('to bill', earned - billed), ...part('to deliver', sold - earned)]
  const lines = [`sold ${money(sold)}${use.length ? ` = ${use.join(' + ')}` : ''}`]
  if (!by.billed.length) return lines

  const total = sum(by.billed, gross)
  const perPayment = new Map<string, number>()
  for (const edge of by.collected) perPayment.set(edge.to, (perPayment.get(edge.to) ?? 0) + gross(edge))
  const paid = [...perPayment.values()]
  const credit = by.credited.reduce((all, edge) => all + Math.abs(gross(edge)), 0)
  const balance = total - paid.reduce((all, amount) => all + amount, 0) - credit
  const settled = [
    ...(paid.length ? [`paid ${paid.map(money).join(' + ')}`] : []),
    ...part('credited', credit),
    ...part('balance', balance),
  ]
  lines.push(
    `billed ${money(billed)} + tax ${money(total - billed)} = ${money(total)}${settled.length ? ` = ${settled.join(' + ')}` : ''}`,
  )
  return lines
}
