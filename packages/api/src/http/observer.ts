/** Who is told of every request once it is answered: metrics, traces. */
import type { RanGroup } from '../db/watch.ts'
import type { Operation, RequestFacts } from './operation.ts'
import type { Principal } from './principal.ts'

export interface EndedRequest {
  operation: Operation
  facts: RequestFacts
  /** Undefined where the credential was refused. */
  principal: Principal | undefined
  status: number
  /** By `performance.now()`. */
  startedAt: number
  ms: number
  /** What the database was asked, where an observer wants it. */
  groups: readonly RanGroup[] | undefined
}

export interface Observer {
  /** Whether it wants to know what the database was asked. */
  queries?: boolean
  /** Told once, when the app begins: what to look at when its figures are read. */
  began?(app: { openStreams(): number }): void
  ended(request: EndedRequest): void
}
