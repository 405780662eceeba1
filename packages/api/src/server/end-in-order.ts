/** Keeps serving until a signal comes, then ends in order: requests, then the database. */
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'

const GRACE_MS = 10_000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** A terminal sends Ctrl-C to all that runs in it, and a package runner passes its own on: within this time they are one. */
const ONE_SIGNAL_MS = 500

/** `close` runs once, whatever ends the process; a second signal ends it at once. */
export function endInOrder(close: () => Promise<void>, logger: Logger | undefined): void {
  let closing: Promise<void> | undefined
  const ending = closeWithGrace({ delay: GRACE_MS, logger: false, skip: [...SIGNALS] }, async ({ err }) => {
    if (err) {
      logger?.fatal({ err })
      process.stderr.write(`agencyops: ${err.stack}\n`)
    }
    closing ??= close()
    await closing
    logger?.flush()
  })
  let firstAt: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      logger?.info({ signal }, 'stopping')
      ending.close()
    } else if (performance.now() - firstAt > ONE_SIGNAL_MS) process.exit(1)
  }
  for (const signal of SIGNALS) process.on(signal, end)
}
