import type { Generated, Selectable } from 'kysely'
import type { Instant, Json, RowId } from '../../db/row.ts'

export interface EngagementTable {
  tenant_id: Generated<number>
  id: RowId<'engagement'>
  deal_id: RowId<'deal'>
  company_id: RowId<'company'>
  legal_entity_id: RowId<'legal_entity'>
  name: string
  search_key: string
  status: 'active' | 'completed'
  currency: string
  manager_id: RowId<'person'> | null
  original_value_minor: number
  approved_changes_minor: Generated<number>
  contract_value_minor: number
  completed_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface EngagementTeamTable {
  tenant_id: Generated<number>
  id: RowId<'engagement_team'>
  engagement_id: RowId<'engagement'>
  person_id: RowId<'person'>
  role: string | null
  added_at: Instant
}

export interface EngagementShareTable {
  tenant_id: Generated<number>
  id: RowId<'engagement_share'>
  engagement_id: RowId<'engagement'>
  contact_id: RowId<'contact'>
  shared_at: Instant
  shared_by: Json
  /** The change that shared it; null for what was shared before this was kept. */
  change_id: RowId<'change'> | null
}

export interface EngagementsTables {
  engagement: EngagementTable
  engagement_team: EngagementTeamTable
  engagement_share: EngagementShareTable
}

export type EngagementRow = Selectable<EngagementTable>
export type EngagementTeamRow = Selectable<EngagementTeamTable>
export type EngagementShareRow = Selectable<EngagementShareTable>
