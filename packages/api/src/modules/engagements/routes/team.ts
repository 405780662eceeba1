/** Wire ↔ action, of engagements' teams. */
import { ids, teamMember, teamMemberAdd, teamMemberList } from '@agencyops/schema'
import { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { addTeamMember } from '../actions/add-team-member.ts'
import { removeTeamMember } from '../actions/remove-team-member.ts'
import { findEngagement } from '../queries/engagements.ts'
import { listTeam } from '../queries/team.ts'
import { teamMemberView } from '../views.ts'

const byId = { id: ids.engagement }

export const teamOperations = [
  readOperation({
    id: 'listEngagementTeamMembers',
    path: '/v1/engagements/{id}/team_members',
    tag: 'engagements',
    summary: 'List an engagement’s team',
    description: 'Everybody on the team, in the order of joining.',
    scope: 'engagements:read',
    params: byId,
    answers: teamMemberList,
    quick: true,
    async handle({ db, principal, params }) {
      const id = toRow(params.id)
      const [[engagement], team] = await db.group(findEngagement({ id }), listTeam({ engagement_id: id }))
      if (!engagement || !mayReach(principal, id)) throw notFound('engagement')
      return { data: team.map(teamMemberView) }
    },
  }),
  writeOperation({
    id: 'addEngagementTeamMember',
    path: '/v1/engagements/{id}/team_members',
    tag: 'engagements',
    summary: 'Add a person to an engagement’s team',
    description: 'A contractor sees the engagement from now on. Adding again changes the role, where one is told.',
    scope: 'engagements:write',
    params: byId,
    body: teamMemberAdd,
    example: { person_id: 'person_01m86d72r0fkxt9zq4c7w2h5nb', role: 'Designer' },
    answers: teamMember,
    problems: ['illegal_move'],
    emits: ['engagement.team_added'],
    handle: async (work, { params, body }) => teamMemberView(await addTeamMember(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'removeEngagementTeamMember',
    method: 'delete',
    path: '/v1/engagements/{id}/team_members/{person_id}',
    tag: 'engagements',
    summary: 'Remove a person from an engagement’s team',
    description: 'A contractor loses the engagement with the next request. Who is not on the team is no change.',
    scope: 'engagements:write',
    params: { id: ids.engagement, person_id: ids.person },
    answers: z.undefined(),
    status: 204,
    emits: ['engagement.team_removed'],
    async handle(work, { params }) {
      await removeTeamMember(work, toRow(params.id), toRow(params.person_id))
      return undefined
    },
  }),
]
