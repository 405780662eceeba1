/** Wire ↔ query, of the engagements that are shared with a contact. */
import { ids, portalEngagement, portalEngagementListQuery, portalEngagementPage } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { findSharedEngagement, selectSharedEngagements } from '../queries/portal.ts'
import { portalEngagementView } from '../views.ts'

const sdk = (method: string) => ({ resource: 'portal.engagements', method })

export const portalEngagementOperations = [
  readOperation({
    id: 'listPortalEngagements',
    path: '/v1/portal/engagements',
    tag: 'portal.engagements',
    sdk: sdk('list'),
    summary: 'List one’s engagements',
    description: 'Engagements that the session lists and that are shared with its contact, newest first.',
    scope: null,
    query: portalEngagementListQuery,
    answers: portalEngagementPage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPortalEngagements',
        query,
        table: 'engagement',
        sorts: { created_at: { sql: 'engagement.created_at', type: 'timestamptz' } },
        defaultSort: '-created_at',
        build: () => selectSharedEngagements(principal),
      })
      return { data: rows.map(portalEngagementView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPortalEngagement',
    path: '/v1/portal/engagements/{id}',
    tag: 'portal.engagements',
    sdk: sdk('get'),
    summary: 'Get one of one’s engagements',
    description: 'One engagement that is shared with the contact.',
    scope: null,
    params: { id: ids.engagement },
    answers: portalEngagement,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const row = mayReach(principal, id) ? await db.first(findSharedEngagement({ id })) : undefined
      if (!row) throw notFound('engagement')
      return portalEngagementView(row)
    },
  }),
]
