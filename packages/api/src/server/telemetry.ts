/** What a process tells of itself while it serves: slow queries, figures, traces. Only what is configured is loaded. */
import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { Database } from '../db/database.ts'
import type { Watch } from '../db/watch.ts'
import type { Observer } from '../http/observer.ts'

export interface Telemetry {
  /** For the database. */
  watch: Watch | undefined
  /** For the app. */
  observers: readonly Observer[]
  /** Serves the figures where they are to be read. Answers where that is, if it is a port of its own. */
  serve(app: Hono | undefined, database: Database): Promise<string | undefined>
  /** When everything else has ended. */
  close(): Promise<void>
}

export async function createTelemetry(config: Config, logger: Logger | undefined): Promise<Telemetry> {
  const watches: Watch[] = []
  const observers: Observer[] = []
  const closing: (() => Promise<void>)[] = []
  if (logger) {
    const { createSlowQueryLog } = await import('./slow-queries.ts')
    watches.push(createSlowQueryLog(logger, config.slowQueryMs))
  }
  const { metricsPort, metricsToken } = config
  const metrics =
    metricsPort !== undefined || metricsToken !== undefined ? (await import('./metrics.ts')).createMetrics() : undefined
  if (metrics) {
    watches.push(metrics.watch)
    observers.push(metrics.observer)
  }
  if (config.traces) {
    const { createTraces } = await import('./traces.ts')
    const traces = createTraces(config.traces.ratio)
    observers.push(traces.observer)
    closing.push(traces.close)
    // What is watched is kept with its request; there is no more to do with it here.
    watches.push(() => undefined)
  }
  return {
    watch: together(watches),
    observers,
    async serve(app, database) {
      if (!metrics) return undefined
      metrics.watchPool(database.stats)
      const { addMetrics, listenForMetrics } = await import('./serve-metrics.ts')
      if (app && metricsToken !== undefined) addMetrics(app, metrics, metricsToken)
      if (metricsPort === undefined) return undefined
      const { url, close } = await listenForMetrics(metrics, { port: metricsPort, host: config.host })
      closing.push(close)
      return url
    },
    async close() {
      await Promise.allSettled(closing.map((close) => close()))
    },
  }
}

function together(watches: readonly Watch[]): Watch | undefined {
  if (watches.length < 2) return watches[0]
  return (ran) => {
    for (const watch of watches) watch(ran)
  }
}
