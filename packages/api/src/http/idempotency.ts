/**
 * One effect for each `Idempotency-Key`. The key is locked, looked up, and recorded with the answer in the
 * transaction of its effect: a failure leaves neither, so the retry runs again.
 */
import { createHash } from 'node:crypto'
import { insertRow } from '../db/insert.ts'
import { defineQuery, query } from '../db/query.ts'
import type { Rows, Statement } from '../db/wire.ts'
import { DatabaseError } from '../db/wire.ts'
import type { IdempotencyRecordRow } from '../modules/governance/tables.ts'
import { ProblemError } from './problem.ts'

/** What is kept of an answer. */
export type AnswerRecord = Omit<IdempotencyRecordRow, 'tenant_id'>

/** Ends the transaction: the request was answered before. */
export class Replay extends Error {
  override readonly name = 'Replay'
  readonly record: AnswerRecord
  constructor(record: AnswerRecord) {
    super('answered before')
    this.record = record
  }
}

export interface IdempotentRequest {
  /** The API key's id, or the session's subject: one role never replays another's answer. */
  actor: string
  key: string
  operation: string
  fingerprint: string
  /** A digest of what the principal may see; another one gets no stored body. */
  rights: string
}

const KEPT_MS = 24 * 60 * 60 * 1000

const LOCK_SQL = `select 1 / pg_try_advisory_xact_lock(hashtextextended($1, 0))::int`

/** Where answers are kept: a tenant's beside its data, a platform's beside its keys. */
type Store = 'idempotency_record' | 'platform_idempotency'

const queriesOf = (store: Store) => ({
  findRecord: defineQuery((p: { actor: string; key: string }) =>
    query.selectFrom(store).selectAll().where('actor', '=', p.actor).where('key', '=', p.key),
  ),
  deleteExpired: defineQuery((p: { actor: string; key: string; now: string }) =>
    query.deleteFrom(store).where('actor', '=', p.actor).where('key', '=', p.key).where('expires_at', '<=', p.now),
  ),
})

const stores = {
  idempotency_record: queriesOf('idempotency_record'),
  platform_idempotency: queriesOf('platform_idempotency'),
}

/** Whether a tenant's key was answered before. */
export const findAnswer = stores.idempotency_record.findRecord

/** The key as it was sent, without the quotes of the structured form. Throws 400 for another form. */
export function readIdempotencyKey(header: string | null): string | undefined {
  if (header === null) return undefined
  const key = header.replace(/^"(.*)"$/s, '$1')
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  const detail = 'An idempotency key is 1 to 255 printable ASCII characters.'
  throw new ProblemError('malformed_request', {
    detail,
    errors: [{ code: 'malformed', header: 'Idempotency-Key', detail }],
  })
}

export function fingerprint(method: string, path: string, search: string, body: string): string {
  return createHash('sha256').update(`${method} ${path}${search}\n`).update(body).digest('hex')
}

/** Locks the key and looks for its answer: the first statements of the transaction. */
export function claimStatements(
  scope: string,
  request: IdempotentRequest,
  now: string,
  store: Store = 'idempotency_record',
): Statement[] {
  const { deleteExpired, findRecord } = stores[store]
  return [
    { name: 'idempotency_lock', sql: LOCK_SQL, parameters: [`${scope}|${request.actor}|${request.key}`] },
    deleteExpired({ actor: request.actor, key: request.key, now }),
    findRecord({ actor: request.actor, key: request.key }),
  ]
}

/** Throws `Replay` where the request was answered, 422 where its key belongs to another one. */
export function readClaim(results: readonly Rows[], request: IdempotentRequest): void {
  const record = results[2]?.rows[0] as AnswerRecord | undefined
  if (!record) return
  if (record.fingerprint !== request.fingerprint) throw new ProblemError('idempotency_key_reused')
  throw new Replay(record)
}

/** A twin holds the lock: nothing was written, and the lock's statement says so by dividing by zero. */
export function isTwinInFlight(error: unknown): boolean {
  return (
    error instanceof DatabaseError && error.code === '22012' && (error as { statement?: string }).statement === LOCK_SQL
  )
}

export function inFlight(): ProblemError {
  return new ProblemError('idempotency_in_flight', { headers: { 'Retry-After': '1' } })
}

export interface StoredAnswer {
  status: number
  body: string
  headers: Record<string, string>
}

/** Keeps the answer; a platform's under the platform. */
export function recordStatement(
  request: IdempotentRequest,
  answer: StoredAnswer,
  machineNow: number,
  platformId?: number,
): Statement {
  const row = {
    ...request,
    status: answer.status,
    body: answer.body,
    headers: answer.headers,
    expires_at: new Date(machineNow + KEPT_MS).toISOString(),
  }
  if (platformId === undefined) return insertRow('idempotency_record', row)
  return insertRow('platform_idempotency', { ...row, platform_id: platformId })
}

/** The stored answer, as the principal may see it now. */
export function replayed(record: AnswerRecord, rights: string, body: string): StoredAnswer {
  const headers = { ...(record.headers as Record<string, string>), 'Idempotent-Replayed': 'true' }
  if (record.rights === rights) return { status: record.status, body, headers }
  const { id } = (body ? JSON.parse(body) : {}) as { id?: string }
  const { ETag: _, ...others } = headers as Record<string, string>
  return { status: record.status, body: JSON.stringify({ id: id ?? null, status: record.status }), headers: others }
}
