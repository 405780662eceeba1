import type { Generated, Selectable } from 'kysely'
import type { Decimal, Instant, Json, PlainDate, RowId } from '../../db/row.ts'

export interface CompanyTable {
  tenant_id: Generated<number>
  id: RowId<'company'>
  name: string
  name_key: string
  search_key: string
  status: 'prospect' | 'client'
  address: Json | null
  tax_number: string | null
  registration_number: string | null
  website: string | null
  notes: string | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface ContactTable {
  tenant_id: Generated<number>
  id: RowId<'contact'>
  company_id: RowId<'company'>
  name: string
  search_key: string
  email: string | null
  phone: string | null
  job_title: string | null
  email_changed_by: Json | null
  erased_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface PipelineTable {
  tenant_id: Generated<number>
  id: RowId<'pipeline'>
  name: string
  is_default: Generated<boolean>
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface StageTable {
  tenant_id: Generated<number>
  id: RowId<'stage'>
  pipeline_id: RowId<'pipeline'>
  name: string
  position: number
  probability: Decimal
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface StageRevisionTable {
  tenant_id: Generated<number>
  id: RowId<'stage_revision'>
  stage_id: RowId<'stage'>
  change_id: RowId<'change'>
  name: string
  position: number
  probability: Decimal
  archived: boolean
}

export interface LostReasonTable {
  tenant_id: Generated<number>
  id: RowId<'lost_reason'>
  name: string
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface DealTable {
  tenant_id: Generated<number>
  id: RowId<'deal'>
  name: string
  search_key: string
  company_id: RowId<'company'>
  legal_entity_id: RowId<'legal_entity'>
  pipeline_id: RowId<'pipeline'>
  stage_id: RowId<'stage'>
  owner_id: RowId<'person'> | null
  status: 'open' | 'won' | 'lost'
  currency: string
  value_minor: number
  /** What the deal has instead of its stage's. */
  probability_override: Decimal | null
  /** What counts: 1 for a won deal, 0 for a lost one. */
  probability: Decimal
  weighted_value_minor: number
  close_on: PlainDate | null
  next_step: string | null
  next_step_on: PlainDate | null
  stage_entered_at: Instant
  /** Its place in its stage: an order key, compared byte by byte; equal ones are told apart by id. */
  position: string
  tags: Generated<string[]>
  lost_reason_id: RowId<'lost_reason'> | null
  lost_note: string | null
  won_at: Instant | null
  lost_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface StageTransitionTable {
  tenant_id: Generated<number>
  id: RowId<'stage_transition'>
  deal_id: RowId<'deal'>
  change_id: RowId<'change'>
  from_stage_id: RowId<'stage'> | null
  to_stage_id: RowId<'stage'>
  from_status: string | null
  to_status: string
  value_minor: number
  currency: string
  probability: Decimal
  moved_at: Instant
  actor: Json
}

export interface ScopeItemTable {
  tenant_id: Generated<number>
  id: RowId<'scope_item'>
  deal_id: RowId<'deal'>
  engagement_id: RowId<'engagement'> | null
  position: number
  name: string
  description: string | null
  quantity: Decimal
  unit: string | null
  unit_price: Decimal
  currency: string
  tax_rate_id: RowId<'tax_rate'> | null
  tax_category: string
  tax_percent: Decimal
  exemption_reason: string | null
  original_value_minor: number
  approved_changes_minor: Generated<number>
  contract_value_minor: number
  earned_minor: Generated<number>
  billed_minor: Generated<number>
  unbilled_minor: Generated<number>
  written_off_minor: Generated<number>
  billing_basis: 'percent' | 'amount' | null
  planned_percent: Generated<Decimal>
  planned_minor: Generated<number>
  approved_percent: Generated<Decimal>
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface PlannedMilestoneTable {
  tenant_id: Generated<number>
  id: RowId<'planned_milestone'>
  deal_id: RowId<'deal'>
  position: number
  name: string
  due_on: PlainDate | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface PlannedBillTable {
  tenant_id: Generated<number>
  id: RowId<'planned_bill'>
  planned_milestone_id: RowId<'planned_milestone'>
  scope_item_id: RowId<'scope_item'>
  position: number
  percent: Decimal | null
  amount_minor: number | null
}

export interface CrmTables {
  company: CompanyTable
  contact: ContactTable
  pipeline: PipelineTable
  stage: StageTable
  stage_revision: StageRevisionTable
  lost_reason: LostReasonTable
  deal: DealTable
  stage_transition: StageTransitionTable
  scope_item: ScopeItemTable
  planned_milestone: PlannedMilestoneTable
  planned_bill: PlannedBillTable
}

export type CompanyRow = Selectable<CompanyTable>
export type ContactRow = Selectable<ContactTable>
export type PipelineRow = Selectable<PipelineTable>
export type StageRow = Selectable<StageTable>
export type StageRevisionRow = Selectable<StageRevisionTable>
export type LostReasonRow = Selectable<LostReasonTable>
export type DealRow = Selectable<DealTable>
export type StageTransitionRow = Selectable<StageTransitionTable>
export type ScopeItemRow = Selectable<ScopeItemTable>
export type PlannedMilestoneRow = Selectable<PlannedMilestoneTable>
export type PlannedBillRow = Selectable<PlannedBillTable>
