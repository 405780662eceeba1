/** The door of sync. */
import { defineModule } from '../module.ts'
import { auditEntryOperations } from './routes/audit-entries.ts'
import { eventOperations } from './routes/events.ts'

export { createLive } from './actions/stream-events/live-feeds.ts'

export const sync = defineModule({ name: 'sync', operations: [...eventOperations, ...auditEntryOperations] })
