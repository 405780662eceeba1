import { AbortError, type AgencyOpsError, ConnectionError, TimeoutError } from './errors.ts'

/** Beyond this a timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface Limits {
  signal?: AbortSignal
  timeout: number
  /** `POST /v1/deals`, for the messages. */
  target: string
}

/** What an aborted signal means: a time-out of the caller's own, or a wish. */
export function stopped(signal: AbortSignal, target: string): AgencyOpsError {
  const cause = signal.reason
  return (cause as Error | undefined)?.name === 'TimeoutError'
    ? new TimeoutError(`The signal's time-out passed, ${target}`, { cause })
    : new AbortError(`Aborted, ${target}`, { cause })
}

/**
 * Runs one attempt under its own controller. It ends when `work` ends, when the caller's signal aborts or when the
 * time-out passes, whichever comes first, even if `fetch` ignores signals. `work` may call `keep` to hold the limits
 * until the release that it got is called: the answer is then still being read.
 */
export async function attempt<T>(
  limits: Limits,
  work: (signal: AbortSignal, keep: () => () => void) => Promise<T>,
): Promise<T> {
  const { signal, timeout, target } = limits
  const controller = new AbortController()
  const onAbort = () => controller.abort(stopped(signal as AbortSignal, target))
  const onTimeout = () => controller.abort(new TimeoutError(`No whole answer within ${timeout} ms, ${target}`))
  const timer = timeout <= LONGEST_TIMER_MS ? setTimeout(onTimeout, timeout) : undefined
  signal?.addEventListener('abort', onAbort)
  const release = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
  let kept = false
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  const working = work(controller.signal, () => {
    kept = true
    return release
  })
  // Whoever loses the race is not waited for, and must not count as an unhandled rejection.
  ended.catch(() => {})
  working.catch(() => {})
  try {
    return await Promise.race([working, ended])
  } finally {
    if (!kept) release()
  }
}

/** Runs a step of the network, whose failure is a ConnectionError unless the attempt was ended from outside. */
export async function overNetwork<T>(signal: AbortSignal, target: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    const why = (cause as { cause?: Error }).cause?.message || (cause as Error)?.message || String(cause)
    throw new ConnectionError(`No whole answer, ${target}\n  ${why}`, { cause })
  }
}
