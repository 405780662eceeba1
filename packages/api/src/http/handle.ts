/** One handler for each operation: who asks, how often, may they, is it valid; then the operation itself. */
import type { Context } from 'hono'
import { z } from 'zod'
import { type Cause, causes } from '../db/watch.ts'
import { encodeId } from '../primitives/id.ts'
import { answer, type Incoming, type Prepared, type Surroundings } from './answer.ts'
import { CORS_HEADERS } from './cors.ts'
import type { Deps } from './deps.ts'
import { loggable } from './loggable.ts'
import type { Operation, RequestFacts } from './operation.ts'
import { audienceOf, authorize, type Principal } from './principal.ts'
import { ProblemError, problemBody } from './problem.ts'
import { requestFacts } from './request-facts.ts'
import { toProblem } from './to-problem.ts'
import { inParameters, readQuery, validate } from './validate.ts'

const dryRunFlag = z.boolean().optional()
const NO_QUERY = {}

export function createHandler(
  operation: Operation,
  surroundings: Surroundings,
): (context: Context) => Promise<Response> {
  const audience = audienceOf(operation.path)
  const permission = { id: operation.id, audience, contacts: operation.contacts, scope: operation.scope }
  const rehearsable = operation.kind === 'write'
  const queryShape = { ...operation.query, ...(rehearsable && { dry_run: dryRunFlag }) }
  const prepared: Prepared = {
    params: z.strictObject(operation.params ?? {}),
    query: z.strictObject(queryShape),
    queryShape,
    permission,
    body: operation.kind === 'read' ? undefined : operation.body,
  }
  const { deps, limiter, failures } = surroundings
  const { logger, observers } = deps
  const traced = observers.some(({ queries }) => queries)

  return (context) => {
    const facts = requestFacts(context.req.raw, surroundings.remoteAddress(context), deps.limits.trustedProxies)
    const cause = { operation: operation.id, requestId: facts.id, ...(traced && { groups: [] }) }
    return causes.run(cause, respond, context, facts, cause)
  }

  async function respond(context: Context, facts: RequestFacts, { groups }: Cause): Promise<Response> {
    const source = context.req.raw
    const startedAt = performance.now()
    const started = deps.clock.now()
    const headers: Record<string, string> = { 'X-Request-Id': facts.id, ...CORS_HEADERS }
    let principal: Principal | undefined
    let response: Response
    try {
      principal =
        audience === 'public'
          ? surroundings.access.admit(source.headers.get('origin'))
          : await resolvePrincipal(source, facts, surroundings, started, headers)
      const bucket = bucketOf(principal, facts)
      const tokensOf = principal.kind === 'public' ? failures : limiter
      const take = (tokens: number, taken = 0) => {
        const verdict = tokensOf.take(bucket, started, tokens, taken)
        Object.assign(headers, verdict.headers)
        if (!verdict.allowed) throw new ProblemError('rate_limited')
      }
      take(1)
      authorize(principal, permission)
      // What is larger than a full bucket empties it: it would otherwise never pass.
      const takeMore = (tokens: number) => take(Math.min(tokens, deps.limits.rateCapacity - 1), 1)
      const incoming = { ...readInput(context, prepared, principal, facts), takeMore }
      response = await answer(operation, incoming, prepared, surroundings, headers)
    } catch (error) {
      response = refuse(error, facts.id, headers, deps)
    }
    const { status } = response
    const ms = performance.now() - startedAt
    logger?.info({
      request_id: facts.id,
      operation: operation.id,
      status,
      ms: Math.round(ms * 10) / 10,
      ...(principal && logFields(principal)),
    })
    for (const { ended } of observers) ended({ operation, facts, principal, status, startedAt, ms, groups })
    return response
  }
}

export function refuse(
  error: unknown,
  requestId: string,
  headers: Record<string, string>,
  deps: Pick<Deps, 'logger'>,
): Response {
  const problem = toProblem(error)
  if (problem.status >= 500) deps.logger?.error({ request_id: requestId, error: loggable(error) })
  return new Response(JSON.stringify(problemBody(problem, requestId)), {
    status: problem.status,
    headers: {
      ...headers,
      ...problem.details.headers,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    },
  })
}

/** Who guesses credentials is told less and less: a refused one costs its address a token, a valid one nothing. */
async function resolvePrincipal(
  source: Request,
  facts: RequestFacts,
  { access, failures }: Surroundings,
  nowMs: number,
  headers: Record<string, string>,
): Promise<Principal> {
  try {
    return await access.resolve(source.headers.get('authorization'), source.headers.get('origin'))
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error
    const verdict = failures.take(addressBucket(facts.address), nowMs)
    if (verdict.allowed) throw error
    Object.assign(headers, verdict.headers)
    throw new ProblemError('rate_limited', { detail: 'Too many credentials from this address were refused.' })
  }
}

function readInput(
  context: Context,
  prepared: Prepared,
  principal: Principal,
  facts: RequestFacts,
): Omit<Incoming, 'takeMore'> {
  const url = context.req.url
  const question = url.indexOf('?')
  const search = question < 0 ? '' : url.slice(question)
  const params = validate(prepared.params, context.req.param(), inParameters)
  const query =
    search === '' && Object.keys(prepared.queryShape).length === 0
      ? NO_QUERY
      : validate(prepared.query, readQuery(prepared.queryShape, new URLSearchParams(search)), inParameters)
  return { principal, facts, params, query, path: context.req.path, search, source: context.req.raw }
}

/** Who carries no credential may guess secrets: their tokens are those of guessed credentials, by address. */
function bucketOf(principal: Principal, { address }: RequestFacts): string {
  if (principal.kind === 'public') return addressBucket(address)
  return 'sessionId' in principal ? `session ${principal.sessionId}` : `key ${principal.keyId}`
}

const addressBucket = (address: string | null) => `address ${address ?? 'unknown'}`

/** Ids only: nothing by which a person is known, and no secret. */
function logFields(principal: Principal) {
  const { kind } = principal
  if (kind === 'public') return { principal: kind }
  if (kind === 'platform_key')
    return { principal: kind, platform: principal.platformId, key: encodeId('platform_key', principal.keyId) }
  const key = encodeId('api_key', principal.keyId)
  const session = kind === 'api_key' ? undefined : encodeId('embed_session', principal.sessionId)
  return { principal: kind, tenant: principal.tenantId, key, ...(session && { session }) }
}
