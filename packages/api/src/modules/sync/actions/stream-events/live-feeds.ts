/**
 * All streams of a process. One look at the counters a second covers every tenant with a stream, and a wake-up comes
 * before it: an idle stream costs no query.
 */
import type { Deps } from '../../../../http/deps.ts'
import type { Live, StreamWish } from '../../../../http/live.ts'
import { loggable } from '../../../../http/loggable.ts'
import { authorize } from '../../../../http/principal.ts'
import { ProblemError } from '../../../../http/problem.ts'
import { checkFeedPlace, type FeedPlace } from '../../../../outbox/feed-cursor.ts'
import { findFeedEnd } from '../../../../outbox/feed-end.ts'
import { listFeedPositions } from '../../queries/events.ts'
import { EventStream } from './event-stream.ts'
import { createSeats } from './seats.ts'
import { type FeedTools, TenantFeed } from './tenant-feed.ts'

export interface LiveOptions extends FeedTools, Pick<Deps, 'clock' | 'limits'> {
  /** Ends all streams. */
  signal: AbortSignal | undefined
}

export function createLive({ clock, limits, signal, ...tools }: LiveOptions): Live {
  const { database, access, logger } = tools
  const feeds = new Map<number, TenantFeed>()
  const seats = createSeats(limits)
  let ticking: NodeJS.Timeout | undefined
  let stopListening: (() => void) | undefined
  let polling = false

  async function open(wish: StreamWish) {
    const { tenantId } = wish.principal
    const giveBack = seats.take(wish.principal)
    try {
      const [end] = await database.bound({ tenantId }, { quick: true }).all(findFeedEnd({}))
      if (!end) throw new Error('The tenant has no event counter')
      if (wish.after) checkFeedPlace(wish.after, end)
      // Looked at behind the feed's end: what takes rights away later is behind it too, and will be heard of.
      const [principal] = await access.standing(tenantId, [wish.principal])
      if (!principal) throw new ProblemError(wish.principal.kind === 'api_key' ? 'unauthenticated' : 'session_expired')
      authorize(principal, wish.permission)
      if (signal?.aborted) throw new ProblemError('unavailable', { headers: { 'Retry-After': '1' } })
      return begin({ ...wish, principal }, end, giveBack)
    } catch (error) {
      giveBack()
      throw error
    }
  }

  function begin(wish: StreamWish, end: FeedPlace, giveBack: () => void) {
    const feed = feedOf(wish.principal.tenantId, end)
    const stream = new EventStream(wish, wish.after ?? end, limits.streamBuffer, () => {
      giveBack()
      feed.streams.delete(stream)
      if (feed.streams.size === 0 && feeds.get(feed.tenantId) === feed) feeds.delete(feed.tenantId)
      if (feeds.size === 0) rest()
    })
    feed.add(stream)
    wake()
    return stream.body
  }

  function feedOf(tenantId: number, end: FeedPlace): TenantFeed {
    const known = feeds.get(tenantId)
    if (known?.epoch === end.epoch) return known
    known?.end()
    const feed = new TenantFeed(tools, tenantId, end)
    feeds.set(tenantId, feed)
    return feed
  }

  function tick(): void {
    const now = clock.now()
    for (const feed of feeds.values()) {
      for (const stream of feed.streams) {
        stream.quietMs += limits.streamPollMs
        const { endsAtMs } = stream.principal
        if (endsAtMs !== null && endsAtMs <= now) stream.end()
        else if (stream.quietMs >= limits.streamHeartbeatMs) feed.keepAlive(stream)
      }
    }
    if (polling || feeds.size === 0) return
    polling = true
    poll()
      .catch((err) => logger?.warn({ error: loggable(err) }, 'the feeds could not be looked at; they are in a moment'))
      .finally(() => {
        polling = false
      })
  }

  async function poll(): Promise<void> {
    const tenantIds = [...feeds.keys()]
    const positions = await database.bound({}, { quick: true }).all(listFeedPositions({ tenantIds }))
    for (const { tenant_id, position } of positions) {
      const feed = feeds.get(tenant_id)
      if (feed && feed.position !== position) feed.read()
    }
  }

  /** From the first stream on. */
  function wake(): void {
    ticking ??= setInterval(tick, limits.streamPollMs).unref()
    stopListening ??= database.wakeUps.listen((tenantIds) => {
      for (const tenantId of tenantIds ?? feeds.keys()) feeds.get(tenantId)?.read()
    })
  }

  /** With the last stream. */
  function rest(): void {
    clearInterval(ticking)
    ticking = undefined
    stopListening?.()
    stopListening = undefined
  }

  signal?.addEventListener('abort', () => {
    for (const feed of feeds.values()) feed.end()
  })
  const count = () => [...feeds.values()].reduce((sum, { streams }) => sum + streams.size, 0)
  return { open, count }
}
