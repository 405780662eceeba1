/** A place in a tenant's feed: the epoch, which a restore changes, and a position in it. */
import { invalidParameter, ProblemError } from '../http/problem.ts'

const FORM = /^([A-Za-z0-9_-]{1,64})\.(0|[1-9]\d{0,15})$/

export interface FeedPlace {
  epoch: string
  position: number
}

export function encodeFeedCursor({ epoch, position }: FeedPlace): string {
  return Buffer.from(`${epoch}.${position}`).toString('base64url')
}

/** Throws 422, with the name of the header where it did not come as `after`, for a text that is no cursor of a feed. */
export function decodeFeedCursor(cursor: string, header?: string): FeedPlace {
  const match = FORM.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const position = Number(match?.[2])
  if (!match || !Number.isSafeInteger(position)) {
    const detail = 'This is no cursor of a feed. Pass next_cursor, or an event’s cursor, as it came.'
    if (header === undefined) throw invalidParameter('after', 'invalid', detail)
    throw new ProblemError('invalid_request', { detail, errors: [{ code: 'invalid', header, detail }] })
  }
  return { epoch: match[1] as string, position }
}

/** Throws 410 where the place belongs to another state of the feed, or lies ahead of it. */
export function checkFeedPlace(place: FeedPlace, feed: FeedPlace): void {
  if (place.epoch === feed.epoch && place.position <= feed.position) return
  throw new ProblemError('cursor_expired')
}
