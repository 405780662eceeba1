/** The queues of the job library; each is made by a migration. */

/** Where jobs lie that failed for the last time. */
export const DEAD_LETTERS = 'dead_letters'

export type QueueName = 'run_due_work' | 'deliver_webhook'

/** What every job carries beside what its queue needs. */
export interface JobContext {
  tenant_id: number
  /** The request that caused it. */
  request_id: string
}
