/** The machine's time: expiry, limits, signatures, ids, recorded-at. Business time is the tenant's clock. */
export interface MachineClock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

export const systemClock: MachineClock = { now: () => Date.now() }
