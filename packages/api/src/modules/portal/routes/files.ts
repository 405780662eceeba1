/** Wire ↔ query, of the files that a client is shown. */
import { fileContent, ids, portalFileList, portalFileListQuery } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { readOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { downloadReply, listClientAttachments } from '../../files/index.ts'
import { portalFileView } from '../views.ts'

const sdk = (method: string) => ({ resource: 'portal.files', method })

export const portalFileOperations = [
  readOperation({
    id: 'listPortalFiles',
    path: '/v1/portal/files',
    tag: 'portal.files',
    sdk: sdk('list'),
    summary: 'List the files of one’s engagements',
    description: 'Files of the engagements that are shared with the contact, as far as they are shown to clients.',
    scope: null,
    query: portalFileListQuery,
    answers: portalFileList,
    quick: true,
    async handle({ db, principal, query }) {
      const rows = await db.all(listClientAttachments({ engagement_ids: principal.engagementIds ?? [] }))
      const engagements = query.engagement_id?.map((id) => toRow(id))
      const milestones = query.milestone_id?.map((id) => toRow(id))
      const wanted = rows.filter(
        (row) =>
          (!engagements || engagements.some((id) => id === row.engagement_id)) &&
          (!milestones || milestones.some((id) => id === row.milestone_id)),
      )
      return { data: wanted.map(portalFileView) }
    },
  }),
  readOperation({
    id: 'downloadPortalFile',
    path: '/v1/portal/files/{id}/content',
    tag: 'portal.files',
    sdk: sdk('download'),
    summary: 'Download a file',
    description: 'The bytes of a file that is shown to clients, always as a download. The `ETag` is their SHA-256.',
    scope: null,
    params: { id: ids.file },
    answers: fileContent,
    media: ['application/octet-stream'],
    async handle({ db, deps, principal, params, request }) {
      const id = toRow(params.id)
      const rows = await db.all(listClientAttachments({ engagement_ids: principal.engagementIds ?? [] }))
      const row = rows.find((one) => one.file_id === id)
      if (!row) throw notFound('file')
      return downloadReply(deps.storage, row, request.header('if-none-match'))
    },
  }),
]
