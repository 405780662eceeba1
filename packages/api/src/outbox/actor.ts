/** Who did it, as events, audit entries and evidence say it. */
import { toWire } from '../db/row.ts'
import type { Principal } from '../http/principal.ts'

export interface Actor {
  type: 'api_key' | 'member' | 'contact' | 'platform_key' | 'system'
  /** Null for the system. */
  id: string | null
  /** The session, and the key that minted it. */
  session_id?: string
  api_key_id?: string
}

export const system: Actor = { type: 'system', id: null }

export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'public':
      return system
    case 'platform_key':
      return { type: 'platform_key', id: toWire('platform_key', principal.keyId) }
    case 'api_key':
      return { type: 'api_key', id: toWire('api_key', principal.keyId) }
    case 'member':
      return { type: 'member', id: toWire('member', principal.memberId), ...sessionOf(principal) }
    case 'contact':
      return { type: 'contact', id: toWire('contact', principal.contactId), ...sessionOf(principal) }
  }
}

function sessionOf(principal: Extract<Principal, { sessionId: unknown }>) {
  return {
    session_id: toWire('embed_session', principal.sessionId),
    api_key_id: toWire('api_key', principal.keyId),
  }
}
