/** Wire ↔ action, of the files of deals and engagements. */
import { attachment, attachmentList, fileAttach, ids } from '@agencyops/schema'
import { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { findDeal } from '../../crm/index.ts'
import { attachmentView, listAttachmentsOfDeal, listAttachmentsOfEngagement } from '../../files/index.ts'
import {
  attachDealFile,
  attachEngagementFile,
  detachDealFile,
  detachEngagementFile,
} from '../actions/engagement-files.ts'
import { findEngagement } from '../queries/engagements.ts'

const example = { file_id: 'file_01m86d72r0fkxt9zq4c7w2h5nb', client_visible: true } as const

export const engagementFileOperations = [
  readOperation({
    id: 'listDealFiles',
    path: '/v1/deals/{id}/files',
    tag: 'deals',
    summary: 'List a deal’s files',
    description: 'All files that are attached to the deal, in the order in which they were attached.',
    scope: ['deals:read', 'files:read'],
    params: { id: ids.deal },
    answers: attachmentList,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[deal], rows] = await db.group(findDeal({ id }), listAttachmentsOfDeal({ deal_id: id }))
      if (!deal || principal.engagementIds !== null) throw notFound('deal')
      return { data: rows.map(attachmentView) }
    },
  }),
  writeOperation({
    id: 'attachDealFile',
    path: '/v1/deals/{id}/files',
    tag: 'deals',
    summary: 'Attach a file to a deal',
    description:
      'Once the deal is won its files are the engagement’s too. Attaching again changes who sees it, where told.',
    scope: ['deals:write', 'files:write'],
    params: { id: ids.deal },
    body: fileAttach,
    example,
    answers: attachment,
    problems: ['illegal_move'],
    emits: ['file.attached'],
    handle: async (work, { params, body }) => attachmentView(await attachDealFile(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'detachDealFile',
    method: 'delete',
    path: '/v1/deals/{id}/files/{file_id}',
    tag: 'deals',
    summary: 'Detach a file from a deal',
    description: 'The file stays. A won deal’s files stay attached. Where it is not attached, nothing changes.',
    scope: ['deals:write', 'files:write'],
    params: { id: ids.deal, file_id: ids.file },
    answers: z.undefined(),
    status: 204,
    problems: ['illegal_move'],
    emits: ['file.detached'],
    async handle(work, { params }) {
      await detachDealFile(work, toRow(params.id), toRow(params.file_id))
      return undefined
    },
  }),
  readOperation({
    id: 'listEngagementFiles',
    path: '/v1/engagements/{id}/files',
    tag: 'engagements',
    summary: 'List an engagement’s files',
    description: 'The files of the engagement, of the deal that opened it and of its milestones.',
    scope: ['engagements:read', 'files:read'],
    params: { id: ids.engagement },
    answers: attachmentList,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[engagement], rows] = await db.group(
        findEngagement({ id }),
        listAttachmentsOfEngagement({ engagement_id: id }),
      )
      if (!engagement || !mayReach(principal, id)) throw notFound('engagement')
      return { data: rows.map(attachmentView) }
    },
  }),
  writeOperation({
    id: 'attachEngagementFile',
    path: '/v1/engagements/{id}/files',
    tag: 'engagements',
    summary: 'Attach a file to an engagement',
    description: 'Attaching again changes who sees it, where told.',
    scope: ['engagements:read', 'files:write'],
    params: { id: ids.engagement },
    body: fileAttach,
    example,
    answers: attachment,
    problems: ['illegal_move'],
    emits: ['file.attached'],
    handle: async (work, { params, body }) => attachmentView(await attachEngagementFile(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'detachEngagementFile',
    method: 'delete',
    path: '/v1/engagements/{id}/files/{file_id}',
    tag: 'engagements',
    summary: 'Detach a file from an engagement',
    description:
      'The file stays; so does what is attached to the deal or a milestone. Where it is not attached, nothing changes.',
    scope: ['engagements:read', 'files:write'],
    params: { id: ids.engagement, file_id: ids.file },
    answers: z.undefined(),
    status: 204,
    problems: ['illegal_move'],
    emits: ['file.detached'],
    async handle(work, { params }) {
      await detachEngagementFile(work, toRow(params.id), toRow(params.file_id))
      return undefined
    },
  }),
]
