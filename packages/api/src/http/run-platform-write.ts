/** One write of a host's platform: claim its key, run, keep the answer, in one transaction bound to the platform. */
import type { Transaction } from '../db/transaction.ts'
import type { Deps } from './deps.ts'
import {
  claimStatements,
  fingerprint,
  type IdempotentRequest,
  inFlight,
  isTwinInFlight,
  Replay,
  readClaim,
  readIdempotencyKey,
  recordStatement,
  type StoredAnswer,
} from './idempotency.ts'
import { Reply } from './operation.ts'
import type { PlatformKeyPrincipal } from './principal.ts'
import { replay } from './run-write.ts'

export interface PlatformWrite {
  principal: PlatformKeyPrincipal
  operation: string
  /** The answer holds a secret: it is kept encrypted. */
  secret?: boolean
  /** The parsed body, for the comparison with a request of the same key. */
  body: unknown
  source: Request
  deps: Deps
}

// All platform keys of a platform may do the same.
const RIGHTS = 'platform'

/** Answers 201 with what `work` returns, which leaves the COMMIT to the given function as its last step. */
export async function runPlatformWrite(
  write: PlatformWrite,
  work: (transaction: Transaction, commit: (view: object, last: () => Promise<void>) => Promise<void>) => Promise<void>,
): Promise<Reply> {
  const { principal, deps } = write
  const request = idempotentRequest(write)
  try {
    return toReply(
      await deps.database.transaction({ platformId: principal.platformId }, async (transaction) => {
        if (request) await claim(transaction, principal.platformId, request, deps)
        let answer: StoredAnswer | undefined
        await work(transaction, async (view, last) => {
          answer = toAnswer(view, write.secret)
          if (request) {
            const body = write.secret ? deps.secrets.seal(answer.body, request.fingerprint) : answer.body
            transaction.later(recordStatement(request, { ...answer, body }, deps.clock.now(), principal.platformId))
          }
          await last()
        })
        if (!answer) throw new Error(`${write.operation} ends without an answer`)
        return answer
      }),
    )
  } catch (error) {
    if (error instanceof Replay && request) return toReply(replay(error, request, write, deps))
    if (isTwinInFlight(error)) throw inFlight()
    throw error
  }
}

async function claim(transaction: Transaction, platformId: number, request: IdempotentRequest, deps: Deps) {
  const now = new Date(deps.clock.now()).toISOString()
  readClaim(await transaction.group(claimStatements(`p${platformId}`, request, now, 'platform_idempotency')), request)
}

function idempotentRequest({ principal, operation, body, source }: PlatformWrite): IdempotentRequest | undefined {
  const key = readIdempotencyKey(source.headers.get('idempotency-key'))
  if (key === undefined) return undefined
  const { pathname } = new URL(source.url)
  return {
    actor: principal.keyId,
    key,
    operation,
    fingerprint: fingerprint(source.method, pathname, '', JSON.stringify(body)),
    rights: RIGHTS,
  }
}

function toAnswer(view: object, secret = false): StoredAnswer {
  const { version } = view as { version?: number }
  return {
    status: 201,
    body: JSON.stringify(view),
    headers: {
      'Cache-Control': secret ? 'no-store' : 'private, no-cache',
      ...(version !== undefined && { ETag: `"${version}"` }),
    },
  }
}

function toReply({ status, body, headers }: StoredAnswer): Reply {
  return new Reply(body, { ...headers, 'Content-Type': 'application/json' }, status)
}
