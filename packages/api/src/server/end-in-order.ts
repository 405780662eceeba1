/** Keeps serving until a signal comes, then ends in order: requests, then the database. */
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'

const GRACE_MS = 10_000

/** `close` runs once, whatever ends the process; a second signal ends it at once. */
export function endInOrder(close: () => Promise<void>, logger: Logger | undefined): void {
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err, signal }) => {
    if (err) {
      logger?.fatal({ err })
      process.stderr.write(`agencyops: ${err.stack}\n`)
    } else logger?.info({ signal }, 'stopping')
    await close()
    logger?.flush()
  })
}
