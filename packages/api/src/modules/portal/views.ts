/** Rows → wire, for clients. Each view names what it shows; nothing comes here by itself. */
import type { portalApprovalSummary, portalEngagement, portalFile, portalMilestone } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toWire } from '../../db/row.ts'
import type { TenantPrincipal } from '../../http/principal.ts'
import { sumAmounts } from '../../primitives/money.ts'
import type { ApprovalRow, MilestoneRow } from '../delivery/index.ts'
import type { EngagementRow } from '../engagements/index.ts'
import type { AttachedFile } from '../files/index.ts'

type ShownEngagement = Pick<
  EngagementRow,
  'id' | 'name' | 'status' | 'currency' | 'contract_value_minor' | 'completed_at'
>

export function portalEngagementView(row: ShownEngagement): z.infer<typeof portalEngagement> {
  return {
    id: toWire('engagement', row.id),
    name: row.name,
    status: row.status,
    contract_value: { amount: row.contract_value_minor, currency: row.currency },
    completed_at: row.completed_at,
  }
}

export function portalMilestoneView(row: MilestoneRow): z.infer<typeof portalMilestone> {
  return {
    id: toWire('milestone', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    name: row.name,
    due_on: row.due_on,
    status: row.status,
    delivered_at: row.delivered_at,
    approved_at: row.approved_at,
  }
}

export function portalApprovalView(
  row: ApprovalRow,
  milestoneName: string,
  principal: TenantPrincipal,
): z.infer<typeof portalApprovalSummary> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: toWire('approval', row.id),
    engagement_id: toWire('engagement', row.engagement_id),
    milestone_id: toWire('milestone', row.milestone_id),
    milestone_name: milestoneName,
    status: row.status,
    net: money(row.net_minor),
    tax: money(row.tax_minor),
    total: money(sumAmounts([row.net_minor, row.tax_minor])),
    requested_at: row.requested_at,
    decided_at: row.decided_at,
    remarks: row.remarks,
    can_decide: mayDecide(row, principal),
    version: row.version,
  }
}

function mayDecide(row: ApprovalRow, principal: TenantPrincipal): boolean {
  return (
    row.status === 'requested' &&
    principal.kind === 'contact' &&
    principal.actsFor &&
    principal.scopes.has('approvals:decide') &&
    principal.contactId === row.contact_id
  )
}

export function portalFileView(row: AttachedFile): z.infer<typeof portalFile> {
  return {
    id: toWire('file', row.file_id),
    engagement_id: toWire('engagement', row.engagement_id as RowId<'engagement'>),
    milestone_id: toWire('milestone', row.milestone_id),
    name: row.name,
    content_type: row.content_type,
    size: row.size,
    sha256: row.sha256,
    attached_at: row.attached_at,
  }
}
