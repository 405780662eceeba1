/** The door of embed. */
import { defineModule } from '../module.ts'
import { endLinksOfAddress, endLinksOfArchived } from './actions/revoke-magic-links.ts'
import { embedSessionOperations } from './routes/embed-sessions.ts'
import { magicLinkOperations } from './routes/magic-links.ts'
import { portalSessionOperations } from './routes/portal-sessions.ts'

export { createSessionAccess, type SessionAccess, type SessionPrincipal } from './session-access.ts'
export type { EmbedSessionRow, MagicLinkRow } from './tables.ts'

export const embed = defineModule({
  name: 'embed',
  operations: [...embedSessionOperations, ...magicLinkOperations, ...portalSessionOperations],
  on: { 'contact.updated': endLinksOfAddress, 'contact.archived': endLinksOfArchived },
})
