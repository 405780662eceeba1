import { z } from 'zod'
import { ids, instant, line, nullable, page, pageQuery } from '../common/index.ts'
import { exampleId } from '../example-records.ts'
import { actor } from '../sync/event.ts'
import { embedComponents } from './embed-session.ts'

const DAY = 86_400

/** Seconds that a magic link may wait to be used, at most. */
export const MAX_LINK_SECONDS = 30 * DAY
/** Seconds that it waits unless told. */
export const LINK_SECONDS = 7 * DAY
/** Seconds in which what a link opened can be renewed. */
export const RENEWAL_SECONDS = 12 * 3600

export const magicLinkStatus = z.enum(['open', 'consumed', 'expired', 'revoked'])

export const changedEmail = z
  .object({ actor, at: instant })
  .meta({ id: 'ChangedEmail', description: 'Who last changed the contact’s e-mail address, and when.' })

const links = {
  id: ids.magic_link,
  contact_id: ids.contact,
  status: magicLinkStatus,
  components: embedComponents,
  engagement_ids: z.array(ids.engagement),
  email: line.describe('The contact’s address when the link was made. A change of it ends the link.'),
  email_changed_by: nullable(changedEmail),
  acts_for: z.boolean().describe('Whether the contact may decide in what it opens.'),
  api_key_id: ids.api_key,
  issued_at: instant,
  expires_at: instant,
  consumed_at: nullable(instant),
  renewable_until: nullable(instant).describe('Until when what it opened can be renewed; null before it is used.'),
  revoked_at: nullable(instant),
}

export const magicLink = z.object(links).meta({
  id: 'MagicLink',
  description:
    'A link with which one client contact comes in without a login of the host: it opens once, and what it opened can be renewed for 12 hours. Its instants are the machine’s, also in a sandbox. `email_changed_by` is null where the address is the first that the contact had.',
  example: {
    id: exampleId('magic_link'),
    contact_id: exampleId('contact'),
    status: 'open',
    components: { approval: {} },
    engagement_ids: [exampleId('engagement')],
    email: 'office@oakmere.example',
    email_changed_by: null,
    acts_for: true,
    api_key_id: exampleId('api_key'),
    issued_at: '2026-12-04T09:10:00.000Z',
    expires_at: '2026-12-11T09:10:00.000Z',
    consumed_at: null,
    renewable_until: null,
    revoked_at: null,
  },
})

export const magicLinkPage = page('MagicLinkPage', magicLink)

export const magicLinkWithUrl = z
  .object({ ...links, url: nullable(z.string()).describe('The link itself, this once; null in a dry run.') })
  .meta({
    id: 'MagicLinkWithUrl',
    description:
      'A magic link with its address, which is shown this once. The secret stands behind the `#`: no server, log or referrer ever gets it.',
  })

export const magicLinkCreate = z
  .strictObject({
    contact_id: ids.contact,
    components: embedComponents,
    engagement_ids: z.array(ids.engagement).min(1).max(100).describe('What the contact is to see.'),
    expires_in: z
      .number()
      .int()
      .min(60)
      .max(MAX_LINK_SECONDS)
      .optional()
      .describe(`Seconds until it can be used no more: ${LINK_SECONDS} unless told, ${MAX_LINK_SECONDS} at most.`),
  })
  .meta({
    id: 'MagicLinkCreate',
    description: 'Whom the link lets in, and to what.',
    example: {
      contact_id: exampleId('contact'),
      components: { approval: {}, invoice: {} },
      engagement_ids: [exampleId('engagement')],
    },
  })

export const magicLinkListQuery = {
  ...pageQuery,
  contact_id: ids.contact.optional(),
  engagement_id: ids.engagement.optional().describe('Links that list this engagement.'),
  status: magicLinkStatus.optional(),
  sort: z.enum(['issued_at', '-issued_at']).optional().describe('By `-issued_at` unless told.'),
}
