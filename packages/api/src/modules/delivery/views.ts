/** Rows → wire, of this area. */
import type { approval, approvalEvidence, milestone, project } from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../db/row.ts'
import { canonicalDecimal } from '../../primitives/decimal.ts'
import { sumAmounts } from '../../primitives/money.ts'
import type { ApprovalEvidenceRow, ApprovalRow, MilestoneBillRow, MilestoneRow, ProjectRow } from './tables.ts'

export function projectView(row: ProjectRow): z.infer<typeof project> {
  return {
    id: toWire('project', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    name: row.name,
    status: row.status,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export type ShownBill = Pick<MilestoneBillRow, 'milestone_id' | 'scope_item_id' | 'percent' | 'amount_minor'> & {
  currency: string
}

/** `bills` may hold those of other milestones too; this one's are shown in their order. */
export function milestoneView(row: MilestoneRow, bills: readonly ShownBill[]): z.infer<typeof milestone> {
  return {
    id: toWire('milestone', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    project_id: toWire('project', row.project_id),
    position: row.position,
    name: row.name,
    due_on: row.due_on,
    assignee_id: toWire('person', row.assignee_id),
    status: row.status,
    bills: bills
      .filter((bill) => bill.milestone_id === row.id)
      .map((bill) => ({
        scope_item_id: toWire('scope_item', bill.scope_item_id),
        percent: bill.percent === null ? null : canonicalDecimal(bill.percent),
        amount: bill.amount_minor === null ? null : { amount: bill.amount_minor, currency: bill.currency },
      })),
    delivered_at: row.delivered_at,
    approved_at: row.approved_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function approvalView(row: ApprovalRow): z.infer<typeof approval> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: toWire('approval', row.id),
    milestone_id: toWire('milestone', row.milestone_id),
    engagement_id: toWire('engagement', row.engagement_id),
    contact_id: toWire('contact', row.contact_id),
    status: row.status,
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    total: money(sumAmounts([row.net_minor, row.tax_minor])),
    sha256: row.sha256,
    requested_at: row.requested_at,
    decided_at: row.decided_at,
    remarks: row.remarks,
    withdrawn_at: row.withdrawn_at,
    withdrawn_reason: row.withdrawn_reason,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function evidenceView(row: ApprovalEvidenceRow): z.infer<typeof approvalEvidence> {
  return {
    approval_id: toWire('approval', row.approval_id),
    decision: row.decision as z.infer<typeof approvalEvidence>['decision'],
    snapshot: row.snapshot,
    sha256: row.sha256,
    remarks: row.remarks,
    contact_id: toWire('contact', row.contact_id),
    session_id: toWire('embed_session', row.session_id),
    minted_by_key_id: toWire('api_key', row.minted_by_key_id),
    identity: row.identity,
    confirmed_by: row.confirmed_by,
    address: row.address,
    user_agent: row.user_agent,
    decided_at: row.decided_at,
    recorded_at: row.recorded_at,
  }
}
