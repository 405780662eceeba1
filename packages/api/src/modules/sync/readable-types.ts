/** Which events a reader hears of. */
import { type EventType, events, eventTypes, type Scope } from '@agencyops/schema'

/**
 * The wanted types, or all, less those whose subject the scopes do not let read: what cannot be read is not told.
 * `readableTypes(new Set(['deals:read']), ['deal.won', 'payment.created'])` → `['deal.won']`
 */
export function readableTypes(scopes: ReadonlySet<Scope>, wanted: readonly EventType[] | undefined): EventType[] {
  return (wanted ?? eventTypes).filter((type) => scopes.has(events[type].scope))
}
