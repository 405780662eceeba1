/** Wire ↔ action, of the files of milestones. */
import { attachment, attachmentList, fileAttach, ids } from '@agencyops/schema'
import { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { attachmentView, listAttachmentsOfMilestone } from '../../files/index.ts'
import { attachMilestoneFile, detachMilestoneFile } from '../actions/milestone-files.ts'
import { findMilestone } from '../queries/milestones.ts'

export const milestoneFileOperations = [
  readOperation({
    id: 'listMilestoneFiles',
    path: '/v1/milestones/{id}/files',
    tag: 'milestones',
    summary: 'List a milestone’s files',
    description: 'All files that are attached to the milestone, in the order in which they were attached.',
    scope: ['milestones:read', 'files:read'],
    params: { id: ids.milestone },
    answers: attachmentList,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[row], attached] = await db.group(findMilestone({ id }), listAttachmentsOfMilestone({ milestone_id: id }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('milestone')
      return { data: attached.map(attachmentView) }
    },
  }),
  writeOperation({
    id: 'attachMilestoneFile',
    path: '/v1/milestones/{id}/files',
    tag: 'milestones',
    summary: 'Attach a file to a milestone',
    description:
      'A file that the client sees is part of what its approval approves: attaching it ends a request for approval, and is refused once approved. Attaching again changes who sees it, where told.',
    scope: ['milestones:write', 'files:write'],
    params: { id: ids.milestone },
    body: fileAttach,
    example: { file_id: 'file_01m86d72r0fkxt9zq4c7w2h5nb', client_visible: true },
    answers: attachment,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['file.attached', 'approval.withdrawn'],
    handle: async (work, { params, body }) => attachmentView(await attachMilestoneFile(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'detachMilestoneFile',
    method: 'delete',
    path: '/v1/milestones/{id}/files/{file_id}',
    tag: 'milestones',
    summary: 'Detach a file from a milestone',
    description:
      'The file stays. Detaching what the client sees ends a request for approval, and is refused once approved. Where it is not attached, nothing changes.',
    scope: ['milestones:write', 'files:write'],
    params: { id: ids.milestone, file_id: ids.file },
    answers: z.undefined(),
    status: 204,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['file.detached', 'approval.withdrawn'],
    async handle(work, { params }) {
      await detachMilestoneFile(work, toRow(params.id), toRow(params.file_id))
      return undefined
    },
  }),
]
