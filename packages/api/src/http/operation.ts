/**
 * An operation is declared once. Its route, validation, document entry, scope check, problems, idempotency, audit and
 * contract tests follow from the declaration: `readOperation` for what changes nothing, `writeOperation` for the rest.
 */
import type { EventType, ProblemCode, Scope } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../db/database.ts'
import type { TenantClock } from '../db/tenant-clock.ts'
import type { Reactions, UnitOfWork } from '../db/unit-of-work.ts'
import type { Deps } from './deps.ts'
import type { Permission, Principal, TenantPrincipal } from './principal.ts'

export type Shape = Record<string, z.ZodType>
export type Parsed<S extends Shape> = z.output<z.ZodObject<S>>

interface Declaration<P extends Shape, Q extends Shape, A extends z.ZodType> {
  /** verbNoun: the operationId, the action's file and the SDK's method. */
  id: string
  /** `/v1/deals/{id}`; its beginning decides who may call: `/v1/platform`, `/v1/portal`, else keys and members. */
  path: `/v1/${string}`
  /** The plural noun: the document's tag and the SDK's entry. */
  tag: string
  summary: string
  /** What it does, with its rules and side effects, for the document. */
  description: string
  /** Needed scope or scopes; null where any credential of the audience may call, and the handler decides by record. */
  scope: Scope | readonly Scope[] | null
  params?: P
  query?: Q
  /** Request headers that the handler reads itself, for the document. */
  headers?: Shape
  /** Sessions of client contacts whose components reach it may call it too; what they are told, the handler decides. */
  contacts?: true
  /** The schema of the answer. */
  answers: A
  /** Problems beyond those that every operation of its kind can answer. */
  problems?: readonly ProblemCode[]
  /** The SDK's name where it is not `<tag>.<verb>`: `{ resource: 'testClock', method: 'advance' }`. */
  sdk?: { resource: string; method: string }
}

export interface Reading<P extends Shape = Shape, Q extends Shape = Shape> {
  principal: TenantPrincipal
  db: TenantDb
  params: Parsed<P>
  query: Parsed<Q>
  deps: Deps
  request: RequestFacts
  /** The tenant's clock, read in a round trip of its own. */
  clock(): Promise<TenantClock>
}

/** What is known of the request beyond its input. */
export interface RequestFacts {
  id: string
  /** The client's address, counted over trusted proxies from the right. */
  address: string | null
  userAgent: string | null
  /** The value of a header, or null. */
  header(name: string): string | null
}

export type ReplyBody = ReadableStream | Uint8Array<ArrayBuffer> | string | null

/** An answer that is no JSON document of the schema, or that wants headers. */
export class Reply {
  readonly body: ReplyBody
  readonly headers: Record<string, string>
  readonly status: number
  constructor(body: ReplyBody, headers: Record<string, string>, status = 200) {
    this.body = body
    this.headers = headers
    this.status = status
  }
}

export interface ReadOperation<P extends Shape = Shape, Q extends Shape = Shape, A extends z.ZodType = z.ZodType>
  extends Declaration<P, Q, A> {
  kind: 'read'
  method: 'get'
  /** `page` and `feed` answers are iterated by the SDK. */
  list?: 'page' | 'feed'
  /** Reads of a few rows by key share a connection with others. */
  quick?: boolean
  /**
   * `version`: the answer's bytes depend on its `version` alone, and the tag is that version. Otherwise the tag is a
   * hash of the bytes, behind the version where the answer has one.
   */
  etag?: 'version' | 'hash'
  /** Media types beside JSON that the handler answers with a `Reply`. */
  media?: readonly string[]
  handle(reading: Reading<P, Q>): Promise<z.input<A> | Reply>
}

export interface Writing<P extends Shape = Shape, Q extends Shape = Shape, B = unknown> {
  params: Parsed<P>
  query: Parsed<Q>
  body: B
  request: RequestFacts
  deps: Deps
  /** What `before` answered. */
  prepared: unknown
  /** The version that `If-Match` names; undefined without it. Give it to `work.match(row.version)`. */
  ifMatch: number | undefined
}

export interface WriteOperation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> extends Declaration<P, Q, A> {
  kind: 'write'
  method: 'post' | 'put' | 'patch' | 'delete'
  /** 201 for what makes a record; its Location is `location` and the id of the answer. */
  status?: 200 | 201 | 204
  location?: `/v1/${string}/`
  body?: B
  /** An example of the body, real in every field. */
  example?: z.input<B>
  /** `required` refuses without `If-Match`; `optional` compares where it is sent; absent: the record has no version. */
  ifMatch?: 'required' | 'optional'
  /** False where rolling back would not take everything back. */
  dryRun?: false
  /**
   * Runs ahead of the operation's transaction, in transactions of its own, unless the key was answered before. It
   * leaves refusals to the handler: what it sees that would be refused, it lets be. Such an operation has no dry run.
   */
  before?(writing: Omit<Writing<P, Q, z.output<B>>, 'prepared'>, principal: TenantPrincipal): Promise<unknown>
  /** Its body's `rows` count against the rate limit as one request each. */
  batch?: true
  /** `move`: it moves the test clock, so that it takes the update lock at once. */
  clock?: 'move'
  /** The events that it emits, its reactions' included. */
  emits: readonly EventType[]
  /** The answer holds a secret that is shown once: stored replays are encrypted, dry runs and caches never have it. */
  secret?: boolean
  handle(work: UnitOfWork, writing: Writing<P, Q, z.output<B>>): Promise<z.input<A> | undefined>
}

/** Operations that run outside one tenant's transaction: a host's platform, uploads, and streams. */
export interface RawOperation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> extends Declaration<P, Q, A> {
  kind: 'raw'
  method: 'get' | 'post'
  status?: 200 | 201
  body?: B
  example?: z.input<B>
  /** The media type of a body that the handler reads itself. */
  consumes?: string
  /** `stream` answers server-sent events, each with one `answers` as its data. */
  list?: 'page' | 'stream'
  emits: readonly EventType[]
  secret?: boolean
  handle(raw: {
    principal: Principal
    /** What the principal was found to have, for who must look again. */
    permission: Permission
    params: Parsed<P>
    query: Parsed<Q>
    body: z.output<B>
    request: RequestFacts
    deps: Deps
    source: Request
    reactions: Reactions
  }): Promise<z.input<A> | Reply>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of operations holds every shape; each declaration was checked by itself.
type Any = any

export type Operation =
  | ReadOperation<Any, Any, Any>
  | WriteOperation<Any, Any, Any, Any>
  | RawOperation<Any, Any, Any, Any>

// biome-ignore lint/complexity/noBannedTypes: no parameters is the empty shape.
type None = {}

export function readOperation<P extends Shape = None, Q extends Shape = None, A extends z.ZodType = z.ZodType>(
  declaration: Omit<ReadOperation<P, Q, A>, 'kind' | 'method'>,
): ReadOperation<P, Q, A> {
  return { kind: 'read', method: 'get', ...declaration }
}

export function writeOperation<
  P extends Shape = None,
  Q extends Shape = None,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
>(
  declaration: Omit<WriteOperation<P, Q, B, A>, 'kind' | 'method'> & { method?: WriteOperation['method'] },
): WriteOperation<P, Q, B, A> {
  return { kind: 'write', method: 'post', ...declaration }
}

export function rawOperation<
  P extends Shape = None,
  Q extends Shape = None,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
>(declaration: Omit<RawOperation<P, Q, B, A>, 'kind'>): RawOperation<P, Q, B, A> {
  return { kind: 'raw', ...declaration }
}
