/** The work that no request waits for, over the same database as the app's, in the same process or in others. */
import type { AppOptions } from './app.ts'
import { createGround } from './ground.ts'
import type { DueItem } from './jobs/due-runner.ts'
import type { JobContext } from './jobs/queues.ts'
import { startWorkers, type Workers } from './jobs/workers.ts'

export type { Workers }

/** Begins at once; any number of processes may. */
export function runWorkers(options: AppOptions): Promise<Workers> {
  const { deps } = createGround(options)
  const { database, clock, due, logger } = deps
  return startWorkers({
    database,
    clock,
    due,
    logger,
    jobs: {
      run_due_work: (job) => due.retry(job.tenant_id, job.request_id, job as JobContext & DueItem),
    },
  })
}
