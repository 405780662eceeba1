/** A token bucket for each credential, in the process; nothing is written for a request. */
import { LRUCache } from 'lru-cache'
import { serializeList } from 'structured-headers'

interface Bucket {
  tokens: number
  at: number
}

export interface Verdict {
  allowed: boolean
  headers: Record<string, string>
}

const MAX_BUCKETS = 50_000

export interface RateLimiter {
  /**
   * Takes `cost` tokens from the bucket, where they are there. `nowMs` is the machine's time; `taken` is what the same
   * request took before, and needs again when it is repeated.
   */
  take(bucket: string, nowMs: number, cost?: number, taken?: number): Verdict
}

/** `capacity` tokens at most, refilled evenly over `windowSeconds`. */
export function createRateLimiter(capacity: number, windowSeconds: number): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_BUCKETS })
  const perMs = capacity / (windowSeconds * 1000)
  const policy = serializeList([
    [
      'default',
      new Map<string, number>([
        ['q', capacity],
        ['w', windowSeconds],
      ]),
    ],
  ] as never)
  const seconds = (tokens: number) => Math.ceil(tokens / perMs / 1000)

  return {
    take(name, nowMs, cost = 1, taken = 0) {
      let bucket = buckets.get(name)
      if (!bucket) {
        bucket = { tokens: capacity, at: nowMs }
        buckets.set(name, bucket)
      }
      bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, nowMs - bucket.at) * perMs)
      bucket.at = nowMs
      const allowed = bucket.tokens >= cost
      if (allowed) bucket.tokens -= cost
      const left = Math.floor(bucket.tokens)
      const wait = left > 0 ? windowSeconds : seconds(1 - bucket.tokens)
      const headers: Record<string, string> = {
        'RateLimit-Policy': policy,
        RateLimit: `"default";r=${left};t=${wait}`,
      }
      if (!allowed) headers['Retry-After'] = String(Math.max(1, seconds(cost + taken - bucket.tokens)))
      return { allowed, headers }
    },
  }
}
