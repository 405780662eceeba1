/** Wire ↔ action, of milestones. */
import { ids, milestone, milestoneCreate, milestoneListQuery, milestonePage, milestoneUpdate } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { createMilestone } from '../actions/create-milestone.ts'
import { deliverMilestone } from '../actions/deliver-milestone.ts'
import { revertMilestone } from '../actions/revert-milestone.ts'
import { updateMilestone } from '../actions/update-milestone.ts'
import { findMilestone, listBills, selectMilestones } from '../queries/milestones.ts'
import type { MilestoneRow } from '../tables.ts'
import { milestoneView, type ShownBill } from '../views.ts'

const byId = { id: ids.milestone }
const shown = (result: { milestone: MilestoneRow; bills: ShownBill[] }) => milestoneView(result.milestone, result.bills)

export const milestoneOperations = [
  writeOperation({
    id: 'createMilestone',
    path: '/v1/milestones',
    tag: 'milestones',
    summary: 'Plan a milestone',
    description:
      'Plans a milestone in an active engagement. What its bills take of a scope item, no other milestone can bill.',
    scope: 'milestones:write',
    body: milestoneCreate,
    example: {
      engagement_id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Design accepted',
      due_on: '2026-12-11',
      bills: [{ scope_item_id: 'scope_item_01m86d72r0fkxt9zq4c7w2h5nb', percent: '50' }],
    },
    answers: milestone,
    status: 201,
    location: '/v1/milestones/',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['milestone.created'],
    handle: async (work, { body }) => shown(await createMilestone(work, body)),
  }),
  readOperation({
    id: 'listMilestones',
    path: '/v1/milestones',
    tag: 'milestones',
    summary: 'List milestones',
    description:
      'Milestones of the engagements that the credential reaches, in the order of their making unless sorted.',
    scope: 'milestones:read',
    query: milestoneListQuery,
    answers: milestonePage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listMilestones',
        query,
        table: 'milestone',
        sorts: {
          created_at: { sql: 'milestone.created_at', type: 'timestamptz' },
          updated_at: { sql: 'milestone.updated_at', type: 'timestamptz' },
          due_on: { sql: `coalesce(milestone.due_on, 'infinity')`, type: 'date', whenNull: 'infinity' },
        },
        defaultSort: 'created_at',
        build: () =>
          selectMilestones(principal, {
            engagementIds: query.engagement_id?.map((id) => toRow(id)),
            projectIds: query.project_id?.map((id) => toRow(id)),
            assigneeIds: query.assignee_id?.map((id) => toRow(id)),
            status: query.status,
            dueFrom: query['due_on[gte]'],
            dueTo: query['due_on[lte]'],
            updatedSince: query.updated_since,
          }),
      })
      const bills = rows.length > 0 ? await db.all(listBills({ milestone_ids: rows.map(({ id }) => id) })) : []
      return { data: rows.map((row) => milestoneView(row, bills)), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getMilestone',
    path: '/v1/milestones/{id}',
    tag: 'milestones',
    summary: 'Get a milestone',
    description: 'One milestone with its bills.',
    scope: 'milestones:read',
    params: byId,
    answers: milestone,
    quick: true,
    etag: 'version',
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[row], bills] = await db.group(findMilestone({ id }), listBills({ milestone_ids: [id] }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('milestone')
      return milestoneView(row, bills)
    },
  }),
  writeOperation({
    id: 'updateMilestone',
    method: 'patch',
    path: '/v1/milestones/{id}',
    tag: 'milestones',
    summary: 'Update a milestone',
    description:
      'A JSON merge patch; `bills` replaces all bills. A change of name, date or bills ends a request for approval: its status becomes withdrawn, the reason `changed`, and the milestone stays delivered. Once approved these are refused until the approval is withdrawn.',
    scope: 'milestones:write',
    params: byId,
    body: milestoneUpdate,
    example: { due_on: '2026-12-18' },
    answers: milestone,
    ifMatch: 'optional',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['milestone.updated', 'approval.withdrawn'],
    handle: async (work, { params, body }) => shown(await updateMilestone(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'deliverMilestone',
    path: '/v1/milestones/{id}/deliver',
    tag: 'milestones',
    summary: 'Deliver a milestone',
    description: 'planned → delivered. The client can now be asked to approve it.',
    scope: 'milestones:write',
    params: byId,
    answers: milestone,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['milestone.delivered'],
    handle: async (work, { params }) => shown(await deliverMilestone(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'revertMilestone',
    path: '/v1/milestones/{id}/revert',
    tag: 'milestones',
    summary: 'Take a delivery back',
    description: 'delivered → planned, while no approval stands.',
    scope: 'milestones:write',
    params: byId,
    answers: milestone,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['milestone.reverted'],
    handle: async (work, { params }) => shown(await revertMilestone(work, toRow(params.id))),
  }),
]
