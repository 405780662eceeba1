/** Rows → wire, of this area. */
import type { engagement, engagementShare, teamMember } from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../db/row.ts'
import { externalRefView } from '../../http/external-ref.ts'
import type { EngagementRow, EngagementShareRow, EngagementTeamRow } from './tables.ts'

export function engagementView(row: EngagementRow): z.infer<typeof engagement> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: toWire('engagement', row.id),
    name: row.name,
    status: row.status,
    deal_id: toWire('deal', row.deal_id),
    company_id: toWire('company', row.company_id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    manager_id: toWire('person', row.manager_id),
    currency: row.currency,
    original_value: money(row.original_value_minor),
    approved_changes: money(row.approved_changes_minor),
    contract_value: money(row.contract_value_minor),
    completed_at: row.completed_at,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function teamMemberView(row: EngagementTeamRow): z.infer<typeof teamMember> {
  return {
    engagement_id: toWire('engagement', row.engagement_id),
    person_id: toWire('person', row.person_id),
    role: row.role,
    added_at: row.added_at,
  }
}

export function shareView(row: EngagementShareRow): z.infer<typeof engagementShare> {
  return {
    engagement_id: toWire('engagement', row.engagement_id),
    contact_id: toWire('contact', row.contact_id),
    shared_at: row.shared_at,
  }
}
