import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { StageRevisionRow, StageRow } from '../tables.ts'

/** A stage as it is from this change on; past reports read it. */
export function revisionRow(work: UnitOfWork, stage: StageRow): StageRevisionRow {
  return {
    tenant_id: work.tenantId,
    id: work.newId('stage_revision'),
    stage_id: stage.id,
    change_id: work.changeId,
    name: stage.name,
    position: stage.position,
    probability: stage.probability,
    archived: stage.archived_at !== null,
  }
}
