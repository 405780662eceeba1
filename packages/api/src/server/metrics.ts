/** Figures of a process in the format of Prometheus. Loaded only where somebody may read them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { PoolStats } from '../db/pool.ts'
import type { Watch } from '../db/watch.ts'
import type { Observer } from '../http/observer.ts'

export interface Metrics {
  observer: Observer
  watch: Watch
  /** From now on the database's connections are among the figures. */
  watchPool(stats: () => PoolStats): void
  contentType: string
  text(): Promise<string>
}

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export function createMetrics(): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'agencyops_requests_total',
    help: 'Requests by operation and class of status.',
    labelNames: ['operation', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'agencyops_request_duration_seconds',
    help: 'Seconds from a request’s arrival to its answer, by operation.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  })
  const limited = new Counter({
    name: 'agencyops_rate_limited_total',
    help: 'Requests that were refused with 429, by operation.',
    labelNames: ['operation'],
    registers,
  })
  const database = new Histogram({
    name: 'agencyops_database_duration_seconds',
    help: 'Seconds that the database took for statements sent together.',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  })

  return {
    observer: {
      began: ({ openStreams }) => {
        new Gauge({
          name: 'agencyops_streams_open',
          help: 'Streams of events that are open.',
          registers,
          collect() {
            this.set(openStreams())
          },
        })
      },
      ended({ operation: { id: operation }, status, ms }) {
        requests.inc({ operation, status: `${Math.floor(status / 100)}xx` })
        durations.observe({ operation }, ms / 1000)
        if (status === 429) limited.inc({ operation })
      },
    },
    watch: ({ ms, failed }) => database.observe({ outcome: failed ? 'failed' : 'answered' }, ms / 1000),
    watchPool(stats) {
      new Gauge({
        name: 'agencyops_database_connections',
        help: 'Connections for transactions and long reads, by state.',
        labelNames: ['state'],
        registers,
        collect() {
          const { open, idle } = stats()
          this.set({ state: 'busy' }, open - idle)
          this.set({ state: 'idle' }, idle)
        },
      })
      new Gauge({
        name: 'agencyops_database_waiting',
        help: 'What waits for a connection.',
        registers,
        collect() {
          this.set(stats().waiting)
        },
      })
    },
    contentType: register.contentType,
    text: () => register.metrics(),
  }
}
