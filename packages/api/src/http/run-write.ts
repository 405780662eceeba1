/** One write: claim its key, lock its clock, run its handler, commit; or answer what it was answered before. */
import { createHash } from 'node:crypto'
import {
  clockStatements,
  type TenantClock,
  type TestClockState,
  type TimeZoneRow,
  tenantClock,
} from '../db/tenant-clock.ts'
import type { Transaction } from '../db/transaction.ts'
import { type Reactions, UnitOfWork } from '../db/unit-of-work.ts'
import type { Rows } from '../db/wire.ts'
import type { Actor } from '../outbox/actor.ts'
import type { Deps } from './deps.ts'
import { versionTag } from './etag.ts'
import {
  claimStatements,
  findAnswer,
  type IdempotentRequest,
  inFlight,
  isTwinInFlight,
  Replay,
  readClaim,
  recordStatement,
  replayed,
  type StoredAnswer,
} from './idempotency.ts'
import type { WriteOperation, Writing } from './operation.ts'
import type { TenantPrincipal } from './principal.ts'
import { ProblemError } from './problem.ts'

export interface WriteRequest extends Omit<Writing, 'prepared'> {
  principal: TenantPrincipal
  dryRun: boolean
  idempotency: IdempotentRequest | undefined
  /** What stands before `/v1` where the app is mounted. */
  basePath: string
  actor?: Actor
}

export async function runWrite(
  operation: WriteOperation,
  request: WriteRequest,
  reactions: Reactions,
): Promise<StoredAnswer> {
  const { deps, principal, idempotency, dryRun } = request
  const binding = { tenantId: principal.tenantId }
  // Read before the transaction takes its connection, which on the embedded database is the only one.
  const live = principal.live ? await deps.liveClock.read(principal.tenantId) : undefined
  const prepared = await runBefore(operation, request)
  try {
    return await deps.database.transaction(binding, async (transaction) => {
      claim(transaction, request)
      const clock = live ?? (await lockClock(transaction, request, operation.clock === 'move'))
      const work = new UnitOfWork(transaction, {
        principal,
        clock,
        machineClock: deps.clock,
        reactions,
        operation: operation.id,
        requestId: request.request.id,
        dryRun,
        ifMatch: request.ifMatch,
        ...(request.actor && { actor: request.actor }),
      })
      const view = await operation.handle(work, { ...request, prepared })
      if (!work.ifMatchUsed) throw new Error(`${operation.id} takes If-Match and does not compare it`)
      const answer = toAnswer(operation, request, view)
      if (idempotency && !dryRun) {
        const body = operation.secret ? deps.secrets.seal(answer.body, idempotency.fingerprint) : answer.body
        work.later(recordStatement(idempotency, { ...answer, body }, deps.clock.now()))
      }
      await work.finish()
      return answer
    })
  } catch (error) {
    if (error instanceof Replay && idempotency) return replay(error, idempotency, operation, deps)
    if (isTwinInFlight(error)) throw inFlight()
    throw error
  }
}

async function runBefore(operation: WriteOperation, request: WriteRequest): Promise<unknown> {
  if (!operation.before) return undefined
  const { deps, principal, idempotency } = request
  if (idempotency) {
    const { actor, key } = idempotency
    const known = await deps.database.bound({ tenantId: principal.tenantId }).first(findAnswer({ actor, key }))
    if (known) return undefined
  }
  return operation.before(request, principal)
}

/** Claims the idempotency key with the first statements that the action awaits. */
function claim(transaction: Transaction, { deps, principal, idempotency, dryRun }: WriteRequest): void {
  if (!idempotency || dryRun) return
  const now = new Date(deps.clock.now()).toISOString()
  transaction.prelude(claimStatements(`t${principal.tenantId}`, idempotency, now), (results) =>
    readClaim(results, idempotency),
  )
}

/** A sandbox's clock is locked, so that its today never goes back. */
async function lockClock(transaction: Transaction, { deps }: WriteRequest, moves: boolean): Promise<TenantClock> {
  const [states, zones] = (await transaction.group(clockStatements(moves))) as unknown as [
    Rows<TestClockState>,
    Rows<TimeZoneRow>,
  ]
  // The machine's time is read after the lock, which may have waited.
  return tenantClock(deps.clock.now(), states.rows[0], zones.rows)
}

function toAnswer(operation: WriteOperation, request: WriteRequest, view: unknown): StoredAnswer {
  const status = operation.status ?? 200
  const headers: Record<string, string> = {}
  const { id, version } = (view ?? {}) as { id?: string; version?: number }
  if (request.dryRun) headers['Dry-Run'] = 'true'
  else {
    if (version !== undefined) headers.ETag = versionTag(version)
    if (operation.location && id) headers.Location = `${request.basePath}${operation.location}${id}`
  }
  if (operation.secret) headers['Cache-Control'] = 'no-store'
  return { status, body: view === undefined ? '' : JSON.stringify(view), headers }
}

/** The stored answer of a request that was answered before. Throws 422 where a secret in it no longer opens. */
export function replay(
  { record }: Replay,
  request: IdempotentRequest,
  operation: { secret?: boolean | undefined },
  deps: Pick<Deps, 'secrets'>,
): StoredAnswer {
  const body = operation.secret ? deps.secrets.open(record.body, request.fingerprint) : record.body
  if (body === undefined)
    throw new ProblemError('idempotency_key_reused', { detail: 'The answer can no longer be opened.' })
  return replayed(record, request.rights, body)
}

/** A digest of what decides the bytes of an answer: scopes and engagements. */
export function rightsOf(principal: TenantPrincipal): string {
  let known = digests.get(principal)
  if (known === undefined) {
    const text = JSON.stringify([
      [...principal.scopes].sort(),
      principal.engagementIds && [...principal.engagementIds].sort(),
    ])
    known = createHash('sha256').update(text).digest('hex').slice(0, 32)
    digests.set(principal, known)
  }
  return known
}

const digests = new WeakMap<TenantPrincipal, string>()
