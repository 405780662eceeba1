/** One handler for each operation: who asks, how often, may they, is it valid; then the operation itself. */
import type { Context } from 'hono'
import { z } from 'zod'
import { readClock } from '../db/tenant-clock.ts'
import type { Reactions } from '../db/unit-of-work.ts'
import { checkContentType, parseJson, readText } from './body.ts'
import { CORS_HEADERS } from './cors.ts'
import type { Deps } from './deps.ts'
import { hashTag, ifMatchVersion, matchesNone, versionTag } from './etag.ts'
import { fingerprint, readIdempotencyKey, type StoredAnswer } from './idempotency.ts'
import {
  type Operation,
  type RawOperation,
  type ReadOperation,
  Reply,
  type RequestFacts,
  type WriteOperation,
} from './operation.ts'
import { audienceOf, authorize, type Principal, type TenantPrincipal } from './principal.ts'
import { ProblemError, problemBody } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'
import { requestFacts } from './request-facts.ts'
import { rightsOf, runWrite } from './run-write.ts'
import { toProblem } from './to-problem.ts'
import { inBody, inParameters, readQuery, validate } from './validate.ts'

export interface Access {
  /** Throws 401 where the request carries no valid credential, 403 where its origin may not use it. */
  resolve(authorization: string | null, origin: string | null): Promise<Principal>
}

export interface Surroundings {
  deps: Deps
  access: Access
  limiter: RateLimiter
  /** Counts refused credentials by the address that they came from. */
  failures: RateLimiter
  reactions: Reactions
  remoteAddress(context: Context): string | null
}

interface Prepared {
  params: z.ZodObject
  query: z.ZodObject
  queryShape: Record<string, z.ZodType>
  body: z.ZodType | undefined
}

interface Incoming {
  principal: Principal
  facts: RequestFacts
  params: Record<string, unknown>
  query: Record<string, unknown>
  path: string
  search: string
  source: Request
}

const dryRunFlag = z.boolean().optional()
const NO_QUERY = {}

export function createHandler(
  operation: Operation,
  surroundings: Surroundings,
): (context: Context) => Promise<Response> {
  const audience = audienceOf(operation.path)
  const permission = { id: operation.id, audience, scope: operation.scope }
  const rehearsable = operation.kind === 'write'
  const queryShape = { ...operation.query, ...(rehearsable && { dry_run: dryRunFlag }) }
  const prepared: Prepared = {
    params: z.strictObject(operation.params ?? {}),
    query: z.strictObject(queryShape),
    queryShape,
    body: operation.kind === 'read' ? undefined : operation.body,
  }
  const { deps, limiter } = surroundings

  return async (context) => {
    const source = context.req.raw
    const started = deps.clock.now()
    const facts = requestFacts(source, surroundings.remoteAddress(context), deps.limits.trustedProxies)
    const headers: Record<string, string> = { 'X-Request-Id': facts.id, ...CORS_HEADERS }
    let principal: Principal | undefined
    let response: Response
    try {
      principal = await resolvePrincipal(source, facts, surroundings, started, headers)
      const verdict = limiter.take(bucketOf(principal), started)
      Object.assign(headers, verdict.headers)
      if (!verdict.allowed) throw new ProblemError('rate_limited')
      authorize(principal, permission)
      const incoming = readInput(context, prepared, principal, facts)
      response = await answer(operation, incoming, prepared, surroundings, headers)
    } catch (error) {
      response = refuse(error, facts.id, headers, deps)
    }
    deps.logger?.info({
      request_id: facts.id,
      operation: operation.id,
      status: response.status,
      ms: deps.clock.now() - started,
      ...(principal && logFields(principal)),
    })
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
  if (problem.status >= 500) deps.logger?.error({ request_id: requestId, err: error })
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
    const verdict = failures.take(`address ${facts.address ?? 'unknown'}`, nowMs)
    if (verdict.allowed) throw error
    Object.assign(headers, verdict.headers)
    throw new ProblemError('rate_limited', { detail: 'Too many credentials from this address were refused.' })
  }
}

