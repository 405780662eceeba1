/** Who is told how long the database took, and for which request. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Statement } from './wire.ts'

/** What the database is asked for. */
export interface Cause {
  operation: string
  requestId: string
  /** Where it stands, what was asked is kept in it. */
  groups?: RanGroup[] | undefined
}

/** The cause of whatever runs in its context. */
export const causes = new AsyncLocalStorage<Cause>()

/** Statements that left in one write, answered or refused. */
export interface RanGroup {
  statements: readonly Statement[]
  /** By `performance.now()`, when they left. */
  startedAt: number
  ms: number
  failed: boolean
  cause: Cause | undefined
}

export type Watch = (ran: RanGroup) => void

/** Begins to watch a group; call what it answers when the group has ended. */
export function watchGroup(watch: Watch, statements: readonly Statement[]): (failed: boolean) => void {
  const startedAt = performance.now()
  const cause = causes.getStore()
  return (failed) => {
    const ran = { statements, startedAt, ms: performance.now() - startedAt, failed, cause }
    cause?.groups?.push(ran)
    watch(ran)
  }
}
