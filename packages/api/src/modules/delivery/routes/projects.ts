/** Wire ↔ action, of projects. */
import { ids, project, projectListQuery, projectPage, projectUpdate } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { updateProject } from '../actions/update-project.ts'
import { findProject, selectProjects } from '../queries/milestones.ts'
import { projectView } from '../views.ts'

const byId = { id: ids.project }

export const projectOperations = [
  readOperation({
    id: 'listProjects',
    path: '/v1/projects',
    tag: 'projects',
    summary: 'List projects',
    description: 'Projects of the engagements that the credential reaches, newest first unless sorted.',
    scope: 'projects:read',
    query: projectListQuery,
    answers: projectPage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listProjects',
        query,
        table: 'project',
        sorts: {
          created_at: { sql: 'project.created_at', type: 'timestamptz' },
          updated_at: { sql: 'project.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectProjects(principal, {
            engagementIds: query.engagement_id?.map((id) => toRow(id)),
            status: query.status,
            updatedSince: query.updated_since,
          }),
      })
      return { data: rows.map(projectView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getProject',
    path: '/v1/projects/{id}',
    tag: 'projects',
    summary: 'Get a project',
    description: 'One project.',
    scope: 'projects:read',
    params: byId,
    answers: project,
    quick: true,
    etag: 'version',
    async handle({ db, principal, params }) {
      const row = await db.first(findProject({ id: toRow(params.id) }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('project')
      return projectView(row)
    },
  }),
  writeOperation({
    id: 'updateProject',
    method: 'patch',
    path: '/v1/projects/{id}',
    tag: 'projects',
    summary: 'Update a project',
    description: 'A JSON merge patch: what it names is changed, the rest stays.',
    scope: 'projects:write',
    params: byId,
    body: projectUpdate,
    example: { name: 'Timetable relaunch, first phase' },
    answers: project,
    ifMatch: 'optional',
    emits: ['project.updated'],
    handle: async (work, { params, body }) => projectView(await updateProject(work, toRow(params.id), body)),
  }),
]
