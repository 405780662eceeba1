/** Wire ↔ feed. */
import { DEFAULT_LIMIT, eventFeed, eventListQuery, eventStreamQuery, streamedEvent } from '@agencyops/schema'
import { z } from 'zod'
import { Reply, rawOperation, readOperation } from '../../../http/operation.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { checkFeedPlace, decodeFeedCursor, encodeFeedCursor } from '../../../outbox/feed-cursor.ts'
import { findFeedEnd } from '../../../outbox/feed-end.ts'
import { decodeId } from '../../../primitives/id.ts'
import { hearingOf } from '../hearing.ts'
import { selectEvents } from '../queries/events.ts'
import { eventView } from '../views.ts'

/** How many positions one call looks through for those that it may tell. */
const SCANNED = 10_000

/** No proxy may hold a stream back, keep it, or press it into blocks. */
const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
}

export const eventOperations = [
  readOperation({
    id: 'listEvents',
    path: '/v1/events',
    tag: 'events',
    summary: 'Follow the feed of events',
    description:
      'Events in the order in which their changes were committed, oldest first, from behind `after`. No event is skipped, whatever else is written meanwhile. Ask again with `next_cursor`, at once while `has_more` is true, else after a while. Events of records that the credential may not read are left out; the cursor moves on past them. 410 says that the feed was restored to an earlier state: read the records anew.',
    scope: 'events:read',
    query: eventListQuery,
    answers: eventFeed,
    list: 'feed',
    problems: ['cursor_expired'],
    async handle({ db, principal, query }) {
      const place = query.after === undefined ? undefined : decodeFeedCursor(query.after)
      const after = place?.position ?? 0
      const limit = query.limit ?? DEFAULT_LIMIT
      const through = after + SCANNED
      const subjectId = query.subject_id && decodeId(query.subject_id)?.uuid
      const hearing = hearingOf(principal, { types: query.type, subjectId })
      // The end is read first: whatever it counts, the statement behind it sees.
      const [[end], found] = await db.group(
        findFeedEnd({}),
        selectEvents(hearing, { after, through, limit: limit + 1 }),
      )
      if (!end) throw new Error('The tenant has no event counter')
      if (place) checkFeedPlace(place, end)
      const more = found.length > limit
      const rows = found.slice(0, limit)
      const looked = Math.max(Math.min(end.position, through), rows.at(-1)?.position ?? 0)
      const position = more ? (rows.at(-1)?.position as number) : looked
      return {
        data: rows.map((row) => eventView(row, end.epoch)),
        next_cursor: encodeFeedCursor({ epoch: end.epoch, position }),
        has_more: more || end.position > position,
      }
    },
  }),
  rawOperation({
    id: 'streamEvents',
    method: 'get',
    path: '/v1/events/stream',
    tag: 'events',
    summary: 'Stream events as they happen',
    description:
      'Server-sent events: each has an event’s cursor as its `id`, its type as its `event`, and as its `data`, in one line, what the list of events answers. It begins behind `Last-Event-ID`, or `after`, else with what comes from now on, and tells each event once, in order. A comment comes at least every 15 seconds. When the stream ends, as it does with its session or with a server that is stopped, connect again with the last `id`: nothing is told twice and nothing is lost. Events of records that the credential may not read are left out, and it ends where the credential does. A session of a client contact hears of the engagements that are shared with it, and of what its components show. 410 says that the feed was restored to an earlier state: read the records anew.',
    scope: 'events:read',
    contacts: true,
    query: eventStreamQuery,
    headers: {
      'Last-Event-ID': z
        .string()
        .optional()
        .describe('The `id` of the last event that you have; it wins over `after`.'),
    },
    answers: streamedEvent,
    list: 'stream',
    problems: ['cursor_expired'],
    emits: [],
    async handle({ principal, permission, query, request, deps, source }) {
      const lastId = request.header('last-event-id')
      const place = lastId ? decodeFeedCursor(lastId, 'Last-Event-ID') : query.after && decodeFeedCursor(query.after)
      if (source.method === 'HEAD') return new Reply(null, STREAM_HEADERS)
      const body = await deps.live.open({
        // Its audience lets nobody else in.
        principal: principal as TenantPrincipal,
        permission,
        types: query.type,
        subjectId: query.subject_id && decodeId(query.subject_id)?.uuid,
        after: place || undefined,
      })
      return new Reply(body, STREAM_HEADERS)
    },
  }),
]
