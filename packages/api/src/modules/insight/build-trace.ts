/** Loads what lies on the way of an id's money, as far as the reader may see it, and lays it out as a graph. */
import type { Scope, TraceableType } from '@agencyops/schema'
import type { TenantDb } from '../../db/database.ts'
import { requireScope, type TenantPrincipal } from '../../http/principal.ts'
import { notFound } from '../../http/problem.ts'
import { mayReach } from '../../http/visible.ts'
import { canonicalDecimal } from '../../primitives/decimal.ts'
import { decodeId } from '../../primitives/id.ts'
import { type Found, type LaidOut, layOut } from './lay-out.ts'
import {
  MAX_ITEMS,
  selectCollected,
  selectCredited,
  selectDelivered,
  selectItemIds,
  selectItems,
  selectLines,
  selectLooseLineIds,
  selectPlanned,
  selectRoot,
} from './queries/trace.ts'

const SCOPE_OF: Record<TraceableType, Scope> = {
  deal: 'deals:read',
  scope_item: 'deals:read',
  engagement: 'engagements:read',
  project: 'projects:read',
  milestone: 'milestones:read',
  approval: 'approvals:read',
  invoice: 'invoices:read',
  invoice_line: 'invoices:read',
  credit_note: 'credit_notes:read',
  credit_note_line: 'credit_notes:read',
  payment: 'payments:read',
  payment_allocation: 'payments:read',
}

export interface BuiltTrace extends LaidOut {
  truncated: boolean
}

/** Throws 403 without the scope of the id's own GET, 404 where there is no such record for this reader. */
export async function buildTrace(db: TenantDb, principal: TenantPrincipal, id: string): Promise<BuiltTrace> {
  const decoded = decodeId(id)
  if (!decoded) throw notFound('record')
  const type = decoded.prefix as TraceableType
  requireScope(principal, SCOPE_OF[type])
  const may = (scope: Scope) => principal.scopes.has(scope)
  const [roots, itemIds, looseIds] = await db.group(
    selectRoot(type, decoded.uuid),
    selectItemIds(type, decoded.uuid),
    selectLooseLineIds(type, decoded.uuid),
  )
  const root = roots[0]
  if (!root || !mayReach(principal, root.engagement_id)) throw notFound(type.replaceAll('_', ' '))
  const shown = itemIds.slice(0, MAX_ITEMS).map((row) => row.id)
  const loose = looseIds.map((row) => row.id)

  const [items, planned, delivered, lines] = await db.group(
    selectItems(shown),
    selectPlanned(shown),
    selectDelivered(shown),
    selectLines(shown, loose),
  )
  const reachable = items.filter((item) => may('deals:read') && mayReach(principal, item.engagement_id))
  const seenItems = new Set<string>(reachable.map((item) => item.id))
  const seenLines = may('invoices:read')
    ? lines.filter(
        (line) =>
          (line.scope_item_id === null || !may('deals:read') || seenItems.has(line.scope_item_id)) &&
          mayReach(principal, line.engagement_id),
      )
    : []
  const lineIds = seenLines.map((line) => line.id)
  const [collected, credited] = await db.group(selectCollected(lineIds), selectCredited(lineIds))

  const found: Found = {
    items: reachable.map((item) => ({
      ...item,
      quantity: canonicalDecimal(item.quantity),
      unit_price: canonicalDecimal(item.unit_price),
    })),
    showCompany: may('companies:read'),
    planned: may('milestones:read') ? planned.filter((row) => seenItems.has(row.scope_item_id)) : [],
    delivered: may('milestones:read') ? delivered.filter((row) => seenItems.has(row.scope_item_id)) : [],
    showContacts: may('approvals:read') || may('contacts:read'),
    lines: seenLines,
    collected: may('payments:read') ? collected : [],
    credited: may('credit_notes:read') ? credited : [],
    sight: {
      milestones: may('milestones:read'),
      invoices: may('invoices:read'),
      payments: may('payments:read'),
      creditNotes: may('credit_notes:read'),
    },
  }
  return { ...layOut(found), truncated: itemIds.length > MAX_ITEMS }
}
