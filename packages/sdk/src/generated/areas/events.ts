// Generated from openapi/openapi.json, do not edit.
import type { Area, FeedCall, FollowOptions, ReadOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Event } from '../types.ts'

export type ListEventsQuery = NonNullable<operations['listEvents']['parameters']['query']>

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
}

export type { CommonProblem, operations }

export const events = {
  list: 'GET /v1/events f',
} as unknown as Area<EventsArea>
