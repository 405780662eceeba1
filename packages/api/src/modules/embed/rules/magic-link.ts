/** What a magic link is good for at an instant of the machine's clock. Instants are text of one form, so they compare. */

export interface LinkInstants {
  expires_at: string
  consumed_at: string | null
  renewable_until: string | null
  revoked_at: string | null
}

/** Whether the link may be used: once, in its time. */
export function isOpen(link: LinkInstants, now: string): boolean {
  return link.revoked_at === null && link.consumed_at === null && link.expires_at > now
}

/** Whether what the link opened may be renewed; it may outlast the time in which the link could be used. */
export function isRenewable(link: LinkInstants, now: string): boolean {
  return link.revoked_at === null && link.renewable_until !== null && link.renewable_until > now
}

export interface LinkGround {
  key_revoked_at: string | null
  key_expires_at: string | null
  contact_archived_at: string | null
  contact_erased_at: string | null
  /** The contact's address is another one than when the link was made, or was one in between. */
  address_changed: boolean
  shared_ids: readonly string[]
}

/** Whether all that a link stands on is still there: its key, its contact with that address, something to see. */
export function standsOnGround(ground: LinkGround, listed: readonly string[], now: string): boolean {
  if (ground.key_revoked_at !== null || (ground.key_expires_at !== null && ground.key_expires_at <= now)) return false
  if (ground.contact_archived_at !== null || ground.contact_erased_at !== null || ground.address_changed) return false
  return ground.shared_ids.some((id) => listed.includes(id))
}

/** When a session ends that is issued now: after `seconds`, and not after what it is renewed within. */
export function sessionEnd(now: string, seconds: number, renewableUntil: string): string {
  const end = new Date(Date.parse(now) + seconds * 1000).toISOString()
  return end < renewableUntil ? end : renewableUntil
}
