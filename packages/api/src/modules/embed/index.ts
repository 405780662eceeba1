/** The door of embed. */
import { defineModule } from '../module.ts'
import { embedSessionOperations } from './routes/embed-sessions.ts'

export { createSessionAccess, type SessionAccess, type SessionPrincipal } from './session-access.ts'
export type { EmbedSessionRow } from './tables.ts'

export const embed = defineModule({ name: 'embed', operations: embedSessionOperations })
