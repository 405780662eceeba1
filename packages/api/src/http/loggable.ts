/** An error as a log line shows it: where and what, without the values that were involved. */
import { DatabaseError } from '../db/wire.ts'

/** PostgreSQL's messages of this class quote the value, and its details quote rows. */
const QUOTES_VALUES = /^22/

export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name: type, stack = '', message } = error
  const frames = stack.slice(Math.max(0, stack.indexOf('\n    at '))).trim()
  if (!(error instanceof DatabaseError)) return { type, message, stack: frames, ...causeOf(error) }
  const { code, table, column, constraint, statement } = error as DatabaseError & { statement?: string }
  const hidden = code !== undefined && QUOTES_VALUES.test(code)
  return {
    type: 'DatabaseError',
    code,
    ...(!hidden && { message }),
    table,
    column,
    constraint,
    statement,
    stack: frames,
  }
}

function causeOf({ cause }: Error) {
  return cause === undefined ? {} : { cause: loggable(cause) }
}
