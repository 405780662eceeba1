/** The API as a Hono app, with no side effect: it opens, reads and listens to nothing by itself. */
import type { EventType } from '@agencyops/schema'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Database } from './db/database.ts'
import type { Reaction } from './db/unit-of-work.ts'
import { preflight } from './http/cors.ts'
import { defaultLimits, type Deps, type Limits } from './http/deps.ts'
import { createHandler, refuse } from './http/handle.ts'
import { ProblemError } from './http/problem.ts'
import { createRateLimiter } from './http/rate-limit.ts'
import { createSecrets } from './http/secrets.ts'
import { createAccess } from './access.ts'
import { modules } from './modules/index.ts'
import { type MachineClock, systemClock } from './primitives/machine-clock.ts'
import type { Storage } from './storage/storage.ts'

export interface AppOptions {
  database: Database
  storage: Storage
  /** Texts of at least 32 characters from which signing and sealing keys are derived; the newest first. */
  secrets: readonly string[]
  /** Where clients reach this API, for links: `https://psa.example`. */
  publicUrl: string
  logger?: Logger
  limits?: Partial<Limits>
  clock?: MachineClock
}

/** An app that any Hono or fetch server mounts, under any base path. */
export function createApp(options: AppOptions): Hono {
  const deps: Deps = {
    database: options.database,
    storage: options.storage,
    secrets: createSecrets(options.secrets),
    publicUrl: options.publicUrl,
    logger: options.logger,
    clock: options.clock ?? systemClock,
    limits: { ...defaultLimits, ...options.limits },
  }
  const app = new Hono()
  const surroundings = {
    deps,
    access: createAccess(deps),
    limiter: createRateLimiter(deps.limits.rateCapacity, deps.limits.rateWindowSeconds),
    reactions: collectReactions(),
    remoteAddress: (context: { env?: { incoming?: { socket?: { remoteAddress?: string } } } }) =>
      context.env?.incoming?.socket?.remoteAddress ?? null,
  }
  app.options('/v1/*', preflight)
  for (const operation of modules.flatMap((module) => module.operations)) {
    app.on(operation.method.toUpperCase(), operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), createHandler(operation, surroundings))
  }
  app.notFound((context) => refuse(new ProblemError('not_found', { detail: 'There is no such path.' }), 'none', {}, deps))
  app.onError((error) => refuse(error, 'none', {}, deps))
  return app
}

/** What each event sets off, in the order of the areas. */
export function collectReactions(): ReadonlyMap<EventType, readonly Reaction[]> {
  const reactions = new Map<EventType, Reaction[]>()
  for (const module of modules) {
    for (const [type, reaction] of Object.entries(module.on ?? {})) {
      const known = reactions.get(type as EventType)
      if (known) known.push(reaction)
      else reactions.set(type as EventType, [reaction])
    }
  }
  return reactions
}
