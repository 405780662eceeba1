import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { DealRow, StageTransitionRow } from '../tables.ts'

/** One step in a deal's history: from where, to what it is now. `before` is undefined for a new deal. */
export function transitionRow(work: UnitOfWork, before: DealRow | undefined, after: DealRow): StageTransitionRow {
  return {
    tenant_id: work.tenantId,
    id: work.newId('stage_transition'),
    deal_id: after.id,
    change_id: work.changeId,
    from_stage_id: before?.stage_id ?? null,
    to_stage_id: after.stage_id,
    from_status: before?.status ?? null,
    to_status: after.status,
    value_minor: after.value_minor,
    currency: after.currency,
    probability: after.probability,
    moved_at: work.now,
    actor: work.actor,
  }
}
