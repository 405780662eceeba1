import { insertRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { LostReasonRow, PipelineRow, StageRow } from '../tables.ts'
import { lostReasonView, pipelineView, stageView } from '../views.ts'
import { insertAll } from './insert-all.ts'
import { revisionRow } from './stage-revision.ts'

const STAGES = [
  ['Lead', '0.1'],
  ['Qualified', '0.3'],
  ['Proposal', '0.6'],
  ['Negotiation', '0.8'],
] as const

const LOST_REASONS = ['Price', 'Timing', 'Competitor', 'No decision'] as const

/** What every new tenant sells with until it says otherwise. */
export async function createDefaultPipeline(work: UnitOfWork): Promise<undefined> {
  const times = { version: 1, created_at: work.now, updated_at: work.now, archived_at: null }
  const pipeline: PipelineRow = {
    tenant_id: work.tenantId,
    id: work.newId('pipeline'),
    name: 'Sales',
    is_default: true,
    ...times,
  }
  work.later(insertRow('pipeline', pipeline))
  await work.record({
    type: 'pipeline.created',
    subject: { type: 'pipeline', id: pipeline.id, version: 1 },
    after: pipelineView(pipeline),
  })
  const stages = STAGES.map(
    ([name, probability], index): StageRow => ({
      tenant_id: work.tenantId,
      id: work.newId('stage'),
      pipeline_id: pipeline.id,
      name,
      position: index + 1,
      probability,
      ...times,
    }),
  )
  insertAll(work, 'stage', stages)
  insertAll(
    work,
    'stage_revision',
    stages.map((row) => revisionRow(work, row)),
  )
  for (const row of stages) {
    await work.record({
      type: 'stage.created',
      subject: { type: 'stage', id: row.id, version: 1 },
      after: stageView(row),
    })
  }
  const reasons = LOST_REASONS.map(
    (name): LostReasonRow => ({ tenant_id: work.tenantId, id: work.newId('lost_reason'), name, ...times }),
  )
  insertAll(work, 'lost_reason', reasons)
  for (const row of reasons) {
    await work.record({
      type: 'lost_reason.created',
      subject: { type: 'lost_reason', id: row.id, version: 1 },
      after: lostReasonView(row),
    })
  }
  return undefined
}
