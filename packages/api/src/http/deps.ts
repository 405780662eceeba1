/** What an app is given: everything outside a request that its operations use. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { LiveClock } from './live-clock.ts'
import type { Secrets } from './secrets.ts'

export interface Deps {
  database: Database
  /** The machine's time: expiry, limits, signatures, ids. Business time is the tenant's clock. */
  clock: MachineClock
  liveClock: LiveClock
  storage: Storage
  secrets: Secrets
  /** Where clients reach this API; links are made from it, never from a Host header. */
  publicUrl: string
  logger: Logger | undefined
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
}

export const defaultLimits: Limits = {
  bodyBytes: 1_048_576,
  fileBytes: 26_214_400,
  rateCapacity: 3000,
  rateWindowSeconds: 60,
  trustedProxies: 0,
}
