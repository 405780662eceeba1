// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, FeedCall, FollowOptions, ReadOptions } from '../../../src/runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Event } from '../types.ts'

export type ListEventsQuery = NonNullable<operations['listEvents']['parameters']['query']>

export interface EventsArea {
  /**
   * listEvents
   *
   * A sentence about it.
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
