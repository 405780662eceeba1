/** Wire ↔ action, of lost reasons. */
import {
  ids,
  lostReason,
  lostReasonCreate,
  lostReasonListQuery,
  lostReasonPage,
  lostReasonUpdate,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { archiveLostReason, createLostReason, updateLostReason } from '../actions/change-lost-reasons.ts'
import { findLostReason } from '../queries/deals.ts'
import { selectLostReasons } from '../queries/pipelines.ts'
import { lostReasonView } from '../views.ts'

const byId = { id: ids.lost_reason }

export const lostReasonOperations = [
  readOperation({
    id: 'listLostReasons',
    path: '/v1/lost_reasons',
    tag: 'lost_reasons',
    summary: 'List lost reasons',
    description: 'Why deals are lost.',
    scope: 'pipelines:read',
    query: lostReasonListQuery,
    answers: lostReasonPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listLostReasons',
        query,
        table: 'lost_reason',
        sorts: {
          created_at: { sql: 'lost_reason.created_at', type: 'timestamptz' },
          updated_at: { sql: 'lost_reason.updated_at', type: 'timestamptz' },
        },
        defaultSort: 'created_at',
        build: () => selectLostReasons({ archived: query.archived, updatedSince: query.updated_since }),
      })
      return { data: rows.map(lostReasonView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getLostReason',
    path: '/v1/lost_reasons/{id}',
    tag: 'lost_reasons',
    summary: 'Get a lost reason',
    description: 'One lost reason, archived or not.',
    scope: 'pipelines:read',
    params: byId,
    answers: lostReason,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findLostReason({ id: toRow<'lost_reason'>(params.id) }))
      if (!row) throw notFound('lost reason')
      return lostReasonView(row)
    },
  }),
  writeOperation({
    id: 'createLostReason',
    path: '/v1/lost_reasons',
    tag: 'lost_reasons',
    summary: 'Create a lost reason',
    description: 'Adds a lost reason.',
    scope: 'pipelines:write',
    body: lostReasonCreate,
    example: { name: 'Scope' },
    answers: lostReason,
    status: 201,
    location: '/v1/lost_reasons/',
    emits: ['lost_reason.created'],
    handle: async (work, { body }) => lostReasonView(await createLostReason(work, body)),
  }),
  writeOperation({
    id: 'updateLostReason',
    method: 'patch',
    path: '/v1/lost_reasons/{id}',
    tag: 'lost_reasons',
    summary: 'Update a lost reason',
    description: 'A JSON merge patch; deals that were lost by it show its new name.',
    scope: 'pipelines:write',
    params: byId,
    body: lostReasonUpdate,
    example: { name: 'Budget' },
    answers: lostReason,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['lost_reason.updated'],
    handle: async (work, { params, body }) =>
      lostReasonView(await updateLostReason(work, toRow<'lost_reason'>(params.id), body)),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archiveLostReason' : 'restoreLostReason',
      path: archived ? '/v1/lost_reasons/{id}/archive' : '/v1/lost_reasons/{id}/restore',
      tag: 'lost_reasons',
      summary: archived ? 'Archive a lost reason' : 'Restore a lost reason',
      description: archived
        ? 'Hides a lost reason from lists and new losses; lost deals keep it.'
        : 'Brings an archived lost reason back.',
      scope: 'pipelines:write',
      params: byId,
      answers: lostReason,
      ifMatch: 'optional',
      problems: ['conflict'],
      emits: [archived ? 'lost_reason.archived' : 'lost_reason.restored'],
      handle: async (work, { params }) =>
        lostReasonView(await archiveLostReason(work, toRow<'lost_reason'>(params.id), archived)),
    }),
  ),
]
