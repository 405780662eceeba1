/** Jobs that failed for the last time. They wait to be looked at, for 90 days. */
import type { Database } from '../db/database.ts'
import { openLibrary } from './library.ts'
import { DEAD_LETTERS } from './queues.ts'

export interface DeadJob {
  id: string
  queue: string
  failed_at: string
  /** What was said when it failed. */
  error: string | null
  /** What the job was given. */
  data: Record<string, unknown>
}

const LIST = `select id, source_name as queue, created_on as failed_at, source_output->>'message' as error, data
  from jobs.job where name = $1 and state < 'active' order by created_on, id limit 1000`
/** In one turn; a queue that holds more is emptied in several. */
const MOST = 10_000

/** Oldest first, at most 1,000. */
export function listDead(database: Database): Promise<DeadJob[]> {
  return database.bound({}).all<DeadJob>({ sql: LIST, parameters: [DEAD_LETTERS] })
}

/** Puts them back into the queues that they came from, and answers how many. */
export async function retryDead(database: Database, ids: readonly string[] | undefined): Promise<number> {
  const library = await openLibrary(database, { supervise: false })
  await library.start()
  try {
    let moved = 0
    for (let last = MOST; last === MOST; moved += last) {
      last = await library.redrive(DEAD_LETTERS, { limit: MOST, ...(ids && { ids: [...ids] }) })
    }
    return moved
  } finally {
    await library.stop({ graceful: false })
  }
}
