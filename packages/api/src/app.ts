/** The API as a Hono app, with no side effect: it opens, reads and listens to nothing by itself. */
import { type Context, Hono } from 'hono'
import type { Logger } from 'pino'
import type { Database } from './db/database.ts'
import { createGround } from './ground.ts'
import { CORS_HEADERS, preflight } from './http/cors.ts'
import type { Deps, Limits } from './http/deps.ts'
import { createHandler, refuse } from './http/handle.ts'
import type { Observer } from './http/observer.ts'
import type { Operation } from './http/operation.ts'
import { ProblemError } from './http/problem.ts'
import { createRateLimiter } from './http/rate-limit.ts'
import { requestFacts } from './http/request-facts.ts'
import { modules } from './modules/index.ts'
import { createLive } from './modules/sync/index.ts'
import { addPages } from './pages/routes.ts'
import type { MachineClock } from './primitives/machine-clock.ts'
import type { Storage } from './storage/storage.ts'

export { collectReactions } from './ground.ts'

export interface AppOptions {
  database: Database
  storage: Storage
  /** Texts of at least 32 characters from which signing and sealing keys are derived; the newest first. */
  secrets: readonly string[]
  /** Where clients reach this API, for links: `https://psa.example`. */
  publicUrl: string
  logger?: Logger
  /** Told of every request: metrics, traces. */
  observers?: readonly Observer[]
  limits?: Partial<Limits>
  clock?: MachineClock
  /** When it aborts, streams end and no new one begins: abort it before you close the server that mounts the app. */
  signal?: AbortSignal
}

/** An app that any Hono or fetch server mounts, under any base path. */
export function createApp(options: AppOptions): Hono {
  const { deps: ground, access, reactions } = createGround(options)
  const deps: Deps = { ...ground, live: createLive({ ...ground, access, signal: options.signal }) }
  for (const { began } of deps.observers) began?.({ openStreams: deps.live.count })
  const app = new Hono()
  const surroundings = {
    deps,
    access,
    limiter: createRateLimiter(deps.limits.rateCapacity, deps.limits.rateWindowSeconds),
    failures: createRateLimiter(Math.ceil(deps.limits.rateCapacity / 10), deps.limits.rateWindowSeconds),
    reactions,
    remoteAddress: (context: { env?: { incoming?: { socket?: { remoteAddress?: string } } } }) =>
      context.env?.incoming?.socket?.remoteAddress ?? null,
  }
  app.options('/v1/*', preflight)
  const refuseAny = (context: Context, error: unknown) => {
    const { id } = requestFacts(context.req.raw, null, 0)
    return refuse(error, id, { 'X-Request-Id': id, ...CORS_HEADERS }, deps)
  }
  const methods = new Map<string, string[]>()
  for (const operation of inRoutingOrder()) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const method = operation.method.toUpperCase()
    app.on(method, path, createHandler(operation, surroundings))
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])])
  }
  for (const [path, known] of methods) app.all(path, (context) => refuseAny(context, notAllowed(known)))
  addPages(app, options.database)
  app.notFound((context) => refuseAny(context, new ProblemError('not_found', { detail: 'There is no such path.' })))
  app.onError((error, context) => refuseAny(context, error))
  return app
}

/** The first route that matches answers: `/deals/batch` stands before `/deals/:id`. */
function inRoutingOrder(): Operation[] {
  const key = (operation: Operation) => operation.path.replaceAll('{', '\uffff')
  return modules
    .flatMap((module) => module.operations)
    .sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}

function notAllowed(methods: readonly string[]): ProblemError {
  const allow = [...methods, 'OPTIONS'].join(', ')
  return new ProblemError('method_not_allowed', { detail: `This path takes ${allow}.`, headers: { Allow: allow } })
}
