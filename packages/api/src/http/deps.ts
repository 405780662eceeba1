/** What an app is given: everything outside a request that its operations use. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { DueRunner } from '../jobs/due-runner.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { Live } from './live.ts'
import type { LiveClock } from './live-clock.ts'
import type { Observer } from './observer.ts'
import type { Secrets } from './secrets.ts'

export interface Deps {
  database: Database
  /** The machine's time: expiry, limits, signatures, ids. Business time is the tenant's clock. */
  clock: MachineClock
  liveClock: LiveClock
  live: Live
  due: DueRunner
  storage: Storage
  secrets: Secrets
  /** Where clients reach this API; links are made from it, never from a Host header. */
  publicUrl: string
  logger: Logger | undefined
  observers: readonly Observer[]
  limits: Limits
}

export interface Limits {
  /** Bytes of a JSON body. */
  bodyBytes: number
  /** Bytes of one uploaded file. */
  fileBytes: number
  /** Requests that a credential may make at once, refilled over `rateWindowSeconds`. */
  rateCapacity: number
  rateWindowSeconds: number
  /** Proxies in front whose X-Forwarded-For entries count. */
  trustedProxies: number
  /** Streams that one key or one person may have open in a process. */
  streamsPerPrincipal: number
  /** Streams that one tenant may have open in a process; sessions of its clients have half of them at most. */
  streamsPerTenant: number
  /** Bytes that wait for a slow reader of a stream, before it is let go. */
  streamBuffer: number
  /** How often a stream without news says that it lives. */
  streamHeartbeatMs: number
  /** How often a process looks whether the feeds that it streams have moved, whatever it was told. */
  streamPollMs: number
}

export const defaultLimits: Limits = {
  bodyBytes: 1_048_576,
  fileBytes: 26_214_400,
  rateCapacity: 3000,
  rateWindowSeconds: 60,
  trustedProxies: 0,
  streamsPerPrincipal: 30,
  streamsPerTenant: 1000,
  streamBuffer: 262_144,
  streamHeartbeatMs: 15_000,
  streamPollMs: 1000,
}
