import { z } from 'zod'
import { ids, instant, line, nullable } from '../common/index.ts'
import { exampleId } from '../example-records.ts'

export const teamMember = z
  .object({
    engagement_id: ids.engagement,
    person_id: ids.person,
    role: nullable(line).describe('What the person does here, in your words.'),
    added_at: instant,
  })
  .meta({
    id: 'TeamMember',
    description: 'One person of an engagement’s team. A contractor sees only engagements whose team names them.',
    example: {
      engagement_id: exampleId('engagement'),
      person_id: exampleId('person'),
      role: 'Designer',
      added_at: '2026-12-01T09:10:00.000Z',
    },
  })

export const teamMemberList = z
  .object({ data: z.array(teamMember) })
  .meta({ id: 'TeamMemberList', description: 'The whole team of an engagement, in the order of joining.' })

export const teamMemberAdd = z.strictObject({ person_id: ids.person, role: line.optional() }).meta({
  id: 'TeamMemberAdd',
  description: 'Who joins the team.',
  example: { person_id: 'person_01m86d72r0fkxt9zq4c7w2h5nb', role: 'Designer' },
})
