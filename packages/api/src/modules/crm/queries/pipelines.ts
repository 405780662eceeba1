/** SQL of pipelines, their stages, and lost reasons. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

interface Filters {
  archived?: boolean | undefined
  updatedSince?: string | undefined
}

export const findPipeline = defineQuery((p: { id: RowId<'pipeline'> }) =>
  query.selectFrom('pipeline').selectAll().where('id', '=', p.id),
)

/** For who changes it, its stages or their order. */
export const lockPipeline = defineQuery((p: { id: RowId<'pipeline'> }) =>
  query.selectFrom('pipeline').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** Both, in the order of their ids, for who makes the one the default instead of the other. */
export const lockPipelineAndDefault = defineQuery((p: { id: RowId<'pipeline'> }) =>
  query
    .selectFrom('pipeline')
    .selectAll()
    .where(sql<boolean>`id = ${p.id}::uuid or is_default`)
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const findStage = defineQuery((p: { id: RowId<'stage'> }) =>
  query.selectFrom('stage').selectAll().where('id', '=', p.id),
)

export const lockPipelineOfStage = defineQuery((p: { id: RowId<'stage'> }) =>
  query
    .selectFrom('pipeline')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('stage').select('stage.pipeline_id').where('stage.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** All stages of a pipeline, in the order of their ids, which is the order of their locks. */
export const lockStages = defineQuery((p: { pipeline_id: RowId<'pipeline'> }) =>
  query.selectFrom('stage').selectAll().where('pipeline_id', '=', p.pipeline_id).orderBy('id').forNoKeyUpdate(),
)

export const lockStagesOfSamePipeline = defineQuery((p: { id: RowId<'stage'> }) =>
  query
    .selectFrom('stage')
    .selectAll()
    .where('pipeline_id', '=', (one) =>
      one.selectFrom('stage as own').select('own.pipeline_id').where('own.id', '=', p.id),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const countOpenDealsOfPipeline = defineQuery((p: { pipeline_id: RowId<'pipeline'> }) =>
  query
    .selectFrom('deal')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('pipeline_id', '=', p.pipeline_id)
    .where('status', '=', 'open'),
)

export const lockLostReason = defineQuery((p: { id: RowId<'lost_reason'> }) =>
  query.selectFrom('lost_reason').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export function selectPipelines(filters: Filters) {
  const select = query
    .selectFrom('pipeline')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  return filters.updatedSince ? select.where('updated_at', '>=', filters.updatedSince) : select
}

export function selectStages(filters: Filters & { pipelineIds?: readonly string[] | undefined }) {
  let select = query
    .selectFrom('stage')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.pipelineIds) select = select.where(sql<boolean>`pipeline_id = any(${[...filters.pipelineIds]}::uuid[])`)
  return filters.updatedSince ? select.where('updated_at', '>=', filters.updatedSince) : select
}

export function selectLostReasons(filters: Filters) {
  const select = query
    .selectFrom('lost_reason')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  return filters.updatedSince ? select.where('updated_at', '>=', filters.updatedSince) : select
}
