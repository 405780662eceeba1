import type { Logger } from 'pino'
import type { LogLevel } from '../config/config.ts'

/** A line waits no longer for more of them. */
const FLUSH_MS = 1000

/** Lines of JSON on standard output; undefined, and nothing loaded, where none are wanted. */
export async function createLogger(level: LogLevel): Promise<Logger | undefined> {
  if (level === 'silent') return undefined
  const { default: pino } = await import('pino')
  return pino(
    { level, redact: ['authorization', '*.authorization', 'headers.authorization'], base: { pid: process.pid } },
    pino.destination({ dest: 1, minLength: 4096, sync: false, periodicFlush: FLUSH_MS }),
  )
}
