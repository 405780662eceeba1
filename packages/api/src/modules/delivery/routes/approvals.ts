/** Wire ↔ action, of approvals as the firm sees them. */
import {
  approval,
  approvalEvidence,
  approvalListQuery,
  approvalPage,
  approvalRequest,
  approvalWithdraw,
  ids,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { requestApproval } from '../actions/request-approval.ts'
import { withdrawApproval } from '../actions/withdraw-approval.ts'
import { findApproval, findEvidence, selectApprovals } from '../queries/approvals.ts'
import { approvalView, evidenceView } from '../views.ts'

const byId = { id: ids.approval }

export const approvalOperations = [
  writeOperation({
    id: 'requestApproval',
    path: '/v1/approvals',
    tag: 'approvals',
    summary: 'Request an approval',
    description:
      'Asks a contact of the client to approve a delivered milestone, and shares the engagement with them. A milestone has one request at a time. The contact decides in the portal, on exactly what it shows.',
    scope: 'approvals:write',
    body: approvalRequest,
    example: {
      milestone_id: 'milestone_01m86d72r0fkxt9zq4c7w2h5nb',
      contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb',
    },
    answers: approval,
    status: 201,
    location: '/v1/approvals/',
    problems: ['illegal_move'],
    emits: ['approval.requested', 'engagement.shared'],
    handle: async (work, { body }) => approvalView(await requestApproval(work, body)),
  }),
  readOperation({
    id: 'listApprovals',
    path: '/v1/approvals',
    tag: 'approvals',
    summary: 'List approvals',
    description: 'Approvals of the engagements that the credential reaches, newest first unless sorted.',
    scope: 'approvals:read',
    query: approvalListQuery,
    answers: approvalPage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listApprovals',
        query,
        table: 'approval',
        sorts: {
          created_at: { sql: 'approval.created_at', type: 'timestamptz' },
          updated_at: { sql: 'approval.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectApprovals(principal, {
            engagementIds: query.engagement_id?.map((id) => toRow(id)),
            milestoneIds: query.milestone_id?.map((id) => toRow(id)),
            contactIds: query.contact_id?.map((id) => toRow(id)),
            status: query.status,
            updatedSince: query.updated_since,
          }),
      })
      return { data: rows.map(approvalView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getApproval',
    path: '/v1/approvals/{id}',
    tag: 'approvals',
    summary: 'Get an approval',
    description: 'One approval, whatever became of it.',
    scope: 'approvals:read',
    params: byId,
    answers: approval,
    quick: true,
    etag: 'version',
    async handle({ db, principal, params }) {
      const row = await db.first(findApproval({ id: toRow(params.id) }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('approval')
      return approvalView(row)
    },
  }),
  readOperation({
    id: 'getApprovalEvidence',
    path: '/v1/approvals/{id}/evidence',
    tag: 'approvals',
    summary: 'Get the evidence of a decision',
    description:
      'What was decided on, byte for byte, with its hash, by whom, in which session and from where. It stays when the approval is withdrawn. 404 until the contact has decided.',
    scope: 'approvals:read',
    params: byId,
    answers: approvalEvidence,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[row], [evidence]] = await db.group(findApproval({ id }), findEvidence({ approval_id: id }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('approval')
      if (!evidence) throw notFound('evidence')
      return evidenceView(evidence)
    },
  }),
  writeOperation({
    id: 'withdrawApproval',
    path: '/v1/approvals/{id}/withdraw',
    tag: 'approvals',
    summary: 'Withdraw an approval',
    description:
      'Ends a request, or takes back an approval that no issued invoice line bills: its draft is deleted in the same transaction, the milestone is delivered again and its scope items have earned it no more. The evidence of the decision stays.',
    scope: 'approvals:write',
    params: byId,
    body: approvalWithdraw,
    example: { reason: 'The milestone bills the wrong scope item.' },
    answers: approval,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['approval.withdrawn', 'milestone.reverted', 'invoice.deleted'],
    handle: async (work, { params, body }) => approvalView(await withdrawApproval(work, toRow(params.id), body.reason)),
  }),
]
