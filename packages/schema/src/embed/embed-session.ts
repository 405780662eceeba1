import { z } from 'zod'
import { components } from '../catalog/index.ts'
import { ids, instant, name, nullable, page, pageQuery } from '../common/index.ts'
import { exampleId } from '../example-records.ts'
import { locale, timeZone } from '../governance/tenant.ts'

/** Seconds that a session lasts at most. */
export const MAX_SESSION_SECONDS = 900

const grant = <const F extends readonly string[]>(features: F) =>
  z
    .strictObject({
      features: z
        .array(z.enum(features as unknown as [F[number], ...F[number][]]))
        .max(20)
        .optional()
        .describe('What the component lets its user do; all of it unless told, `[]` is looking only.'),
    })
    .optional()

const bare = z.strictObject({}).optional()

export const embedComponents = z
  .strictObject({
    pipeline_board: grant(components.pipeline_board.features).describe(components.pipeline_board.meaning),
    invoice: grant(components.invoice.features).describe(components.invoice.meaning),
    approval: grant(components.approval.features).describe(components.approval.meaning),
    engagement: bare.describe(components.engagement.meaning),
  })
  .refine((listed) => Object.values(listed).some((one) => one !== undefined), 'List at least one component.')
  .meta({
    id: 'EmbedComponents',
    description: 'The components that the session is for; others get nothing.',
    example: { approval: {} },
  })

export const embedOrigin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@\\]+$/, 'Write an origin as browsers send it: "https://app.example".')
  .describe('An origin exactly as browsers send it: scheme, host and port, no path.')

const subjectId = z.union([ids.member, ids.contact])

export const embedSession = z
  .object({
    id: ids.embed_session,
    subject_id: subjectId,
    components: embedComponents,
    engagement_ids: nullable(z.array(ids.engagement)).describe(
      'Outside of these nothing is reached; null is no such limit.',
    ),
    origins: z.array(z.string()),
    acts_for: z.boolean().describe('Whether the contact may decide in it. Always false for members.'),
    api_key_id: ids.api_key,
    magic_link_id: nullable(ids.magic_link).describe('The link that opened it; null where a host minted it.'),
    issued_at: instant,
    expires_at: instant,
    revoked_at: nullable(instant),
  })
  .meta({
    id: 'EmbedSession',
    description:
      'What one person may do from a web page for a few minutes. Its instants are the machine’s, also in a sandbox.',
    example: {
      id: exampleId('embed_session'),
      subject_id: exampleId('contact'),
      components: { approval: {} },
      engagement_ids: [exampleId('engagement')],
      origins: ['https://app.example'],
      acts_for: true,
      api_key_id: exampleId('api_key'),
      magic_link_id: null,
      issued_at: '2026-12-04T09:10:00.000Z',
      expires_at: '2026-12-04T09:25:00.000Z',
      revoked_at: null,
    },
  })

export const embedSessionPage = page('EmbedSessionPage', embedSession)

export const embedSessionWithToken = embedSession
  .extend({
    token: nullable(z.string()).describe('The bearer token, this once; null in a dry run.'),
    expires_in: z.number().int().describe('Seconds from now.'),
    tenant_name: name,
    time_zone: timeZone,
    locale,
  })
  .meta({
    id: 'EmbedSessionWithToken',
    description:
      'A session with its token, which is shown this once. A host passes the whole of it on to the page: `subject_id` tells components whose operations to call (a contact’s under `/v1/portal`), `components` what was granted, `time_zone` and `locale` are the tenant’s, for dates and money.',
  })

export const embedSessionCreate = z
  .strictObject({
    subject_id: subjectId.describe('The member or the client’s contact who sits before the page.'),
    components: embedComponents,
    engagement_ids: z
      .array(ids.engagement)
      .min(1)
      .max(100)
      .optional()
      .describe('Required for a contact. For a member it narrows.'),
    origins: z.array(embedOrigin).min(1).max(20).describe('The pages that may use the token.'),
    ttl_seconds: z
      .number()
      .int()
      .min(10)
      .max(MAX_SESSION_SECONDS)
      .optional()
      .describe(`${MAX_SESSION_SECONDS} unless told.`),
  })
  .meta({
    id: 'EmbedSessionCreate',
    description: 'For whom, for what, and where.',
    example: {
      subject_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb',
      components: { approval: {} },
      engagement_ids: ['engagement_01m86d72r0fkxt9zq4c7w2h5nb'],
      origins: ['https://app.example'],
    },
  })

export const embedSessionRevokeAll = z
  .strictObject({
    contact_id: ids.contact.optional(),
    member_id: ids.member.optional(),
    engagement_id: ids.engagement.optional(),
  })
  .refine(
    (named) => Object.values(named).filter((one) => one !== undefined).length === 1,
    'Name one of contact_id, member_id, engagement_id.',
  )
  .meta({
    id: 'EmbedSessionRevokeAll',
    description: 'Whose sessions and magic links end: a contact’s, a member’s, or those that list an engagement.',
    example: { contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb' },
  })

export const embedSessionsRevoked = z
  .object({
    revoked: z.number().int().describe('How many sessions ended by it.'),
    revoked_links: z.number().int().describe('How many magic links ended by it.'),
  })
  .meta({ id: 'EmbedSessionsRevoked', description: 'What was ended.' })

export const embedSessionListQuery = {
  ...pageQuery,
  contact_id: ids.contact.optional(),
  member_id: ids.member.optional(),
  engagement_id: ids.engagement.optional().describe('Sessions that list this engagement.'),
  live: z.boolean().optional().describe('`true`: neither revoked nor expired; `false`: the ended ones.'),
  sort: z.enum(['issued_at', '-issued_at']).optional().describe('By `-issued_at` unless told.'),
}
