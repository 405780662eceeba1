/** How far a test clock may move. */

const DAY_MS = 86_400_000
/** A leap year and a few days: a year end can be crossed in one call. */
export const MAX_ADVANCE_DAYS = 370

/** What stands against moving from one instant to another (milliseconds since 1970), or null. */
export function moveFault(fromMs: number, toMs: number): 'back' | 'too_far' | null {
  if (toMs < fromMs) return 'back'
  return toMs - fromMs > MAX_ADVANCE_DAYS * DAY_MS ? 'too_far' : null
}

/** A clock that was frozen runs on by the offset it keeps, and never from before where it stood. */
export function offsetAfterFreeze(offsetMs: number, frozenAtMs: number, machineNowMs: number): number {
  return Math.max(offsetMs, frozenAtMs - machineNowMs)
}
