/** Wire ↔ action, of files. */
import { file, fileContent, fileListQuery, filePage, ids } from '@agencyops/schema'
import type { RowId } from '../../../db/row.ts'
import { toRow } from '../../../db/row.ts'
import { CommitUnknown } from '../../../db/transaction.ts'
import { actorKey } from '../../../http/answer.ts'
import { fingerprint, readIdempotencyKey } from '../../../http/idempotency.ts'
import { listPage } from '../../../http/list.ts'
import { Reply, rawOperation, readOperation, writeOperation } from '../../../http/operation.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { rightsOf, runWrite } from '../../../http/run-write.ts'
import { uuidv7 } from '../../../primitives/id.ts'
import { archiveFile, restoreFile } from '../actions/archive-file.ts'
import { createFile, type StoredFile } from '../actions/create-file.ts'
import { downloadReply } from '../download.ts'
import { findFile, selectFiles } from '../queries/files.ts'
import { receiveFile } from '../receive.ts'
import { fileView } from '../views.ts'

const byId = { id: ids.file }

/** The second half of an upload: an ordinary write, once the bytes are kept. */
const recordFile = (stored: StoredFile) =>
  writeOperation({
    id: 'uploadFile',
    path: '/v1/files',
    tag: 'files',
    summary: '',
    description: '',
    scope: 'files:write',
    answers: file,
    status: 201,
    location: '/v1/files/',
    emits: ['file.created'],
    handle: async (work) => fileView(await createFile(work, stored)),
  })

export const fileOperations = [
  rawOperation({
    id: 'uploadFile',
    method: 'post',
    path: '/v1/files',
    tag: 'files',
    summary: 'Upload a file',
    description:
      'Takes a form with one part, `file`. The bytes are kept first, then the file is recorded; its type is told by its bytes and they never change. With an `Idempotency-Key` the same name and bytes answer the first upload. It has no dry run.',
    scope: 'files:write',
    consumes: 'multipart/form-data',
    answers: file,
    status: 201,
    problems: ['payload_too_large', 'unsupported_media_type'],
    emits: ['file.created'],
    async handle({ principal: asking, request, deps, source }) {
      const principal = asking as TenantPrincipal
      const key = readIdempotencyKey(request.header('idempotency-key'))
      const id = uuidv7(deps.clock.now()) as RowId<'file'>
      const storageKey = `t${principal.tenantId}/${id}`
      const received = await receiveFile(source, deps.storage, storageKey, deps.limits.fileBytes)
      const { pathname } = new URL(source.url)
      try {
        const answer = await runWrite(
          recordFile({ ...received, id, storageKey }),
          {
            principal,
            params: {},
            query: {},
            body: undefined,
            deps,
            request,
            dryRun: false,
            ifMatch: undefined,
            basePath: pathname.slice(0, pathname.lastIndexOf('/v1/')),
            idempotency:
              key === undefined
                ? undefined
                : {
                    actor: actorKey(principal),
                    key,
                    operation: 'uploadFile',
                    fingerprint: fingerprint('post', '/v1/files', '', `${received.sha256} ${received.name}`),
                    rights: rightsOf(principal),
                  },
          },
          new Map(),
        )
        if (answer.headers['Idempotent-Replayed']) await deps.storage.remove(storageKey)
        const headers = { 'Cache-Control': 'private, no-cache', ...answer.headers, 'Content-Type': 'application/json' }
        return new Reply(answer.body, headers, answer.status)
      } catch (error) {
        // Where COMMIT's answer was lost the row may stand: its bytes must stay.
        if (!(error instanceof CommitUnknown)) await deps.storage.remove(storageKey)
        throw error
      }
    },
  }),
  readOperation({
    id: 'listFiles',
    path: '/v1/files',
    tag: 'files',
    summary: 'List files',
    description:
      'Files that the credential reaches, newest first unless sorted. Archived ones come only when asked for.',
    scope: 'files:read',
    query: fileListQuery,
    answers: filePage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listFiles',
        query,
        table: 'file',
        sorts: {
          created_at: { sql: 'file.created_at', type: 'timestamptz' },
          name: { sql: 'file.name', type: 'text' },
          size: { sql: 'file.size', type: 'bigint' },
        },
        defaultSort: '-created_at',
        build: () => selectFiles(principal, query),
      })
      return { data: rows.map(fileView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getFile',
    path: '/v1/files/{id}',
    tag: 'files',
    summary: 'Get a file',
    description: 'What is known of one file, archived or not; its bytes are at `/content`.',
    scope: 'files:read',
    params: byId,
    answers: file,
    quick: true,
    etag: 'version',
    async handle({ db, principal, params }) {
      const row = await db.first(findFile(principal, toRow(params.id)))
      if (!row) throw notFound('file')
      return fileView(row)
    },
  }),
  readOperation({
    id: 'downloadFile',
    path: '/v1/files/{id}/content',
    tag: 'files',
    summary: 'Download a file',
    description:
      'The bytes, always as a download. HTML, SVG, scripts and what is unknown come as `application/octet-stream`. The `ETag` is their SHA-256.',
    scope: 'files:read',
    params: byId,
    answers: fileContent,
    media: ['application/octet-stream'],
    async handle({ db, deps, principal, params, request }) {
      const row = await db.first(findFile(principal, toRow(params.id)))
      if (!row) throw notFound('file')
      return downloadReply(deps.storage, row, request.header('if-none-match'))
    },
  }),
  writeOperation({
    id: 'archiveFile',
    path: '/v1/files/{id}/archive',
    tag: 'files',
    summary: 'Archive a file',
    description: 'Takes a file off lists. What it is attached to keeps it.',
    scope: 'files:write',
    params: byId,
    answers: file,
    ifMatch: 'optional',
    emits: ['file.archived'],
    handle: async (work, { params }) => fileView(await archiveFile(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'restoreFile',
    path: '/v1/files/{id}/restore',
    tag: 'files',
    summary: 'Restore a file',
    description: 'Puts an archived file back on lists.',
    scope: 'files:write',
    params: byId,
    answers: file,
    ifMatch: 'optional',
    emits: ['file.restored'],
    handle: async (work, { params }) => fileView(await restoreFile(work, toRow(params.id))),
  }),
]
