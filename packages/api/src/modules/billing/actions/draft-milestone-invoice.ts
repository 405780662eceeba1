import type { Id } from '@agencyops/schema'
import { type RowId, toRow } from '../../../db/row.ts'
import type { Reaction, UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, illegalMove, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import type { TaxCategory } from '../../../primitives/tax.ts'
import { lockScopeItems, type ScopeItemRow, shiftScopeItem } from '../../crm/index.ts'
import type { ApprovalLineRow } from '../../delivery/index.ts'
import type { EngagementRow } from '../../engagements/index.ts'
import type { LegalEntityRow } from '../../governance/index.ts'
import {
  findMilestone,
  listUnbilledApprovalLines,
  lockEngagementOfMilestone,
  lockScopeItemsOfMilestone,
  shareMilestone,
  shareStandingApproval,
} from '../queries/approvals.ts'
import { findEngagement, shareLegalEntity } from '../queries/parties.ts'
import { type InvoiceParts, invoiceView } from '../views.ts'
import type { LineSource } from './draft-rows.ts'
import { insertDraft } from './insert-draft.ts'
import { figuresOf } from './price-lines.ts'

const APPROVED_FIRST = 'A milestone is billed once its client has approved it.'

/** Raises the draft of an approved milestone again, of what no live line bills. Throws 404, 409. */
export async function draftMilestoneInvoice(work: UnitOfWork, id: RowId<'milestone'>): Promise<InvoiceParts> {
  const known = await work.first(findMilestone({ id }))
  if (!known || !mayReach(work.principal, known.engagement_id)) throw notFound('milestone')
  const [[engagement], items, [milestone], [approval]] = await work.group(
    lockEngagementOfMilestone({ milestone_id: id }),
    lockScopeItemsOfMilestone({ milestone_id: id }),
    shareMilestone({ id }),
    shareStandingApproval({ milestone_id: id }),
  )
  if (!engagement || !milestone) throw notFound('milestone')
  if (milestone.status !== 'approved' || !approval) {
    throw illegalMove(APPROVED_FIRST, milestone.status === 'planned' ? ['deliver'] : ['revert'])
  }
  const [[legalEntity], lines] = await work.group(
    shareLegalEntity({ id: engagement.legal_entity_id }),
    listUnbilledApprovalLines({ approval_id: approval.id }),
  )
  if (lines.length === 0) throw illegalMove('All of the milestone stands on an invoice already.', [])
  if (!legalEntity || legalEntity.archived_at) {
    throw conflict('#', 'The legal entity is archived. Restore it to bill the milestone.')
  }
  return raiseDraft(work, { engagement, legalEntity, lines, items })
}

/**
 * The draft of what a client has just approved. The caller holds the engagement, the scope items and the milestone.
 * Where it cannot be raised, the blocker is recorded and the approval stands.
 */
export const draftApproved: Reaction = async (work, event) => {
  const { approval_id: approvalId } = event.data as { approval_id: Id<'approval'> }
  const engagementId = event.engagementId as RowId<'engagement'>
  const [[engagement], lines] = await work.group(
    findEngagement({ id: engagementId }),
    listUnbilledApprovalLines({ approval_id: toRow(approvalId) }),
  )
  if (!engagement || lines.length === 0) return undefined
  const itemIds = [...new Set(lines.map((line) => line.scope_item_id))].sort()
  const [items, [legalEntity]] = await work.group(
    lockScopeItems({ ids: itemIds }),
    shareLegalEntity({ id: engagement.legal_entity_id }),
  )
  if (!legalEntity || legalEntity.archived_at) {
    await work.record({
      type: 'invoice.not_drafted',
      subject: event.subject,
      changed: [],
      data: { approval_id: approvalId, blocker: 'legal_entity_archived' },
      engagementId,
    })
    return undefined
  }
  // The approval has moved these items in this transaction already; their versions rise once.
  const moved = items.map((item) => ({ ...item, version: item.version - 1 }))
  const parts = await raiseDraft(work, { engagement, legalEntity, lines, items: moved })
  return { invoice: invoiceView(parts, work.today) }
}

interface Approved {
  engagement: EngagementRow
  legalEntity: LegalEntityRow
  lines: readonly ApprovalLineRow[]
  items: readonly ScopeItemRow[]
}

async function raiseDraft(
  work: UnitOfWork,
  { engagement, legalEntity, lines, items }: Approved,
): Promise<InvoiceParts> {
  const byId = new Map(items.map((item) => [item.id, item]))
  const sources = lines.map((line): LineSource => {
    const item = byId.get(line.scope_item_id) as ScopeItemRow
    return {
      id: work.newId('invoice_line'),
      scope_item_id: item.id,
      milestone_id: line.milestone_id,
      approval_id: line.approval_id,
      approval_line_id: line.id,
      description: line.description,
      unit: line.unit,
      tax_changed_reason: null,
      quantity: canonicalDecimal(line.quantity),
      unitPrice: canonicalDecimal(line.unit_price),
      net: line.net_minor,
      category: item.tax_category as TaxCategory,
      percent: canonicalDecimal(item.tax_percent),
      exemptionReason: item.exemption_reason,
    }
  })
  const first = lines[0] as ApprovalLineRow
  const parts = await insertDraft(
    work,
    {
      company_id: engagement.company_id,
      legal_entity_id: legalEntity.id,
      engagement_id: engagement.id,
      milestone_id: first.milestone_id,
      approval_id: first.approval_id,
      currency: engagement.currency,
      payment_terms: legalEntity.payment_terms,
      purchase_order: null,
      note: null,
    },
    sources,
    figuresOf(sources, engagement.currency),
  )
  for (const item of items) {
    const net = lines.filter((line) => line.scope_item_id === item.id).reduce((sum, line) => sum + line.net_minor, 0)
    shiftScopeItem(work, item, { billed: net })
  }
  return parts
}
