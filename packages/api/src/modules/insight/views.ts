/** The graph → wire. */
import type { Id, trace } from '@agencyops/schema'
import type { z } from 'zod'
import type { BuiltTrace } from './build-trace.ts'

type Trace = z.input<typeof trace>

export function traceView(id: Trace['id'], built: BuiltTrace): Trace {
  const { currency } = built
  const money = (amount: number | null) => (amount === null ? null : { amount, currency })
  const item = (itemId: string | null) => itemId as Id<'scope_item'> | null
  return {
    id,
    sentences: built.sentences,
    nodes: built.nodes.map((node) => ({
      id: node.id,
      type: node.type as Trace['nodes'][number]['type'],
      label: node.label,
      status: node.status,
      net: money(node.net),
      tax: money(node.tax),
      left: money(node.left),
      scope_item_id: item(node.scopeItemId),
    })),
    edges: built.edges.map((edge) => ({
      kind: edge.kind,
      from: edge.from,
      to: edge.to,
      net: money(edge.net),
      tax: money(edge.tax),
      at: edge.at,
      by: edge.by,
      scope_item_id: item(edge.scopeItemId),
    })),
    totals: {
      sold: money(built.totals.sold),
      delivered: money(built.totals.delivered),
      to_deliver: money(built.totals.toDeliver),
      billed: money(built.totals.billed),
      tax: money(built.totals.tax),
      paid: money(built.totals.paid),
      credited: money(built.totals.credited),
      balance: money(built.totals.balance),
    },
    truncated: built.truncated,
  }
}
