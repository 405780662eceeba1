/** Keyset cursors: where a page ended, by the values of its sort and the id; bound to one list. */
import { createHash } from 'node:crypto'
import { isStorable } from '@agencyops/schema'
import { invalidParameter, ProblemError } from './problem.ts'

export interface Position {
  /** The sort column's value as text; absent where the list sorts by id. */
  value?: string
  id: string
}

const VERSION = '1'

function listHash(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 11)
}

/** `list` names the operation with its filters and sort: a cursor of another list is refused. */
export function encodeCursor(position: Position, list: string): string {
  return Buffer.from(JSON.stringify([VERSION, listHash(list), position.id, position.value ?? null])).toString(
    'base64url',
  )
}

/** Throws 422 `cursor_mismatch` for a cursor of another list, and `invalid_request` for none at all. */
export function decodeCursor(cursor: string, list: string): Position {
  const parts = parse(cursor)
  if (!parts) throw noCursor()
  const [, hash, id, value] = parts
  if (hash !== listHash(list)) throw new ProblemError('cursor_mismatch')
  return value === null ? { id } : { id, value }
}

export function noCursor(): ProblemError {
  return invalidParameter('cursor', 'invalid', 'This is no cursor. Pass next_cursor as it came.')
}

function parse(cursor: string): [string, string, string, string | null] | undefined {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
    if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== VERSION) return undefined
    const valueOk = parts[3] === null || (typeof parts[3] === 'string' && parts[3].length < 300 && isStorable(parts[3]))
    return uuid.test(parts[2]) && valueOk ? (parts as [string, string, string, string | null]) : undefined
  } catch {
    return undefined
  }
}