function readInput(context: Context, prepared: Prepared, principal: Principal, facts: RequestFacts): Incoming {
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

function answer(
  operation: Operation,
  incoming: Incoming,
  prepared: Prepared,
  surroundings: Surroundings,
  headers: Record<string, string>,
): Promise<Response> {
  switch (operation.kind) {
    case 'read':
      return answerRead(operation, incoming, surroundings, headers)
    case 'write':
      return answerWrite(operation, incoming, prepared, surroundings, headers)
    case 'raw':
      return answerRaw(operation, incoming, prepared, surroundings, headers)
  }
}

async function answerRead(
  operation: ReadOperation,
  { principal, params, query, facts, source }: Incoming,
  { deps }: Surroundings,
  headers: Record<string, string>,
): Promise<Response> {
  const tenant = principal as TenantPrincipal
  const db = deps.database.bound({ tenantId: tenant.tenantId }, { quick: operation.quick ?? false })
  const clock = () => (tenant.live ? deps.liveClock.read(tenant.tenantId) : readClock(db, deps.clock.now()))
  const view = await operation.handle({ principal: tenant, db, params, query, deps, request: facts, clock })
  if (view instanceof Reply)
    return new Response(view.body, { status: view.status, headers: { ...headers, ...view.headers } })
  const body = JSON.stringify(view)
  const { version } = view as { version?: number }
  const tag = operation.etag === 'version' && version !== undefined ? versionTag(version) : hashTag(body, version)
  headers.ETag = tag
  headers['Cache-Control'] = 'private, no-cache'
  headers.Vary = 'Accept, Authorization'
  if (matchesNone(source.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  headers['Content-Type'] = 'application/json'
  return new Response(body, { status: 200, headers })
}

async function answerWrite(
  operation: WriteOperation,
  { principal, params, query, facts, source, path, search }: Incoming,
  prepared: Prepared,
  { deps, reactions }: Surroundings,
  headers: Record<string, string>,
): Promise<Response> {
  const tenant = principal as TenantPrincipal
  const key = readIdempotencyKey(source.headers.get('idempotency-key'))
  const { text, body } = await readBody(operation, source, prepared, deps)
  const { dry_run: dryRun = false, ...rest } = query as { dry_run?: boolean }
  if (dryRun && operation.dryRun === false) throw new ProblemError('dry_run_unavailable')
  const ifMatchHeader = source.headers.get('if-match')
  if (operation.ifMatch === 'required' && ifMatchHeader === null) {
    const detail = 'Send If-Match with the version that you have read.'
    throw new ProblemError('precondition_required', { errors: [{ code: 'required', header: 'If-Match', detail }] })
  }
  const stored = await runWrite(
    operation,
    {
      principal: tenant,
      params,
      query: rest,
      body,
      deps,
      request: facts,
      dryRun,
      ifMatch: operation.ifMatch ? ifMatchVersion(ifMatchHeader) : undefined,
      basePath: path.slice(0, path.indexOf('/v1/')),
      idempotency:
        key === undefined
          ? undefined
          : {
              actor: actorKey(tenant),
              key,
              operation: operation.id,
              fingerprint: fingerprint(operation.method, path, search, text),
              rights: rightsOf(tenant),
            },
    },
    reactions,
  )
  return toResponse(stored, headers)
}

function toResponse(stored: StoredAnswer, headers: Record<string, string>): Response {
  Object.assign(headers, stored.headers)
  headers['Cache-Control'] ??= 'private, no-cache'
  if (stored.status === 204 || stored.body === '') return new Response(null, { status: 204, headers })
  headers['Content-Type'] = 'application/json'
  return new Response(stored.body, { status: stored.status, headers })
}

async function answerRaw(
  operation: RawOperation,
  { principal, params, query, facts, source }: Incoming,
  prepared: Prepared,
  { deps, reactions }: Surroundings,
  headers: Record<string, string>,
): Promise<Response> {
  const body = operation.consumes ? undefined : (await readBody(operation, source, prepared, deps)).body
  const view = await operation.handle({ principal, params, query, body, request: facts, deps, source, reactions })
  if (view instanceof Reply)
    return new Response(view.body, { status: view.status, headers: { ...headers, ...view.headers } })
  headers['Cache-Control'] = operation.secret ? 'no-store' : 'private, no-cache'
  headers['Content-Type'] = 'application/json'
  return new Response(JSON.stringify(view), { status: operation.status ?? 200, headers })
}

async function readBody(
  operation: WriteOperation | RawOperation,
  source: Request,
  prepared: Prepared,
  deps: Deps,
): Promise<{ text: string; body: unknown }> {
  if (operation.method === 'get') return { text: '', body: undefined }
  checkContentType(source, operation.method)
  const text = await readText(source, deps.limits.bodyBytes)
  const json = parseJson(text)
  if (!prepared.body) {
    if (json === undefined || isEmptyObject(json)) return { text, body: undefined }
    const detail = 'This operation takes no body.'
    throw new ProblemError('invalid_request', { detail, errors: [{ code: 'unknown_field', pointer: '#', detail }] })
  }
  return { text, body: validate(prepared.body, json ?? {}, inBody) }
}

function isEmptyObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && Object.keys(json).length === 0
}

function bucketOf(principal: Principal): string {
  return 'sessionId' in principal ? `session ${principal.sessionId}` : `key ${principal.keyId}`
}

/** Whose idempotency keys these are: the API key, or the person behind a session however often it is renewed. */
export function actorKey(principal: TenantPrincipal): string {
  if (principal.kind === 'api_key') return principal.keyId
  return principal.kind === 'member' ? `member ${principal.memberId}` : `contact ${principal.contactId}`
}

function logFields(principal: Principal) {
  return principal.kind === 'platform_key'
    ? { principal: principal.kind, platform: principal.platformId }
    : { principal: principal.kind, tenant: principal.tenantId }
}
