import type { stageCreate, stageUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { insertRow, updateRow } from '../../../db/insert.ts'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, invalidField, notFound } from '../../../http/problem.ts'
import { canonicalDecimal, compareDecimals } from '../../../primitives/decimal.ts'
import { countOpenDealsOfStage, weighStageAnew } from '../queries/deals.ts'
import { lockPipeline, lockPipelineOfStage, lockStages, lockStagesOfSamePipeline } from '../queries/pipelines.ts'
import { placeAt } from '../rules/stage-order.ts'
import type { StageRow } from '../tables.ts'
import { stageView } from '../views.ts'
import { setArchived } from './set-archived.ts'
import { revisionRow } from './stage-revision.ts'

/** Adds a stage to a pipeline that is not archived. Throws 422. */
export async function createStage(work: UnitOfWork, input: z.infer<typeof stageCreate>): Promise<StageRow> {
  const pipelineId = toRow(input.pipeline_id)
  const [[pipeline], all] = await work.group(lockPipeline({ id: pipelineId }), lockStages({ pipeline_id: pipelineId }))
  if (!pipeline || pipeline.archived_at !== null) {
    throw invalidField(
      '#/pipeline_id',
      pipeline ? 'archived' : 'unknown_record',
      'There is no such pipeline, or it is archived.',
    )
  }
  const stages = inOrder(all)
  const stage: StageRow = {
    tenant_id: work.tenantId,
    id: work.newId('stage'),
    pipeline_id: pipelineId,
    name: input.name,
    position: Math.min(input.position ?? stages.length + 1, stages.length + 1),
    probability: canonicalDecimal(input.probability),
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  work.later(insertRow('stage', stage))
  work.later(insertRow('stage_revision', revisionRow(work, stage)))
  await work.record({
    type: 'stage.created',
    subject: { type: 'stage', id: stage.id, version: 1 },
    after: stageView(stage),
  })
  await reorder(work, stages, stage)
  return stage
}

/** Changes a stage; a new probability weighs its open deals anew, a new place moves the others. Throws 404. */
export async function updateStage(
  work: UnitOfWork,
  id: RowId<'stage'>,
  input: z.infer<typeof stageUpdate>,
): Promise<StageRow> {
  const { stage: before, stages } = await holdStage(work, id)
  const probability = input.probability === undefined ? undefined : canonicalDecimal(input.probability)
  const position = input.position === undefined ? undefined : Math.min(input.position, Math.max(stages.length, 1))
  const after = await changeStage(work, before, {
    ...(input.name !== undefined && { name: input.name }),
    ...(position !== undefined && { position }),
    ...(probability !== undefined && compareDecimals(probability, before.probability) !== 0 && { probability }),
  })
  if (after.probability !== before.probability) {
    work.later(weighStageAnew({ stage_id: id, probability: after.probability, now: work.now }))
  }
  if (after.position !== before.position && after.archived_at === null) await reorder(work, stages, after)
  return after
}

/** Hides a stage in which no open deal stands, or brings it back at the end. Throws 404, 409. */
export async function archiveStage(work: UnitOfWork, id: RowId<'stage'>, archived: boolean): Promise<StageRow> {
  const { stage: before, stages } = await holdStage(work, id)
  if (archived && before.archived_at === null) {
    const open = (await work.first(countOpenDealsOfStage({ stage_id: id })))?.n ?? 0
    if (open > 0) throw conflict('#', `${open} open deals stand in this stage. Move them first.`)
    if (stages.length === 1)
      throw conflict('#', 'This is the pipeline’s only stage. Archive the pipeline, or add another stage first.')
  }
  const after = await setArchived(work, 'stage', before, archived, stageView)
  if (after !== before) work.later(insertRow('stage_revision', revisionRow(work, after)))
  return after
}

async function holdStage(work: UnitOfWork, id: RowId<'stage'>): Promise<{ stage: StageRow; stages: StageRow[] }> {
  const [, all] = await work.group(lockPipelineOfStage({ id }), lockStagesOfSamePipeline({ id }))
  const stage = all.find((row) => row.id === id)
  if (!stage) throw notFound('stage')
  work.match(stage.version)
  return { stage, stages: inOrder(all) }
}

function inOrder(all: readonly StageRow[]): StageRow[] {
  return all
    .filter((row) => row.archived_at === null)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/** Gives the other stages of the pipeline the places that are left by the one that was placed. */
async function reorder(work: UnitOfWork, stages: readonly StageRow[], placed: StageRow): Promise<void> {
  const order = placeAt(
    stages.map((row) => row.id),
    placed.id,
    placed.position,
  )
  for (const row of stages) {
    if (row.id !== placed.id) await changeStage(work, row, { position: order.indexOf(row.id) + 1 })
  }
}

async function changeStage(work: UnitOfWork, before: StageRow, changes: Partial<StageRow>): Promise<StageRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('stage', before.id, columns), 1)
  work.later(insertRow('stage_revision', revisionRow(work, after)))
  await work.record({
    type: 'stage.updated',
    subject: { type: 'stage', id: before.id, version: after.version },
    before: stageView(before),
    after: stageView(after),
  })
  return after
}
