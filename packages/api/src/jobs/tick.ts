/** One query a second finds, over all tenants, what is due. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { defineQuery, query } from '../db/query.ts'
import type { Instant } from '../db/row.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import type { DueRunner } from './due-runner.ts'

export interface TickOptions {
  database: Database
  clock: MachineClock
  due: DueRunner
  logger: Logger | undefined
}

const EVERY_MS = 1000
const MOST_TENANTS = 500
/** After so many steps the next tenant has its turn. */
const MOST_STEPS = 50

const listDueTenants = defineQuery((p: { now: Instant }) =>
  query
    .selectFrom('event_counter')
    .select('tenant_id')
    .where('due_at', '<=', p.now)
    .orderBy('due_at')
    .limit(MOST_TENANTS),
)

export function startTick({ database, clock, due, logger }: TickOptions): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | undefined

  async function look(): Promise<void> {
    const now = new Date(clock.now()).toISOString()
    for (const { tenant_id: tenantId } of await database.bound({}, { quick: true }).all(listDueTenants({ now }))) {
      for (let step = 0; step < MOST_STEPS && !stopped; step++) {
        if (!(await due.step(tenantId))) break
      }
    }
  }

  const timer = setInterval(() => {
    running ??= look()
      .catch((err) => logger?.warn({ err }, 'what is due could not be looked at; it is in a moment'))
      .finally(() => {
        running = undefined
      })
  }, EVERY_MS).unref()

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
