/** Wire ↔ action, of whom an engagement is shared with. */
import { engagementShare, engagementShareContact, engagementShareList, ids } from '@agencyops/schema'
import { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { shareEngagementWith } from '../actions/share-engagement.ts'
import { unshareEngagement } from '../actions/unshare-engagement.ts'
import { findEngagement } from '../queries/engagements.ts'
import { listShares } from '../queries/shares.ts'
import { shareView } from '../views.ts'

const byId = { id: ids.engagement }
const example = { contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb' } as const

export const shareOperations = [
  readOperation({
    id: 'listEngagementShares',
    path: '/v1/engagements/{id}/shares',
    tag: 'engagements',
    summary: 'List whom an engagement is shared with',
    description: 'All contacts who may see the engagement in the portal.',
    scope: 'engagements:read',
    params: byId,
    answers: engagementShareList,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[engagement], shares] = await db.group(findEngagement({ id }), listShares({ engagement_id: id }))
      if (!engagement || !mayReach(principal, id)) throw notFound('engagement')
      return { data: shares.map(shareView) }
    },
  }),
  writeOperation({
    id: 'shareEngagement',
    path: '/v1/engagements/{id}/share',
    tag: 'engagements',
    summary: 'Share an engagement with a contact',
    description:
      'The contact of the engagement’s company may see it in the portal from now on. Sharing again changes nothing.',
    scope: 'engagements:write',
    params: byId,
    body: engagementShareContact,
    example,
    answers: engagementShare,
    problems: ['illegal_move'],
    emits: ['engagement.shared'],
    handle: async (work, { params, body }) =>
      shareView(await shareEngagementWith(work, toRow(params.id), toRow(body.contact_id))),
  }),
  writeOperation({
    id: 'unshareEngagement',
    path: '/v1/engagements/{id}/unshare',
    tag: 'engagements',
    summary: 'End the sharing of an engagement',
    description:
      'The contact’s running sessions lose it with their next request. Where it is not shared, nothing changes.',
    scope: 'engagements:write',
    params: byId,
    body: engagementShareContact,
    example,
    answers: z.undefined(),
    status: 204,
    emits: ['engagement.unshared'],
    async handle(work, { params, body }) {
      await unshareEngagement(work, toRow(params.id), toRow(body.contact_id))
      return undefined
    },
  }),
]
