/** A job is a row of the library's table, written in the transaction of its cause. */
import type { Statement } from '../db/wire.ts'
import type { JobContext, QueueName } from './queues.ts'

// How often it is tried, and what becomes of it then, its queue says; of an unknown queue no row is made.
const ENQUEUE = `insert into jobs.job (name, data, start_after, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    expire_seconds, deletion_seconds, policy, dead_letter, heartbeat_seconds)
  select q.name, $2::jsonb, starts.at, starts.at + q.retention_seconds * interval '1 second', q.retry_limit, q.retry_delay,
    q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter, q.heartbeat_seconds
  from jobs.queue q, (select now() + $3::float8 * interval '1 second' as at) starts where q.name = $1`

/** One row, for `later(…, 1)`. */
export function enqueueStatement(queue: QueueName, payload: JobContext, afterSeconds = 0): Statement {
  return { name: 'enqueue_job', sql: ENQUEUE, parameters: [queue, JSON.stringify(payload), afterSeconds] }
}
