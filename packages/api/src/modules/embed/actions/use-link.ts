/** What using a link up and renewing what it opened have in common: one transaction for who knows a secret. */
import { MAX_SESSION_SECONDS } from '@agencyops/schema'
import { type RowId, toWire } from '../../../db/row.ts'
import { systemWork } from '../../../db/system-work.ts'
import { clockStatements, type TestClockState, type TimeZoneRow, tenantClock } from '../../../db/tenant-clock.ts'
import type { Transaction } from '../../../db/transaction.ts'
import type { Reactions, UnitOfWork } from '../../../db/unit-of-work.ts'
import type { Rows } from '../../../db/wire.ts'
import type { Deps } from '../../../http/deps.ts'
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
} from '../../../http/idempotency.ts'
import { Reply } from '../../../http/operation.ts'
import { ProblemError } from '../../../http/problem.ts'
import { replay } from '../../../http/run-write.ts'
import { findLinkGround, lockLink } from '../queries/links.ts'
import { sessionEnd, standsOnGround } from '../rules/magic-link.ts'
import type { EmbedSessionRow, MagicLinkRow } from '../tables.ts'
import { keepSession } from './keep-session.ts'

export interface LinkUse {
  tenantId: number
  live: boolean
  linkId: RowId<'magic_link'>
  operation: string
  body: unknown
  source: Request
  requestId: string
  deps: Deps
  reactions: Reactions
}

export type Ground = NonNullable<Awaited<ReturnType<typeof readGround>>>

const readGround = (work: UnitOfWork, id: RowId<'magic_link'>) => work.first(findLinkGround({ id }))

/** One refusal for all reasons: who holds a dead secret learns nothing of why. */
export const linkEnded = () => new ProblemError('link_ended')

/**
 * Runs `act` with the link locked, where it stands on its ground, and answers what it returns; undefined commits and
 * refuses. Repeated with its idempotency key it answers the same, sealed while it is kept. Throws 410 `link_ended`.
 */
export async function useLink(
  use: LinkUse,
  act: (work: UnitOfWork, link: MagicLinkRow, ground: Ground) => Promise<object | undefined>,
): Promise<Reply> {
  const { deps, tenantId } = use
  const request = idempotentRequest(use)
  const live = use.live ? await deps.liveClock.read(tenantId) : undefined
  try {
    const answer = await deps.database.transaction({ tenantId }, async (transaction) => {
      if (request) {
        const now = new Date(deps.clock.now()).toISOString()
        transaction.prelude(claimStatements(`t${tenantId}`, request, now), (results) => readClaim(results, request))
      }
      const clock = live ?? (await lockClock(transaction, deps))
      const [[link]] = (await transaction.group([lockLink({ id: use.linkId })])).map(({ rows }) => rows) as [
        MagicLinkRow[],
      ]
      if (!link) throw linkEnded()
      const { operation, requestId, reactions } = use
      const actor = {
        type: 'contact' as const,
        id: toWire('contact', link.contact_id),
        api_key_id: toWire('api_key', link.api_key_id),
      }
      const common = { tenantId, live: use.live, clock: deps.clock, tenantClock: clock, reactions }
      const work = systemWork(transaction, { ...common, operation, requestId, actor })
      const ground = await readGround(work, link.id)
      if (!ground || !standsOnGround(ground, link.engagement_ids, work.machineNow)) throw linkEnded()
      const view = await act(work, link, ground)
      const stored = view && toAnswer(view)
      if (request && stored) {
        const body = deps.secrets.seal(stored.body, request.fingerprint)
        work.later(recordStatement(request, { ...stored, body }, deps.clock.now()))
      }
      await work.finish()
      return stored
    })
    if (!answer) throw linkEnded()
    return toReply(answer)
  } catch (error) {
    if (error instanceof Replay && request) return toReply(replay(error, request, { secret: true }, deps))
    if (isTwinInFlight(error)) throw inFlight()
    throw error
  }
}

/** The next session of a link, on the page of this server alone. */
export async function openSession(
  work: UnitOfWork,
  link: MagicLinkRow,
  renewableUntil: string,
  origin: string,
): Promise<EmbedSessionRow> {
  const issuedAt = work.machineNow
  const row: EmbedSessionRow = {
    tenant_id: work.tenantId,
    id: work.newId('embed_session'),
    member_id: null,
    contact_id: link.contact_id,
    api_key_id: link.api_key_id,
    magic_link_id: link.id,
    acts_for: link.acts_for,
    components: link.components,
    engagement_ids: link.engagement_ids,
    origins: [origin],
    issued_at: issuedAt,
    expires_at: sessionEnd(issuedAt, MAX_SESSION_SECONDS, renewableUntil),
    revoked_at: null,
  }
  await keepSession(work, row)
  return row
}

async function lockClock(transaction: Transaction, deps: Deps) {
  const [states, zones] = (await transaction.group(clockStatements())) as unknown as [
    Rows<TestClockState>,
    Rows<TimeZoneRow>,
  ]
  return tenantClock(deps.clock.now(), states.rows[0], zones.rows)
}

function idempotentRequest({ linkId, operation, body, source }: LinkUse): IdempotentRequest | undefined {
  const key = readIdempotencyKey(source.headers.get('idempotency-key'))
  if (key === undefined) return undefined
  const { pathname } = new URL(source.url)
  return {
    actor: `link ${linkId}`,
    key,
    operation,
    fingerprint: fingerprint(source.method, pathname, '', JSON.stringify(body)),
    rights: 'link',
  }
}

function toAnswer(view: object): StoredAnswer {
  return { status: 200, body: JSON.stringify(view), headers: { 'Cache-Control': 'no-store' } }
}

function toReply({ status, body, headers }: StoredAnswer): Reply {
  return new Reply(body, { ...headers, 'Content-Type': 'application/json' }, status)
}
