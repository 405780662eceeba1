import { z } from 'zod'
import { eventTypes } from '../catalog/events.ts'
import { feed, feedQuery, ids, instant, nullable, several } from '../common/index.ts'
import { exampleId } from '../example-records.ts'
import { recordId } from './record-id.ts'

export const eventType = z.enum(eventTypes as [(typeof eventTypes)[number], ...typeof eventTypes]).meta({
  id: 'EventType',
  description: 'What happened: the kind of record, and a verb in the past.',
  example: 'deal.won',
})

export const actor = z
  .object({
    type: z.enum(['api_key', 'member', 'contact', 'platform_key', 'system']),
    id: nullable(z.string()).describe('Null for the system.'),
    session_id: ids.embed_session.optional(),
    api_key_id: ids.api_key.optional(),
  })
  .meta({ id: 'Actor', description: 'Who did it; in a session also the session and the key that minted it.' })

export const event = z
  .object({
    id: ids.evt,
    position: z.number().int().describe('Counts the tenant’s events from 1, without a gap, in the order of commits.'),
    type: eventType,
    at: instant,
    actor,
    subject: z
      .object({
        type: z.string().describe('The kind of record, which is the beginning of its id.'),
        id: recordId,
        version: z.number().int().describe('The record’s version after it.'),
      })
      .meta({ id: 'EventSubject', description: 'The record to which it happened.' }),
    changed: z.array(z.string()).describe('Names of the fields that changed.'),
    data: z
      .record(z.string(), z.unknown())
      .describe('Ids of the records that belong to it. Figures and names are read from the records.'),
    cursor: z.string().describe('Pass as `after` to go on behind this event.'),
  })
  .meta({
    id: 'Event',
    description: 'Something that happened to one record, committed and never changed again.',
    example: {
      id: exampleId('evt'),
      position: 42,
      type: 'deal.won',
      at: '2026-12-01T09:00:00.000Z',
      actor: { type: 'api_key', id: exampleId('api_key') },
      subject: { type: 'deal', id: exampleId('deal'), version: 5 },
      changed: ['status', 'won_at', 'probability', 'weighted_value'],
      data: { engagement_id: exampleId('engagement') },
      cursor: 'NDI',
    },
  })

export const streamedEvent = event.partial({ actor: true, changed: true }).meta({
  id: 'StreamedEvent',
  description:
    'An event as a stream tells it. A session of a client contact is told only what its components show of the shared engagements, without `actor` and `changed`.',
  example: {
    id: exampleId('evt'),
    position: 42,
    type: 'approval.requested',
    at: '2026-12-01T09:00:00.000Z',
    subject: { type: 'approval', id: exampleId('approval'), version: 1 },
    data: { engagement_id: exampleId('engagement'), milestone_id: exampleId('milestone') },
    cursor: 'NDI',
  },
})

export const eventFeed = feed('EventFeed', event)

export const eventListQuery = {
  ...feedQuery,
  type: several(eventType).describe('Only these types.'),
  subject_id: recordId.optional(),
}

export const eventStreamQuery = {
  after: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('The cursor of the last event that you have; without it, from now on. `Last-Event-ID` wins.'),
  type: several(eventType).describe('Only these types.'),
  subject_id: recordId.optional(),
}
