/** Wire ↔ action, of stages. */
import { ids, stage, stageCreate, stageListQuery, stagePage, stageUpdate } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { archiveStage, createStage, updateStage } from '../actions/change-stages.ts'
import { findStage, selectStages } from '../queries/pipelines.ts'
import { stageView } from '../views.ts'

const byId = { id: ids.stage }

export const stageOperations = [
  readOperation({
    id: 'listStages',
    path: '/v1/stages',
    tag: 'stages',
    summary: 'List stages',
    description: 'Stages of all pipelines or of some, by their place.',
    scope: 'pipelines:read',
    query: stageListQuery,
    answers: stagePage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listStages',
        query,
        table: 'stage',
        sorts: {
          created_at: { sql: 'stage.created_at', type: 'timestamptz' },
          updated_at: { sql: 'stage.updated_at', type: 'timestamptz' },
          position: { sql: 'stage.position', type: 'int' },
        },
        defaultSort: 'position',
        build: () =>
          selectStages({
            archived: query.archived,
            updatedSince: query.updated_since,
            pipelineIds: query.pipeline_id?.map((id) => toRow(id)),
          }),
      })
      return { data: rows.map(stageView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getStage',
    path: '/v1/stages/{id}',
    tag: 'stages',
    summary: 'Get a stage',
    description: 'One stage, archived or not.',
    scope: 'pipelines:read',
    params: byId,
    answers: stage,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findStage({ id: toRow(params.id) }))
      if (!row) throw notFound('stage')
      return stageView(row)
    },
  }),
  writeOperation({
    id: 'createStage',
    path: '/v1/stages',
    tag: 'stages',
    summary: 'Create a stage',
    description: 'Adds a stage at a place, or behind the last.',
    scope: 'pipelines:write',
    body: stageCreate,
    example: { pipeline_id: 'pipeline_01m86d72r0fkxt9zq4c7w2h5nb', name: 'Verbal yes', probability: '0.9' },
    answers: stage,
    status: 201,
    location: '/v1/stages/',
    emits: ['stage.created', 'stage.updated'],
    handle: async (work, { body }) => stageView(await createStage(work, body)),
  }),
  writeOperation({
    id: 'updateStage',
    method: 'patch',
    path: '/v1/stages/{id}',
    tag: 'stages',
    summary: 'Update a stage',
    description:
      'A JSON merge patch. A new probability weighs the stage’s open deals anew; a new place moves the others. What the stage was is kept for past reports.',
    scope: 'pipelines:write',
    params: byId,
    body: stageUpdate,
    example: { probability: '0.65' },
    answers: stage,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['stage.updated'],
    handle: async (work, { params, body }) => stageView(await updateStage(work, toRow(params.id), body)),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archiveStage' : 'restoreStage',
      path: archived ? '/v1/stages/{id}/archive' : '/v1/stages/{id}/restore',
      tag: 'stages',
      summary: archived ? 'Archive a stage' : 'Restore a stage',
      description: archived
        ? 'Hides a stage from boards and new deals; it still answers for its time. Refused while open deals stand in it, and for the last one.'
        : 'Brings an archived stage back to its place.',
      scope: 'pipelines:write',
      params: byId,
      answers: stage,
      ifMatch: 'optional',
      problems: ['conflict'],
      emits: [archived ? 'stage.archived' : 'stage.restored'],
      handle: async (work, { params }) => stageView(await archiveStage(work, toRow(params.id), archived)),
    }),
  ),
]
