/** Streams of events, which outlive the requests that began them. */
import type { EventType } from '@agencyops/schema'
import type { FeedPlace } from '../outbox/feed-cursor.ts'
import type { Permission, TenantPrincipal } from './principal.ts'

export interface StreamWish {
  principal: TenantPrincipal
  /** What the principal must have for as long as the stream is open. */
  permission: Permission
  /** Only these types; all that the principal may hear of without them. */
  types: readonly EventType[] | undefined
  /** Only of this record. */
  subjectId: string | undefined
  /** Behind which place it begins; without one, from now on. */
  after: FeedPlace | undefined
}

export interface Live {
  /**
   * The bytes of a stream of server-sent events. It ends when its reader cancels it or falls too far behind, when the
   * credential ends or no longer has the permission, and when the process stops. Throws 401 where the credential has
   * ended meanwhile, 410 for a place of another state of the feed, 429 where too many are open.
   */
  open(wish: StreamWish): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /** How many are open in this process. */
  count(): number
}
