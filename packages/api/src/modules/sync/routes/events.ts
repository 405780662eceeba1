/** Wire ↔ feed. */
import { DEFAULT_LIMIT, eventFeed, eventListQuery } from '@agencyops/schema'
import { readOperation } from '../../../http/operation.ts'
import { checkFeedPlace, decodeFeedCursor, encodeFeedCursor } from '../../../outbox/feed-cursor.ts'
import { findFeedEnd } from '../../../outbox/feed-end.ts'
import { decodeId } from '../../../primitives/id.ts'
import { selectEvents } from '../queries/events.ts'
import { readableTypes } from '../readable-types.ts'
import { eventView } from '../views.ts'

/** How many positions one call looks through for those that it may tell. */
const SCANNED = 10_000

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
      const types = readableTypes(principal.scopes, query.type)
      // The end is read first: whatever it counts, the statement behind it sees.
      const [[end], found] = await db.group(
        findFeedEnd({}),
        selectEvents({ principal, types, subjectId, after, through, limit }),
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
]
