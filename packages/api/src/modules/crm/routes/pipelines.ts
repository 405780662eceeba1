/** Wire ↔ action, of pipelines. */
import { ids, pipeline, pipelineCreate, pipelineListQuery, pipelinePage, pipelineUpdate } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { archivePipeline, createPipeline, updatePipeline } from '../actions/change-pipelines.ts'
import { findPipeline, selectPipelines } from '../queries/pipelines.ts'
import { pipelineView } from '../views.ts'

const byId = { id: ids.pipeline }

export const pipelineOperations = [
  readOperation({
    id: 'listPipelines',
    path: '/v1/pipelines',
    tag: 'pipelines',
    summary: 'List pipelines',
    description: 'Ways of selling; one of them is the default.',
    scope: 'pipelines:read',
    query: pipelineListQuery,
    answers: pipelinePage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPipelines',
        query,
        table: 'pipeline',
        sorts: {
          created_at: { sql: 'pipeline.created_at', type: 'timestamptz' },
          updated_at: { sql: 'pipeline.updated_at', type: 'timestamptz' },
        },
        defaultSort: 'created_at',
        build: () => selectPipelines({ archived: query.archived, updatedSince: query.updated_since }),
      })
      return { data: rows.map(pipelineView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPipeline',
    path: '/v1/pipelines/{id}',
    tag: 'pipelines',
    summary: 'Get a pipeline',
    description: 'One pipeline; its stages are listed by `pipeline_id`.',
    scope: 'pipelines:read',
    params: byId,
    answers: pipeline,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findPipeline({ id: toRow(params.id) }))
      if (!row) throw notFound('pipeline')
      return pipelineView(row)
    },
  }),
  writeOperation({
    id: 'createPipeline',
    path: '/v1/pipelines',
    tag: 'pipelines',
    summary: 'Create a pipeline',
    description: 'Adds a pipeline; it takes deals once it has a stage.',
    scope: 'pipelines:write',
    body: pipelineCreate,
    example: { name: 'Partner sales' },
    answers: pipeline,
    status: 201,
    location: '/v1/pipelines/',
    emits: ['pipeline.created'],
    handle: async (work, { body }) => pipelineView(await createPipeline(work, body)),
  }),
  writeOperation({
    id: 'updatePipeline',
    method: 'patch',
    path: '/v1/pipelines/{id}',
    tag: 'pipelines',
    summary: 'Update a pipeline',
    description: 'A JSON merge patch. Making it the default takes that from the one that was.',
    scope: 'pipelines:write',
    params: byId,
    body: pipelineUpdate,
    example: { name: 'Partners' },
    answers: pipeline,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['pipeline.updated'],
    handle: async (work, { params, body }) => pipelineView(await updatePipeline(work, toRow(params.id), body)),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archivePipeline' : 'restorePipeline',
      path: archived ? '/v1/pipelines/{id}/archive' : '/v1/pipelines/{id}/restore',
      tag: 'pipelines',
      summary: archived ? 'Archive a pipeline' : 'Restore a pipeline',
      description: archived
        ? 'Hides a pipeline from lists and new deals. Refused for the default one and while open deals stand in it.'
        : 'Brings an archived pipeline back.',
      scope: 'pipelines:write',
      params: byId,
      answers: pipeline,
      ifMatch: 'optional',
      problems: ['conflict'],
      emits: [archived ? 'pipeline.archived' : 'pipeline.restored'],
      handle: async (work, { params }) => pipelineView(await archivePipeline(work, toRow(params.id), archived)),
    }),
  ),
]
