import type { Generated, Selectable } from 'kysely'
import type { Decimal, Instant, Json, PlainDate, RowId } from '../../db/row.ts'

export interface ProjectTable {
  tenant_id: Generated<number>
  id: RowId<'project'>
  engagement_id: RowId<'engagement'>
  name: string
  status: 'active' | 'completed'
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface MilestoneTable {
  tenant_id: Generated<number>
  id: RowId<'milestone'>
  engagement_id: RowId<'engagement'>
  project_id: RowId<'project'>
  position: number
  name: string
  due_on: PlainDate | null
  assignee_id: RowId<'person'> | null
  status: 'planned' | 'delivered' | 'approved'
  delivered_at: Instant | null
  approved_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface MilestoneBillTable {
  tenant_id: Generated<number>
  id: RowId<'milestone_bill'>
  milestone_id: RowId<'milestone'>
  scope_item_id: RowId<'scope_item'>
  position: number
  percent: Decimal | null
  amount_minor: number | null
}

export interface ApprovalTable {
  tenant_id: Generated<number>
  id: RowId<'approval'>
  milestone_id: RowId<'milestone'>
  engagement_id: RowId<'engagement'>
  contact_id: RowId<'contact'>
  status: 'requested' | 'approved' | 'approved_with_remarks' | 'rejected' | 'withdrawn'
  currency: string
  net_minor: number
  tax_minor: number
  sha256: string | null
  requested_at: Instant
  requested_by: Json
  decided_at: Instant | null
  remarks: string | null
  withdrawn_at: Instant | null
  withdrawn_reason: string | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface ApprovalLineTable {
  tenant_id: Generated<number>
  id: RowId<'approval_line'>
  approval_id: RowId<'approval'>
  milestone_id: RowId<'milestone'>
  scope_item_id: RowId<'scope_item'>
  position: number
  description: string
  quantity: Decimal
  unit: string | null
  unit_price: Decimal
  net_minor: number
  percent: Decimal | null
  withdrawn: Generated<boolean>
}

export interface ApprovalEvidenceTable {
  tenant_id: Generated<number>
  id: RowId<'approval_evidence'>
  approval_id: RowId<'approval'>
  snapshot: string
  sha256: string
  decision: string
  remarks: string | null
  contact_id: RowId<'contact'>
  session_id: RowId<'embed_session'>
  minted_by_key_id: RowId<'api_key'>
  identity: string
  /** The magic link by which the contact came in, and its address. */
  confirmed_by: Json | null
  address: string | null
  user_agent: string | null
  decided_at: Instant
  recorded_at: Instant
}

export interface DeliveryTables {
  project: ProjectTable
  milestone: MilestoneTable
  milestone_bill: MilestoneBillTable
  approval: ApprovalTable
  approval_line: ApprovalLineTable
  approval_evidence: ApprovalEvidenceTable
}

export type ProjectRow = Selectable<ProjectTable>
export type MilestoneRow = Selectable<MilestoneTable>
export type MilestoneBillRow = Selectable<MilestoneBillTable>
export type ApprovalRow = Selectable<ApprovalTable>
export type ApprovalLineRow = Selectable<ApprovalLineTable>
export type ApprovalEvidenceRow = Selectable<ApprovalEvidenceTable>
