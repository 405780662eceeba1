import type { Migration } from './index.ts'
import { tenantTable } from './tenant-table.ts'

/** Of the job library's schema as this migration installs it; a newer library needs a migration of its own. */
export const JOBS_SCHEMA_VERSION = 46

/** The library's own script, without its transaction: it runs in the migration's. */
async function installScript(): Promise<string> {
  const { getConstructionPlans } = await import('pg-boss')
  return getConstructionPlans('jobs')
    .replace(/^\s*BEGIN;/, '')
    .replace(/COMMIT;\s*$/, '')
}

const queue = (name: string, options: object) =>
  `SELECT jobs.create_queue('${name}', '${JSON.stringify({ policy: 'standard', ...options })}'::jsonb)`

const DAY = 86_400
const dead = { deadLetter: 'dead_letters', retryBackoff: true, deleteAfterSeconds: 3600, retentionSeconds: 90 * DAY }

export const jobsLibrary: Migration = {
  name: '20261125t0440_jobs_library_due_work',
  script: installScript,
  statements: [
    'GRANT USAGE ON SCHEMA jobs TO agencyops_app',
    'GRANT select, insert, update, delete ON ALL TABLES IN SCHEMA jobs TO agencyops_app',
    queue('dead_letters', { retryLimit: 0, retentionSeconds: 90 * DAY, deleteAfterSeconds: DAY }),
    // What fell due and failed is tried again for about a day.
    queue('run_due_work', { ...dead, retryLimit: 10, retryDelay: 10, retryDelayMax: 4 * 3600, expireInSeconds: 120 }),
    // A delivery plans its next attempt itself; these retries are for workers that died.
    queue('deliver_webhook', { ...dead, retryLimit: 10, retryDelay: 5, retryDelayMax: 600, expireInSeconds: 90 }),

    ...tenantTable('due_work', {
      columns: `due_at timestamptz(3) NOT NULL, kind text NOT NULL, subject uuid NOT NULL,
        UNIQUE (tenant_id, kind, subject)`,
      grant: 'insert, update, delete',
    }),
    `CREATE INDEX due_work_due_at ON due_work (tenant_id, due_at, id)`,
    `CREATE INDEX event_counter_due_at ON event_counter (due_at) WHERE due_at IS NOT NULL`,
  ],
}
