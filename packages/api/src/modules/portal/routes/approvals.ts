/** Wire ↔ action, of what a client is asked to approve. */
import {
  ids,
  portalApproval,
  portalApprovalListQuery,
  portalApprovalPage,
  portalApprovalSummary,
  portalApprove,
  portalReject,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { approveApproval, rejectApproval, selectApprovals } from '../../delivery/index.ts'
import { readApproval } from '../actions/read-approval.ts'
import { viewDecision } from '../actions/view-decision.ts'
import { listMilestoneNames } from '../queries/portal.ts'
import { portalApprovalView } from '../views.ts'

const byId = { id: ids.approval }
const sdk = (method: string) => ({ resource: 'portal.approvals', method })

export const portalApprovalOperations = [
  readOperation({
    id: 'listPortalApprovals',
    path: '/v1/portal/approvals',
    tag: 'portal.approvals',
    sdk: sdk('list'),
    summary: 'List approvals',
    description: 'What contacts of the client are or were asked to approve in the shared engagements, newest first.',
    scope: null,
    query: portalApprovalListQuery,
    answers: portalApprovalPage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPortalApprovals',
        query,
        table: 'approval',
        sorts: { created_at: { sql: 'approval.created_at', type: 'timestamptz' } },
        defaultSort: '-created_at',
        build: () =>
          selectApprovals(principal, {
            engagementIds: query.engagement_id?.map((id) => toRow(id)),
            status: query.status,
          }),
      })
      const milestones =
        rows.length > 0 ? await db.all(listMilestoneNames({ ids: rows.map((row) => row.milestone_id) })) : []
      const names = new Map(milestones.map(({ id, name }) => [id, name]))
      return {
        data: rows.map((row) => portalApprovalView(row, names.get(row.milestone_id) ?? '', principal)),
        next_cursor: nextCursor,
      }
    },
  }),
  readOperation({
    id: 'getPortalApproval',
    path: '/v1/portal/approvals/{id}',
    tag: 'portal.approvals',
    sdk: sdk('get'),
    summary: 'Get what is to be approved',
    description:
      'The approval with its snapshot: all that approving approves, and its SHA-256, which the decision sends back. Once decided, what was decided on.',
    scope: null,
    params: byId,
    answers: portalApproval,
    handle: ({ db, principal, params }) => readApproval(db, principal, toRow(params.id)),
  }),
  writeOperation({
    id: 'approvePortalApproval',
    path: '/v1/portal/approvals/{id}/approve',
    tag: 'portal.approvals',
    sdk: sdk('approve'),
    summary: 'Approve',
    description:
      'The contact who was asked approves exactly what was shown: `sha256` is that of its snapshot, and another one is refused with the present snapshot. What was approved, by whom and from where is kept. The milestone is approved and the draft of its invoice is raised, in the same transaction.',
    scope: 'approvals:decide',
    params: byId,
    body: portalApprove,
    example: { sha256: '9f2c4a1d0b7e6f5a8c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b' },
    answers: portalApprovalSummary,
    problems: ['illegal_move', 'snapshot_changed'],
    emits: ['approval.approved', 'milestone.approved', 'invoice.created', 'invoice.not_drafted'],
    handle: async (work, { params, body, request }) =>
      viewDecision(work, await approveApproval(work, toRow(params.id), body, request)),
  }),
  writeOperation({
    id: 'rejectPortalApproval',
    path: '/v1/portal/approvals/{id}/reject',
    tag: 'portal.approvals',
    sdk: sdk('reject'),
    summary: 'Reject',
    description:
      'The contact who was asked rejects, with a reason; the milestone is planned again. With `sha256`, only what was shown is rejected.',
    scope: 'approvals:decide',
    params: byId,
    body: portalReject,
    example: { reason: 'The timetable lacks the winter sailings.' },
    answers: portalApprovalSummary,
    problems: ['illegal_move', 'snapshot_changed'],
    emits: ['approval.rejected', 'milestone.reverted'],
    handle: async (work, { params, body, request }) =>
      viewDecision(work, await rejectApproval(work, toRow(params.id), body, request)),
  }),
]
