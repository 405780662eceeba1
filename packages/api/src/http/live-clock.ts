/**
 * A live tenant's clock is the machine's, in the tenant's zone. Its zones are kept for seconds: a zone only begins at
 * a coming midnight that lies further ahead than that, so a kept list is right for as long as it is kept.
 */
import { LRUCache } from 'lru-cache'
import type { Database } from '../db/database.ts'
import { listTimeZones, type TenantClock, type TimeZoneRow, tenantClock } from '../db/tenant-clock.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'

/** A change of zone takes effect at least this much later. */
export const ZONES_KEPT_MS = 5000
const MAX_TENANTS = 20_000

export interface LiveClock {
  /** Now and today of a live tenant. */
  read(tenantId: number): Promise<TenantClock>
}

export function createLiveClock(database: Database, clock: MachineClock): LiveClock {
  const kept = new LRUCache<number, TimeZoneRow[]>({ max: MAX_TENANTS, ttl: ZONES_KEPT_MS })
  return {
    async read(tenantId) {
      let zones = kept.get(tenantId)
      if (!zones) {
        zones = await database.bound({ tenantId }, { quick: true }).all(listTimeZones({}))
        kept.set(tenantId, zones)
      }
      return tenantClock(clock.now(), null, zones)
    },
  }
}
