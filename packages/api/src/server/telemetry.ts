/** What a process tells of itself while it serves: slow queries. Nothing is loaded that is not configured. */
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { Watch } from '../db/watch.ts'
import type { Observer } from '../http/observer.ts'

export interface Telemetry {
  /** For the database. */
  watch: Watch | undefined
  /** For the app. */
  observers: readonly Observer[]
}

export async function createTelemetry(config: Config, logger: Logger | undefined): Promise<Telemetry> {
  const watches: Watch[] = []
  const observers: Observer[] = []
  if (logger) {
    const { createSlowQueryLog } = await import('./slow-queries.ts')
    watches.push(createSlowQueryLog(logger, config.slowQueryMs))
  }
  return { watch: together(watches), observers }
}

function together(watches: readonly Watch[]): Watch | undefined {
  if (watches.length < 2) return watches[0]
  return (ran) => {
    for (const watch of watches) watch(ran)
  }
}
