/** What an operation answers once its caller and its address are known: the body, the handler, tags and headers. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { readClock } from '../db/tenant-clock.ts'
import type { Reactions } from '../db/unit-of-work.ts'
import { checkContentType, parseJson, readText } from './body.ts'
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
import type { Permission, Principal, PublicPrincipal, TenantPrincipal } from './principal.ts'
import { ProblemError } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'
import { rightsOf, runWrite } from './run-write.ts'
import { inBody, validate } from './validate.ts'

export interface Access {
  /** Throws 401 where the request carries no valid credential, 403 where its origin may not use it. */
  resolve(authorization: string | null, origin: string | null): Promise<Principal>
  /** Of an operation that takes no credential. Throws 403 on a page of another site. */
  admit(origin: string | null): PublicPrincipal
  /** What these of a tenant's credentials are now, in their order; undefined for one that has ended. */
  standing(tenantId: number, principals: readonly TenantPrincipal[]): Promise<(TenantPrincipal | undefined)[]>
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

export interface Prepared {
  params: z.ZodObject
  query: z.ZodObject
  queryShape: Record<string, z.ZodType>
  permission: Permission
  body: z.ZodType | undefined
}

export interface Incoming {
  principal: Principal
  facts: RequestFacts
  params: Record<string, unknown>
  query: Record<string, unknown>
  path: string
  search: string
  source: Request
  /** Takes more of the caller's tokens: for a body that counts as several requests. Throws 429. */
  takeMore(tokens: number): void
}

export function answer(
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
  { principal, params, query, facts, source, path, search, takeMore }: Incoming,
  prepared: Prepared,
  { deps, reactions }: Surroundings,
  headers: Record<string, string>,
): Promise<Response> {
  const tenant = principal as TenantPrincipal
  const key = readIdempotencyKey(source.headers.get('idempotency-key'))
  const { text, body } = await readBody(operation, source, prepared, deps)
  if (operation.batch) takeMore((body as { rows: unknown[] }).rows.length - 1)
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
  const { permission } = prepared
  const asked = { principal, permission, params, query, body, request: facts, source }
  const view = await operation.handle({ ...asked, deps, reactions })
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

/** Whose idempotency keys these are: the API key, or the person behind a session however often it is renewed. */
export function actorKey(principal: TenantPrincipal): string {
  if (principal.kind === 'api_key') return principal.keyId
  return principal.kind === 'member' ? `member ${principal.memberId}` : `contact ${principal.contactId}`
}
