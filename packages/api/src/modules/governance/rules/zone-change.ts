/** When another time zone begins, so that the tenant's today never goes back. */
import { addDays, dayIn, type PlainDate, startOfDay } from '../../../primitives/day.ts'

export interface ZoneStart {
  zone: string
  /** Milliseconds since 1970. */
  at: number
}

// A change that is decided shortly before its midnight might commit after it.
const NOTICE_MS = 60_000
const DAYS_LOOKED_AT = 3
/** On the way between zones more than a day apart. */
const BETWEEN = 'UTC'

/**
 * The zones to begin, each at a coming midnight of the zone that it begins or ends. Zones more than 24 hours apart
 * never show the same date, so the way leads over UTC for up to a day.
 */
export function planZoneChange(nowMs: number, from: string, to: string): ZoneStart[] {
  const direct = firstSafeMidnight(nowMs, from, to)
  if (direct !== undefined) return [{ zone: to, at: direct }]
  const first = firstSafeMidnight(nowMs, from, BETWEEN)
  const second = first === undefined ? undefined : firstSafeMidnight(first, BETWEEN, to)
  if (first === undefined || second === undefined) throw new RangeError(`There is no way from ${from} to ${to}`)
  return [
    { zone: BETWEEN, at: first },
    { zone: to, at: second },
  ]
}

function firstSafeMidnight(afterMs: number, from: string, to: string): number | undefined {
  const midnights: number[] = []
  for (const zone of [from, to]) {
    const today = dayIn(zone, afterMs)
    for (let day = 1; day <= DAYS_LOOKED_AT; day++) midnights.push(startOfDay(zone, addDays(today, day)))
  }
  return midnights
    .filter((at) => at > afterMs + NOTICE_MS && dayIn(to, at) >= dayIn(from, at - 1))
    .sort((one, other) => one - other)[0]
}

/** The last millisecond of a date, where the zone in force at an instant is known. */
export function endOfDay(date: PlainDate, zones: readonly string[], zoneAt: (atMs: number) => string): number {
  const ends = zones.map((zone) => ({ zone, at: startOfDay(zone, addDays(date, 1)) - 1 }))
  const inForce = ends.filter(({ zone, at }) => zoneAt(at) === zone).map(({ at }) => at)
  return Math.max(...(inForce.length > 0 ? inForce : ends.map(({ at }) => at)))
}
