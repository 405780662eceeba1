/** Errors of any kind → what the client is told. The inside of an unexpected one stays inside. */

import { PoolExhausted } from '../db/pool.ts'
import { CommitUnknown } from '../db/transaction.ts'
import { ConnectionLost, DatabaseError } from '../db/wire.ts'
import { ProblemError } from './problem.ts'

const UNAVAILABLE = new Set(['57P01', '57P02', '57P03', '53300', '53400', '08006', '57014', '55P03', '25P03'])

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof CommitUnknown || error instanceof ConnectionLost || error instanceof PoolExhausted) {
    return new ProblemError('unavailable', { headers: { 'Retry-After': '1' } })
  }
  if (error instanceof DatabaseError) return fromDatabase(error)
  if (isConnectionRefused(error)) return new ProblemError('unavailable', { headers: { 'Retry-After': '1' } })
  return new ProblemError('internal_error')
}

function fromDatabase(error: DatabaseError): ProblemError {
  if (error.code && UNAVAILABLE.has(error.code))
    return new ProblemError('unavailable', { headers: { 'Retry-After': '1' } })
  if (error.code === '40P01' || error.code === '40001')
    return new ProblemError('unavailable', { headers: { 'Retry-After': '1' } })
  if (error.code === '23505' && error.constraint?.endsWith('_external_ref')) {
    const detail = 'Another record has this external_ref. Upsert by it, or archive the reference first.'
    return new ProblemError('conflict', { detail, errors: [{ code: 'conflict', pointer: '#/external_ref', detail }] })
  }
  if (error.code === '23505') return new ProblemError('conflict', { detail: 'Another record stands in the way.' })
  return new ProblemError('internal_error')
}

function isConnectionRefused(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOTFOUND' || code === 'EPIPE'
}
