/** What a process does beside answering requests: jobs, and a look each second at what is due. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import type { DueRunner } from './due-runner.ts'
import { openLibrary } from './library.ts'
import type { JobContext, QueueName } from './queues.ts'
import { startTick } from './tick.ts'

/** Throws where it is to be tried again. It may run twice: what it does, it does once. */
export type JobHandler = (job: JobContext, tools: { signal: AbortSignal }) => Promise<void>
export type JobHandlers = Readonly<Partial<Record<QueueName, JobHandler>>>

export interface WorkerOptions {
  database: Database
  clock: MachineClock
  due: DueRunner
  jobs: JobHandlers
  logger: Logger | undefined
}

export interface Workers {
  /** Takes no more work and waits for what is under way; what takes longer is tried again by another process. */
  stop(graceMs?: number): Promise<void>
}

/** How many jobs of one queue a process works on at once. */
const AT_ONCE = 8
/** Jobs of this process are told at once; those of others are found by looking. */
const LOOK_SECONDS = 2
const LOOK_SECONDS_ALONE = 10

export async function startWorkers({ database, clock, due, jobs, logger }: WorkerOptions): Promise<Workers> {
  const library = await openLibrary(database, { supervise: true })
  library.on('error', (err) => logger?.error({ err }, 'the job library'))
  library.on('warning', ({ message }) => logger?.warn(message))
  await library.start()
  const stopping = new AbortController()
  const workers: string[] = []
  for (const [queue, handle] of Object.entries(jobs)) {
    const worker = await library.work<JobContext>(
      queue,
      {
        batchSize: AT_ONCE,
        // Nobody but this process can make jobs in an embedded database.
        pollingIntervalSeconds: database.kind === 'embedded' ? LOOK_SECONDS_ALONE : LOOK_SECONDS,
        burstWhenBatchFull: true,
        perJobResults: true,
      },
      (batch) =>
        Promise.all(
          batch.map(async ({ id, data }) => {
            try {
              await handle(data, { signal: stopping.signal })
              return { id, status: 'completed' as const }
            } catch (err) {
              logger?.warn({ err, queue, job_id: id, ...data }, 'a job failed')
              return { id, status: 'failed' as const, output: { message: String((err as Error).message ?? err) } }
            }
          }),
        ),
    )
    workers.push(worker)
  }
  const wake = () => {
    for (const worker of workers) library.notifyWorker(worker)
  }
  const stopHearing = database.onEnqueued(wake)
  const tick = startTick({ database, clock, due, logger })
  return {
    async stop(graceMs = 8000) {
      stopHearing()
      stopping.abort()
      await tick.stop()
      await library.stop({ graceful: true, timeout: graceMs })
    },
  }
}
