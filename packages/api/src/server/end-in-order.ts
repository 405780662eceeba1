/** Keeps serving until a signal comes, then ends in order: requests, then the database. */
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'

const GRACE_MS = 10_000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** A terminal sends Ctrl-C to all that runs in it, and a package runner passes its own on: within this time they are one. */
const ONE_SIGNAL_MS = 500

export interface Ending {
  /** How long a process that is told to stop by SIGTERM still serves before it closes. */
  drainMs?: number
  drain?: (ms: number) => Promise<void>
  /** Runs once, whatever ends the process. */
  close(): Promise<void>
}

/** A second signal ends the process at once. */
export function endInOrder({ drainMs = 0, drain, close }: Ending, logger: Logger | undefined): void {
  let closing: Promise<void> | undefined
  const ending = closeWithGrace({ delay: GRACE_MS + drainMs, logger: false, skip: [...SIGNALS] }, async ({ err }) => {
    if (err) {
      logger?.fatal({ err })
      process.stderr.write(`agencyops: ${err.stack}\n`)
    }
    closing ??= drained().then(close)
    await closing
    logger?.flush()
  })
  let firstAt: number | undefined
  // Who stops it by hand does not wait: nobody stands in front.
  let byManager = false
  const drained = async () => {
    if (byManager && drainMs > 0) await drain?.(drainMs)
  }
  const end = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      byManager = signal === 'SIGTERM'
      logger?.info({ signal }, 'stopping')
      ending.close()
    } else if (performance.now() - firstAt > ONE_SIGNAL_MS) process.exit(1)
  }
  for (const signal of SIGNALS) process.on(signal, end)
}
