import { type AgencyOpsError, ApiError, ConnectionError } from './errors.ts'

const FIRST_MS = 500
const LONGEST_MS = 8_000
const LONGEST_RETRY_AFTER_MS = 60_000

/** Whether the same request may succeed later: 408, 429, 5xx but 501, a twin in flight, and no answer at all. */
export function mayRetry(error: unknown): boolean {
  if (!ApiError.is(error)) return ConnectionError.is(error)
  const { status, code } = error
  return status === 408 || status === 429 || (status >= 500 && status !== 501) || code === 'idempotency_in_flight'
}

/**
 * Milliseconds to wait before attempt `tried + 1`: 0.5 s doubling to 8 s, less up to a quarter.
 * `Retry-After` (seconds or a date) wins, is never undercut, gets up to 250 ms on top and is capped at 60 s.
 */
export function retryDelay(tried: number, error: unknown, random: () => number): number {
  const asked = ApiError.is(error) ? retryAfter(error.headers.get('retry-after')) : undefined
  if (asked !== undefined) return Math.min(asked + 250 * random(), LONGEST_RETRY_AFTER_MS)
  return Math.min(FIRST_MS * 2 ** tried, LONGEST_MS) * (1 - random() / 4)
}

function retryAfter(text: string | null): number | undefined {
  if (!text) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0)
}

/** Waits, and ends at once without an error when the signal aborts: the caller looks at the signal. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end)
  })
}

/** Adds why a failed request was left at that. */
export function notAgain(error: AgencyOpsError): AgencyOpsError {
  error.message +=
    '\n  Not tried again: its body is a stream that was read. Pass a function that opens the stream anew.'
  return error
}
