/** What every area hands to the app at its door. */
import type { EventType } from '@agencyops/schema'
import type { DueKind } from '../db/due-work.ts'
import type { Reaction } from '../db/unit-of-work.ts'
import type { Operation } from '../http/operation.ts'
import type { DueHandler } from '../jobs/due-runner.ts'

export interface Module {
  name: string
  operations: readonly Operation[]
  /** What this area does when something happens in an area below, in the same transaction. */
  on?: Partial<Record<EventType, Reaction>>
  /** What this area does when the instant comes for which it scheduled work. */
  due?: Partial<Record<DueKind, DueHandler>>
}

/** Only to keep literal types where a module is declared. */
export function defineModule(module: Module): Module {
  return module
}
