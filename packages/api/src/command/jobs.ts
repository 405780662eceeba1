import { readConfig } from '../config/config.ts'
import { type DeadJob, listDead, retryDead } from '../jobs/dead-letters.ts'
import { openServed } from '../server/open-served.ts'
import { Failure, wrongUsage } from './failure.ts'
import type { Output } from './output.ts'

/** Lists the jobs that failed for the last time, oldest first. */
export async function list(output: Output): Promise<void> {
  const jobs = await withDatabase(listDead)
  output.result({ data: jobs }, jobs.length === 0 ? ['No job has failed.'] : jobs.map(line))
}

/** Puts failed jobs back into their queues: those that are named, or all. */
export async function retry(ids: readonly string[], options: { all?: boolean }, output: Output): Promise<void> {
  if (options.all ? ids.length > 0 : ids.length === 0) throw wrongUsage('Name jobs by their ids, or all with --all.')
  for (const id of ids) if (!UUID.test(id)) throw wrongUsage(`A job is named by its id, not "${id}".`)
  const moved = await withDatabase((database) => retryDead(database, options.all ? undefined : ids))
  if (moved < ids.length) {
    throw new Failure(`${moved} of ${ids.length} go on; the others are not among the failed jobs.`)
  }
  output.result({ retried: moved }, [`${moved} ${moved === 1 ? 'job goes' : 'jobs go'} on.`])
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const line = ({ id, queue, failed_at, error }: DeadJob) => `${id}  ${queue}  ${failed_at}  ${error ?? ''}`.trimEnd()

async function withDatabase<T>(work: (database: Parameters<typeof listDead>[0]) => Promise<T>): Promise<T> {
  const { database, close } = await openServed(readConfig(process.env))
  try {
    return await work(database)
  } finally {
    await close()
  }
}
