import { z } from 'zod'
import { ids, instant } from '../common/index.ts'
import { exampleId } from '../example-records.ts'

export const engagementShare = z
  .object({ engagement_id: ids.engagement, contact_id: ids.contact, shared_at: instant })
  .meta({
    id: 'EngagementShare',
    description: 'A contact of the client who may see an engagement in the portal.',
    example: {
      engagement_id: exampleId('engagement'),
      contact_id: exampleId('contact'),
      shared_at: '2026-12-01T09:05:00.000Z',
    },
  })

export const engagementShareList = z
  .object({ data: z.array(engagementShare) })
  .meta({ id: 'EngagementShareList', description: 'Everybody with whom an engagement is shared.' })

export const engagementShareContact = z.strictObject({ contact_id: ids.contact }).meta({
  id: 'EngagementShareContact',
  description: 'The contact of the engagement’s company.',
  example: { contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb' },
})
