/** What the app and the workers stand on, and what the areas hand to both at their doors. */
import type { EventType } from '@agencyops/schema'
import { createAccess } from './access.ts'
import type { AppOptions } from './app.ts'
import type { DueKind } from './db/due-work.ts'
import type { Reaction, Reactions } from './db/unit-of-work.ts'
import type { Access } from './http/answer.ts'
import { type Deps, defaultLimits } from './http/deps.ts'
import { createLiveClock } from './http/live-clock.ts'
import { createSecrets } from './http/secrets.ts'
import { createDueRunner, type DueHandler, type DueHandlers } from './jobs/due-runner.ts'
import { modules } from './modules/index.ts'
import { systemClock } from './primitives/machine-clock.ts'

export interface Ground {
  deps: Omit<Deps, 'live'>
  access: Access
  reactions: Reactions
}

export function createGround(options: AppOptions): Ground {
  const { database, storage, publicUrl, logger } = options
  const clock = options.clock ?? systemClock
  const reactions = collectReactions()
  const deps: Omit<Deps, 'live'> = {
    database,
    storage,
    secrets: createSecrets(options.secrets),
    publicUrl,
    logger,
    observers: options.observers ?? [],
    clock,
    liveClock: createLiveClock(database, clock),
    due: createDueRunner({ database, clock, reactions, handlers: collectDueHandlers(), logger }),
    limits: { ...defaultLimits, ...options.limits },
  }
  return { deps, access: createAccess(deps), reactions }
}

/** What each event sets off, in the order of the areas. */
export function collectReactions(): Reactions {
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

function collectDueHandlers(): DueHandlers {
  const entries = modules.flatMap((module) => Object.entries(module.due ?? {}) as [DueKind, DueHandler][])
  return new Map(entries)
}
