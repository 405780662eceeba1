import { z } from 'zod'
import { ids, instant, name, page, pageQuery, several } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const projectStatus = z.enum(['active', 'completed'])

export const project = z
  .object({
    id: ids.project,
    engagement_id: ids.engagement,
    name,
    status: projectStatus,
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Project',
    description: 'The work of an engagement. The win of a deal opens the first one.',
    example: {
      id: exampleId('project'),
      engagement_id: exampleId('engagement'),
      name: 'Timetable relaunch',
      status: 'active',
      ...exampleStamps(1, '2026-12-01T09:00:00.000Z'),
    },
  })

export const projectPage = page('ProjectPage', project)

export const projectUpdate = z.strictObject({ name: name.optional(), status: projectStatus.optional() }).meta({
  id: 'ProjectUpdate',
  description: 'What of a project can be changed. A completed project may become active again.',
  example: { name: 'Timetable relaunch, first phase' },
})

export const projectListQuery = {
  ...pageQuery,
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  engagement_id: several(ids.engagement),
  status: several(projectStatus),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}
