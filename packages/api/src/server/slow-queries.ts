/** Says which operation waited long for the database, and with what: the statements without their values. */
import type { Logger } from 'pino'
import type { Watch } from '../db/watch.ts'

const LONGEST = 1000

export function createSlowQueryLog(logger: Logger, afterMs: number): Watch {
  return ({ statements, ms, failed, cause }) => {
    if (ms < afterMs) return
    logger.warn(
      {
        operation: cause?.operation,
        request_id: cause?.requestId,
        ms: Math.round(ms * 10) / 10,
        failed,
        statements: statements.filter(({ name }) => name !== 'bind').map(({ sql }) => sql.slice(0, LONGEST)),
      },
      'slow query',
    )
  }
}
