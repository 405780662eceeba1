import { z } from 'zod'
import { ids, instant, name, nullable, page, pageQuery, plainDate } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .meta({ id: 'TimeZone', description: 'An IANA time zone.', example: 'Europe/Amsterdam' })

export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Write a BCP 47 tag: "en" or "nl-NL".')
  .meta({ id: 'Locale', description: 'A BCP 47 language tag.', example: 'en-NL' })

export const tenantKind = z
  .enum(['live', 'sandbox'])
  .describe('A sandbox sends no mail and moves no money, and has a test clock. A tenant’s kind never changes.')

export const comingTimeZone = z
  .object({ time_zone: timeZone, effective_at: instant })
  .meta({ id: 'ComingTimeZone', description: 'The zone that begins at a coming midnight.' })

export const tenant = z
  .object({
    id: ids.tenant,
    name,
    kind: tenantKind,
    locale,
    time_zone: timeZone,
    next_time_zone: nullable(comingTimeZone),
    today: plainDate,
    now: instant,
    version: z.number().int().describe('Raised by one with each change of a setting.'),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Tenant',
    description:
      'One agency, consultancy or firm: everything belongs to exactly one. `now` is its clock, `today` the calendar date in its `time_zone`, which “overdue” and “this month” follow.',
    example: {
      id: exampleId('tenant'),
      name: 'Quillhaven Studio',
      kind: 'sandbox',
      locale: 'en-NL',
      time_zone: 'Europe/Amsterdam',
      next_time_zone: null,
      today: '2026-12-04',
      now: '2026-12-04T09:12:00.000Z',
      ...exampleStamps(),
    },
  })

export const tenantUpdate = z.strictObject({ name: name.optional(), locale: locale.optional() }).meta({
  id: 'TenantUpdate',
  description: 'What of a tenant can be changed.',
  example: { name: 'Quillhaven Studio' },
  'x-changed-by': {
    kind: 'nothing: a tenant is live or a sandbox for ever',
    time_zone: 'change_time_zone',
    now: 'the test clock, in a sandbox',
    today: 'the test clock, in a sandbox',
  },
})

export const tenantTimeZoneChange = z.strictObject({ time_zone: timeZone }).meta({
  id: 'TenantTimeZoneChange',
  description: 'The zone that begins at its coming midnight.',
  example: { time_zone: 'America/New_York' },
})

export const tenantCreate = z
  .strictObject({
    name,
    kind: tenantKind,
    locale: locale.optional().describe('`en` unless told.'),
    time_zone: timeZone,
    clock_at: instant.optional().describe('Sandboxes only: where its clock starts. Now, unless told.'),
    owner: z
      .strictObject({ name, email: z.email().max(254).optional() })
      .describe('The first member, with the role owner.'),
    legal_entity: z
      .strictObject({ name, base_currency: z.string().regex(/^[A-Z]{3}$/) })
      .describe('The seller on the first invoices; complete it later.'),
  })
  .meta({
    id: 'TenantCreate',
    description: 'A tenant with its first member and legal entity.',
    example: {
      name: 'Quillhaven Studio',
      kind: 'sandbox',
      time_zone: 'Europe/Amsterdam',
      owner: { name: 'Mara Quill' },
      legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
    },
  })

export const platformTenant = z
  .object({
    id: ids.tenant,
    name,
    kind: tenantKind,
    locale,
    created_at: instant,
    updated_at: instant,
    version: z.number().int(),
  })
  .meta({
    id: 'PlatformTenant',
    description: 'A tenant as the platform that made it sees it: none of its data.',
    example: {
      id: exampleId('tenant'),
      name: 'Quillhaven Studio',
      kind: 'sandbox',
      locale: 'en-NL',
      ...exampleStamps(),
    },
  })

export const platformTenantListQuery = {
  ...pageQuery,
  sort: z.enum(['created_at', '-created_at']).optional().describe('By `-created_at` unless told.'),
}

export const platformTenantPage = page('PlatformTenantPage', platformTenant)

export const testClock = z
  .object({
    now: instant,
    today: plainDate,
    frozen: z.boolean().describe('Whether it stands still. A clock that runs keeps its distance to the machine’s.'),
    frozen_at: nullable(instant),
    offset_seconds: z.number().int().describe('How far it runs ahead of the machine’s time.'),
    version: z.number().int(),
  })
  .meta({
    id: 'TestClock',
    description: 'The clock of a sandbox. It never goes back.',
    example: {
      now: '2026-12-04T09:12:00.000Z',
      today: '2026-12-04',
      frozen: true,
      frozen_at: '2026-12-04T09:12:00.000Z',
      offset_seconds: 0,
      version: 2,
    },
  })

export const testClockAdvanced = testClock
  .extend({
    ran: z
      .array(
        z
          .object({ on: plainDate, summary: z.string() })
          .meta({ id: 'TestClockStep', description: 'What came due, and on which day.' }),
      )
      .describe('What came due on the way, in order.'),
    done: z.boolean().describe('False where there is more to run: call it again with the same body.'),
  })
  .meta({ id: 'TestClockAdvanced', description: 'The clock after it moved, and what came due on the way.' })

export const testClockFreeze = z
  .strictObject({
    clock_at: instant.optional().describe('Where it stands still; now, unless told. Not before its now.'),
  })
  .meta({
    id: 'TestClockFreeze',
    description: 'Where the clock is to stand.',
    example: { clock_at: '2027-01-29T09:00:00Z' },
  })

export const testClockAdvance = z
  .strictObject({
    to: instant.optional().describe('An instant.'),
    through: plainDate.optional().describe('A day in the tenant’s zone: the clock moves to its last millisecond.'),
  })
  .refine((body) => (body.to === undefined) !== (body.through === undefined), 'Give either to or through.')
  .meta({
    id: 'TestClockAdvance',
    description: 'How far the clock is to move: at most 370 days at once.',
    example: { through: '2027-02-28' },
  })
