import { z } from 'zod'
import { ids, instant, name } from '../common/index.ts'
import { exampleId } from '../example-records.ts'
import { locale, timeZone } from '../governance/tenant.ts'
import { embedComponents } from './embed-session.ts'

const secret = z.string().min(1).max(2000)

export const portalSessionOpen = z
  .strictObject({ link_secret: secret.describe('What stands behind the `#` of a magic link.') })
  .meta({
    id: 'PortalSessionOpen',
    description: 'Uses a magic link up.',
    example: { link_secret: 'ao_link_1_3kTMd9QWcRz2VbY7XnLfJ8sGh5Pw4AeC' },
  })

export const portalSessionRenew = z
  .strictObject({ renewal_token: secret.describe('From the answer before. It works once.') })
  .meta({
    id: 'PortalSessionRenew',
    description: 'Goes on where the session before ends.',
    example: { renewal_token: 'eyJhbGciOiJIUzI1NiJ9.eyJuIjowfQ.signature' },
  })

export const portalSession = z
  .object({
    token: z.string().describe('The bearer token of an embed session.'),
    expires_in: z.number().int().describe('Seconds from now.'),
    subject_id: ids.contact,
    components: embedComponents,
    engagement_ids: z.array(ids.engagement),
    tenant_name: name,
    time_zone: timeZone,
    locale,
    renewal_token: z.string().describe('For the next session, once. Keep it in memory alone.'),
    renewal_expires_at: instant,
  })
  .meta({
    id: 'PortalSession',
    description: 'A contact’s session on the portal’s page, with what renews it.',
    example: {
      token: 'eyJhbGciOiJIUzI1NiJ9.eyJ0aWQiOjF9.signature',
      expires_in: 900,
      subject_id: exampleId('contact'),
      components: { approval: {} },
      engagement_ids: [exampleId('engagement')],
      tenant_name: 'Quillhaven Studio',
      time_zone: 'Europe/Amsterdam',
      locale: 'en-NL',
      renewal_token: 'eyJhbGciOiJIUzI1NiJ9.eyJuIjowfQ.signature',
      renewal_expires_at: '2026-12-04T21:10:00.000Z',
    },
  })
