import { listTimeZones, type TenantClock, type TimeZoneRow, tenantClock, zoneAt } from '../../../db/tenant-clock.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, invalidField, notFound, ProblemError } from '../../../http/problem.ts'
import type { PlainDate } from '../../../primitives/day.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { findTenantRow, findTestClockRow, updateTestClock } from '../queries/tenants.ts'
import { MAX_ADVANCE_DAYS, moveFault, offsetAfterFreeze } from '../rules/test-clock.ts'
import { endOfDay } from '../rules/zone-change.ts'
import type { TestClockRow } from '../tables.ts'
import { testClockView } from '../views.ts'
import type { RunOnTheWay } from './run-on-the-way.ts'

const LAST_DAY = '9999-12-31'

export interface ClockTarget {
  to?: string | undefined
  through?: string | undefined
}

type Moved = { row: TestClockRow; clock: TenantClock }
type ClockEvent = 'test_clock.frozen' | 'test_clock.advanced' | 'test_clock.unfrozen'

/** Stands the clock still, now or at a coming instant. Throws 409 for a live tenant, 422 for an instant that is past or too far. */
export async function freezeTestClock(work: UnitOfWork, clockAt: string | undefined): Promise<Moved> {
  const row = await loadTestClock(work)
  const now = Date.parse(work.now)
  const to = clockAt === undefined ? now : Date.parse(clockAt)
  checkMove(now, to, '#/clock_at')
  return move(work, row, standAt(work, to), 'test_clock.frozen')
}

/** Moves the clock forward, frozen or running, over what has run on the way already. */
export async function advanceTestClock(work: UnitOfWork, target: ClockTarget, way: RunOnTheWay): Promise<Moved> {
  const row = await loadTestClock(work, way.moves)
  if (!way.done) return { row, clock: tenantClock(Date.parse(work.machineNow), row, await work.all(listTimeZones({}))) }
  const now = Date.parse(work.now)
  const { to, pointer } = targetOf(await work.all(listTimeZones({})), target)
  checkMove(now, to, pointer)
  const stands = standAt(work, to)
  return move(work, row, row.frozen_at === null ? { ...stands, frozen_at: null } : stands, 'test_clock.advanced')
}

/** Lets the clock run again, with the offset that it keeps. */
export async function unfreezeTestClock(work: UnitOfWork): Promise<Moved> {
  const row = await loadTestClock(work)
  const offset =
    row.frozen_at === null
      ? row.offset_ms
      : offsetAfterFreeze(row.offset_ms, Date.parse(row.frozen_at), Date.parse(work.machineNow))
  return move(work, row, { offset_ms: offset, frozen_at: null }, 'test_clock.unfrozen')
}

function standAt(work: UnitOfWork, at: number) {
  return { offset_ms: at - Date.parse(work.machineNow), frozen_at: formatInstant(at) }
}

/** The operation has locked the row before anything else. */
async function loadTestClock(work: UnitOfWork, moves = 0): Promise<TestClockRow> {
  const row = await work.first(findTestClockRow({}))
  if (!row) throw illegalMove('A live tenant has no test clock: its clock is the machine’s.', [])
  work.match(row.version - moves)
  return row
}

/** The instant that is meant, and the field that means it. */
export function targetOf(zones: readonly TimeZoneRow[], target: ClockTarget): { to: number; pointer: string } {
  if (target.to !== undefined) return { to: Date.parse(target.to), pointer: '#/to' }
  // Its end would be an instant of the year 10000.
  if (target.through !== undefined && target.through >= LAST_DAY) throw tooFar('#/through')
  const at = (instant: number) => zoneAt(zones, formatInstant(instant))
  const names = [...new Set(zones.map((zone) => zone.zone))]
  return { to: endOfDay(target.through as PlainDate, names, at), pointer: '#/through' }
}

function checkMove(from: number, to: number, pointer: string): void {
  const fault = moveFault(from, to)
  if (fault === 'back') {
    const detail = `A clock never goes back. Its now is ${formatInstant(from)}.`
    throw new ProblemError('invalid_date', { detail, errors: [{ code: 'invalid_date', pointer, detail }] })
  }
  if (fault === 'too_far') throw tooFar(pointer)
}

function tooFar(pointer: string): ProblemError {
  return invalidField(pointer, 'too_large', `A clock moves at most ${MAX_ADVANCE_DAYS} days in one call.`)
}

async function move(
  work: UnitOfWork,
  before: TestClockRow,
  state: Pick<TestClockRow, 'offset_ms' | 'frozen_at'>,
  type: ClockEvent,
): Promise<Moved> {
  const [zones, tenants] = await work.group(listTimeZones({}), findTenantRow({ id: work.tenantId }))
  const tenant = tenants[0]
  if (!tenant) throw notFound('tenant')
  const machineNow = Date.parse(work.machineNow)
  const clockOf = (row: Pick<TestClockRow, 'offset_ms' | 'frozen_at'>) => tenantClock(machineNow, row, zones)
  const stands = state.frozen_at !== null || before.offset_ms === state.offset_ms
  if (before.frozen_at === state.frozen_at && stands) {
    return { row: before, clock: clockOf(before) }
  }
  const clock = clockOf(state)
  const row = { ...before, ...state, version: before.version + 1, updated_at: clock.now }
  const { offset_ms, frozen_at, version, updated_at } = row
  work.settleDueWork()
  work.later(updateTestClock({ tenant_id: work.tenantId, offset_ms, frozen_at, version, updated_at }), 1)
  await work.record({
    type,
    subject: { type: 'tenant', id: tenant.public_id, version: tenant.version },
    before: testClockView(before, clockOf(before)),
    after: testClockView(row, clock),
  })
  return { row, clock }
}
