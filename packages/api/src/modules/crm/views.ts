/** Rows → wire, of this area. */
import type {
  company,
  contact,
  deal,
  dealBoardCard,
  lostReason,
  pipeline,
  plannedMilestone,
  Scope,
  scopeItem,
  stage,
  stageTransition,
} from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../db/row.ts'
import { externalRefView } from '../../http/external-ref.ts'
import { canonicalDecimal } from '../../primitives/decimal.ts'
import type {
  CompanyRow,
  ContactRow,
  DealRow,
  LostReasonRow,
  PipelineRow,
  PlannedBillRow,
  PlannedMilestoneRow,
  ScopeItemRow,
  StageRow,
  StageTransitionRow,
} from './tables.ts'

export function companyView(row: CompanyRow): z.infer<typeof company> {
  return {
    id: toWire('company', row.id),
    name: row.name,
    status: row.status,
    address: row.address,
    tax_number: row.tax_number,
    registration_number: row.registration_number,
    website: row.website,
    notes: row.notes,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** Fields of a contact that erasure replaces. */
export const CONTACT_PERSONAL = ['name', 'email', 'phone', 'job_title'] as const

export function contactView(row: ContactRow): z.infer<typeof contact> {
  return {
    id: toWire('contact', row.id),
    company_id: toWire('company', row.company_id),
    name: row.name,
    email: row.email,
    phone: row.phone,
    job_title: row.job_title,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function pipelineView(row: PipelineRow): z.infer<typeof pipeline> {
  return {
    id: toWire('pipeline', row.id),
    name: row.name,
    is_default: row.is_default,
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function stageView(row: StageRow): z.infer<typeof stage> {
  return {
    id: toWire('stage', row.id),
    pipeline_id: toWire('pipeline', row.pipeline_id),
    name: row.name,
    position: row.position,
    probability: canonicalDecimal(row.probability),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function lostReasonView(row: LostReasonRow): z.infer<typeof lostReason> {
  return {
    id: toWire('lost_reason', row.id),
    name: row.name,
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function dealView(row: DealRow): z.infer<typeof deal> {
  return {
    id: toWire('deal', row.id),
    name: row.name,
    company_id: toWire('company', row.company_id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    pipeline_id: toWire('pipeline', row.pipeline_id),
    stage_id: toWire('stage', row.stage_id),
    owner_id: toWire('person', row.owner_id),
    status: row.status,
    currency: row.currency,
    value: { amount: row.value_minor, currency: row.currency },
    probability: canonicalDecimal(row.probability),
    probability_override: row.probability_override === null ? null : canonicalDecimal(row.probability_override),
    weighted_value: { amount: row.weighted_value_minor, currency: row.currency },
    close_on: row.close_on,
    next_step: row.next_step,
    next_step_on: row.next_step_on,
    stage_entered_at: row.stage_entered_at,
    tags: row.tags,
    lost_reason_id: toWire('lost_reason', row.lost_reason_id),
    lost_note: row.lost_note,
    won_at: row.won_at,
    lost_at: row.lost_at,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** What an event of a deal carries beside it: where it stands, and, where that changed, where it stood. */
export function dealEventData(row: DealRow, before: DealRow = row) {
  const place = { pipeline_id: toWire('pipeline', row.pipeline_id), stage_id: toWire('stage', row.stage_id) }
  if (before.stage_id === row.stage_id) return place
  return {
    ...place,
    from_pipeline_id: toWire('pipeline', before.pipeline_id),
    from_stage_id: toWire('stage', before.stage_id),
  }
}

export function boardTotalView(row: { currency: string; value: string; weighted_value: string }) {
  return {
    value: { amount: Number(row.value), currency: row.currency },
    weighted_value: { amount: Number(row.weighted_value), currency: row.currency },
  }
}

/** A card names only what its reader may read by itself. */
export function boardCardView(
  row: DealRow & { company_name: string | null; owner_name: string | null },
  scopes: ReadonlySet<Scope>,
): z.infer<typeof dealBoardCard> {
  const { company_name: company, owner_name: owner, owner_id: ownerId } = row
  return {
    position: row.position,
    deal: dealView(row),
    company:
      company !== null && scopes.has('companies:read')
        ? { id: toWire('company', row.company_id), name: company }
        : null,
    owner:
      ownerId !== null && owner !== null && scopes.has('members:read')
        ? { id: toWire('person', ownerId), name: owner }
        : null,
  }
}

export function scopeItemView(row: ScopeItemRow): z.infer<typeof scopeItem> {
  const money = (amount: number) => ({ amount, currency: row.currency })
  return {
    id: toWire('scope_item', row.id),
    deal_id: toWire('deal', row.deal_id),
    engagement_id: toWire('engagement', row.engagement_id),
    position: row.position,
    name: row.name,
    description: row.description,
    quantity: canonicalDecimal(row.quantity),
    unit: row.unit,
    unit_price: canonicalDecimal(row.unit_price),
    currency: row.currency,
    tax_rate_id: toWire('tax_rate', row.tax_rate_id),
    tax_category: row.tax_category as z.infer<typeof scopeItem>['tax_category'],
    tax_percent: canonicalDecimal(row.tax_percent),
    exemption_reason: row.exemption_reason,
    original_value: money(row.original_value_minor),
    approved_changes: money(row.approved_changes_minor),
    contract_value: money(row.contract_value_minor),
    earned: money(row.earned_minor),
    billed: money(row.billed_minor),
    unbilled: money(row.unbilled_minor),
    written_off: money(row.written_off_minor),
    planned_percent: canonicalDecimal(row.planned_percent),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** `bills` are those of this milestone, in their order. */
export function plannedMilestoneView(
  row: PlannedMilestoneRow,
  bills: readonly PlannedBillRow[],
  currency: string,
): z.infer<typeof plannedMilestone> {
  return {
    id: toWire('planned_milestone', row.id),
    deal_id: toWire('deal', row.deal_id),
    position: row.position,
    name: row.name,
    due_on: row.due_on,
    bills: bills.map((bill) => ({
      scope_item_id: toWire('scope_item', bill.scope_item_id),
      percent: bill.percent === null ? null : canonicalDecimal(bill.percent),
      amount: bill.amount_minor === null ? null : { amount: bill.amount_minor, currency },
    })),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** A whole plan, each milestone with its bills. */
export function planView(
  milestones: readonly PlannedMilestoneRow[],
  bills: readonly PlannedBillRow[],
  currency: string,
) {
  return milestones.map((row) =>
    plannedMilestoneView(
      row,
      bills.filter((bill) => bill.planned_milestone_id === row.id),
      currency,
    ),
  )
}

export function stageTransitionView(row: StageTransitionRow): z.infer<typeof stageTransition> {
  return {
    id: toWire('stage_transition', row.id),
    deal_id: toWire('deal', row.deal_id),
    from_stage_id: toWire('stage', row.from_stage_id),
    to_stage_id: toWire('stage', row.to_stage_id),
    from_status: row.from_status,
    to_status: row.to_status,
    value: { amount: row.value_minor, currency: row.currency },
    probability: canonicalDecimal(row.probability),
    moved_at: row.moved_at,
  }
}
