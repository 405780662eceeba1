import type { pipelineCreate, pipelineUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { insertRow, updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, notFound } from '../../../http/problem.ts'
import { countOpenDealsOfPipeline, lockPipelineAndDefault, lockStages } from '../queries/pipelines.ts'
import type { PipelineRow } from '../tables.ts'
import { pipelineView } from '../views.ts'
import { setArchived } from './set-archived.ts'

/** Adds a pipeline without stages. */
export async function createPipeline(work: UnitOfWork, input: z.infer<typeof pipelineCreate>): Promise<PipelineRow> {
  const row: PipelineRow = {
    tenant_id: work.tenantId,
    id: work.newId('pipeline'),
    name: input.name,
    is_default: false,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  work.later(insertRow('pipeline', row))
  await work.record({
    type: 'pipeline.created',
    subject: { type: 'pipeline', id: row.id, version: 1 },
    after: pipelineView(row),
  })
  return row
}

/** Renames a pipeline or makes it the default instead of the one that is. Throws 404, 409. */
export async function updatePipeline(
  work: UnitOfWork,
  id: RowId<'pipeline'>,
  input: z.infer<typeof pipelineUpdate>,
): Promise<PipelineRow> {
  const locked = await work.all(lockPipelineAndDefault({ id }))
  const before = locked.find((row) => row.id === id)
  if (!before) throw notFound('pipeline')
  work.match(before.version)
  if (input.is_default && before.archived_at !== null)
    throw conflict('#/is_default', 'The pipeline is archived. Restore it first.')
  const old = locked.find((row) => row.is_default && row.id !== id)
  if (input.is_default && old) await changePipeline(work, old, { is_default: false })
  return changePipeline(work, before, input)
}

/** Hides a pipeline without open deals, or brings it back. Throws 404, 409 for the default one. */
export async function archivePipeline(
  work: UnitOfWork,
  id: RowId<'pipeline'>,
  archived: boolean,
): Promise<PipelineRow> {
  // Its stages too: no deal enters one of them meanwhile.
  const [locked] = await work.group(lockPipelineAndDefault({ id }), lockStages({ pipeline_id: id }))
  const before = locked.find((row) => row.id === id)
  if (!before) throw notFound('pipeline')
  work.match(before.version)
  if (archived && before.archived_at === null) {
    if (before.is_default) throw conflict('#', 'This is the default pipeline. Make another one the default first.')
    const open = (await work.first(countOpenDealsOfPipeline({ pipeline_id: id })))?.n ?? 0
    if (open > 0) throw conflict('#', `${open} open deals stand in this pipeline. Move them first.`)
  }
  return setArchived(work, 'pipeline', before, archived, pipelineView)
}

async function changePipeline(
  work: UnitOfWork,
  before: PipelineRow,
  changes: Partial<PipelineRow>,
): Promise<PipelineRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('pipeline', before.id, columns), 1)
  await work.record({
    type: 'pipeline.updated',
    subject: { type: 'pipeline', id: before.id, version: after.version },
    before: pipelineView(before),
    after: pipelineView(after),
  })
  return after
}
