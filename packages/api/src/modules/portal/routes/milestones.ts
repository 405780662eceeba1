/** Wire ↔ query, of the milestones that a client sees. */
import { portalMilestoneListQuery, portalMilestonePage } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation } from '../../../http/operation.ts'
import { selectMilestones } from '../../delivery/index.ts'
import { portalMilestoneView } from '../views.ts'

export const portalMilestoneOperations = [
  readOperation({
    id: 'listPortalMilestones',
    path: '/v1/portal/milestones',
    tag: 'portal.milestones',
    sdk: { resource: 'portal.milestones', method: 'list' },
    summary: 'List the milestones of one’s engagements',
    description: 'Milestones of the engagements that are shared with the contact, in the order of their making.',
    scope: null,
    query: portalMilestoneListQuery,
    answers: portalMilestonePage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPortalMilestones',
        query,
        table: 'milestone',
        sorts: { created_at: { sql: 'milestone.created_at', type: 'timestamptz' } },
        defaultSort: 'created_at',
        build: () => selectMilestones(principal, { engagementIds: query.engagement_id?.map((id) => toRow(id)) }),
      })
      return { data: rows.map(portalMilestoneView), next_cursor: nextCursor }
    },
  }),
]
