import type { TenantDb } from '../../../db/database.ts'
import type { PlainDate } from '../../../db/row.ts'
import { listTimeZones, tenantClock } from '../../../db/tenant-clock.ts'
import type { DueRunner } from '../../../jobs/due-runner.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import type { MachineClock } from '../../../primitives/machine-clock.ts'
import { findTestClockRow } from '../queries/tenants.ts'
import { moveFault } from '../rules/test-clock.ts'
import { type ClockTarget, targetOf } from './move-test-clock.ts'

export interface RunOnTheWay {
  /** What came due, in order. */
  ran: { on: PlainDate; summary: string }[]
  /** False where there is more to run. */
  done: boolean
  /** How often the clock was moved for it. */
  moves: number
}

const MOST_STEPS = 1000
const LONGEST_MS = 30_000

/**
 * Runs what comes due up to where the clock is to stand: it stops at each due instant, a transaction each. It does
 * nothing where the move would be refused, which its transaction then does.
 */
export async function runOnTheWay(
  { db, due, clock, tenantId }: { db: TenantDb; due: DueRunner; clock: MachineClock; tenantId: number },
  target: ClockTarget,
  ifMatch: number | undefined,
): Promise<RunOnTheWay> {
  const way: RunOnTheWay = { ran: [], done: true, moves: 0 }
  const [rows, zones] = await db.group(findTestClockRow({}), listTimeZones({}))
  const row = rows[0]
  if (!row || (ifMatch !== undefined && ifMatch !== row.version)) return way
  const { to } = targetOf(zones, target)
  if (moveFault(Date.parse(tenantClock(clock.now(), row, zones).now), to)) return way
  const endsAt = clock.now() + LONGEST_MS
  for (let steps = 0; ; steps++) {
    if (steps === MOST_STEPS || clock.now() > endsAt) return { ...way, done: false }
    const step = await due.step(tenantId, formatInstant(to))
    if (!step) return way
    if (step.summary !== null) way.ran.push({ on: step.on, summary: step.summary })
    if (step.moved) way.moves++
  }
}
