// Generated from openapi/openapi.json, do not edit.
import { streaming } from '../../runtime/stream.ts'
import type { Area, FeedCall, FollowOptions, ReadOptions, StreamOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Event, StreamedEvent } from '../types.ts'

export type ListEventsQuery = NonNullable<operations['listEvents']['parameters']['query']>
export type StreamEventsQuery = NonNullable<operations['streamEvents']['parameters']['query']>

export interface EventsArea {
  /**
   * Follow the feed of events
   *
   * Events in the order in which their changes were committed, oldest first, from behind `after`. No event is skipped, whatever else is written meanwhile. Ask again with `next_cursor`, at once while `has_more` is true, else after a while. Events of records that the credential may not read are left out; the cursor moves on past them. 410 says that the feed was restored to an earlier state: read the records anew.
   *
   * Needs `events:read`.
   *
   * Scope `events:read`.
   *
   * Refuses with `cursor_expired`.
   */
  list(query?: ListEventsQuery, options?: ReadOptions): FeedCall<Event, CommonProblem | 'cursor_expired'>
  /** Never ends: gives what is there, then what comes. Keep the cursor of the last row that you have dealt with. */
  follow(query?: ListEventsQuery, options?: FollowOptions): AsyncGenerator<Event, void, undefined>
  /**
   * Stream events as they happen
   *
   * Server-sent events: each has an event’s cursor as its `id`, its type as its `event`, and as its `data`, in one line, what the list of events answers. It begins behind `Last-Event-ID`, or `after`, else with what comes from now on, and tells each event once, in order. A comment comes at least every 15 seconds. When the stream ends, as it does with its session or with a server that is stopped, connect again with the last `id`: nothing is told twice and nothing is lost. Events of records that the credential may not read are left out, and it ends where the credential does. A session of a client contact hears of the engagements that are shared with it, and of what its components show. 410 says that the feed was restored to an earlier state: read the records anew.
   *
   * Needs `events:read`.
   *
   * Scope `events:read`.
   *
   * Refuses with `cursor_expired`.
   */
  stream(query?: StreamEventsQuery, options?: StreamOptions): AsyncGenerator<StreamedEvent, void, undefined>
}

export type { CommonProblem, operations }

export const events = {
  list: 'GET /v1/events f',
  stream: streaming('/v1/events/stream'),
} as unknown as Area<EventsArea>
