/** The tenant's time: what a document, an event or a due date calls now. */
import { dayIn } from '../primitives/day.ts'
import type { TenantDb } from './database.ts'
import { defineQuery, query } from './query.ts'
import type { Instant, PlainDate } from './row.ts'
import type { Statement } from './wire.ts'

/** How a sandbox's clock stands; a live tenant has none. */
export interface TestClockState {
  offset_ms: number
  frozen_at: Instant | null
}

export interface TimeZoneRow {
  zone: string
  effective_at: Instant
}

export interface TenantClock {
  now: Instant
  /** The calendar date in the tenant's zone. */
  today: PlainDate
  timeZone: string
  /** What a change's time is made of at COMMIT. */
  state: TestClockState | null
}

export const findTestClock = defineQuery((_: object) =>
  query.selectFrom('test_clock').select(['offset_ms', 'frozen_at']),
)

/** A writer's own look: nobody moves the clock before it commits. */
export const lockTestClock = defineQuery((_: object) =>
  query.selectFrom('test_clock').select(['offset_ms', 'frozen_at']).forShare(),
)

/** For who moves the clock: at once, as a share that is raised later deadlocks with another's. */
export const lockTestClockToMove = defineQuery((_: object) =>
  query.selectFrom('test_clock').select(['offset_ms', 'frozen_at']).forNoKeyUpdate(),
)

export const listTimeZones = defineQuery((_: object) =>
  query.selectFrom('tenant_time_zone').select(['zone', 'effective_at']).orderBy('effective_at', 'desc').limit(8),
)

export function tenantClock(
  machineNow: number,
  state: TestClockState | null | undefined,
  zones: readonly TimeZoneRow[],
): TenantClock {
  const now = state?.frozen_at ?? new Date(machineNow + (state?.offset_ms ?? 0)).toISOString()
  const timeZone = zoneAt(zones, now)
  return { now, today: dayIn(timeZone, Date.parse(now)), timeZone, state: state ?? null }
}

/** The zone in force at an instant, of rows that come newest first. */
export function zoneAt(zones: readonly TimeZoneRow[], at: Instant): string {
  return (zones.find((zone) => zone.effective_at <= at) ?? zones.at(-1))?.zone ?? 'UTC'
}

/** A read's look at the clock. */
export async function readClock(db: TenantDb, machineNow: number): Promise<TenantClock> {
  const [states, zones] = await db.group(findTestClock({}), listTimeZones({}))
  return tenantClock(machineNow, states[0], zones)
}

/** The statements of a writer's look at the clock, whose answers `tenantClock` takes; `move` for who moves it. */
export const clockStatements = (move = false): Statement[] => [
  move ? lockTestClockToMove({}) : lockTestClock({}),
  listTimeZones({}),
]

/** Moves the locked clock of the bound tenant. */
export const moveTestClock = defineQuery(
  (p: { tenant_id: number; offset_ms: number; frozen_at: Instant | null; updated_at: Instant }) =>
    query
      .updateTable('test_clock')
      .set((row) => ({
        offset_ms: p.offset_ms,
        frozen_at: p.frozen_at,
        updated_at: p.updated_at,
        version: row('version', '+', 1),
      }))
      .where('tenant_id', '=', p.tenant_id),
)
