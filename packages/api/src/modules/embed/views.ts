/** Rows → wire, of this area. */
import { type Component, components, type embedSession, type magicLink } from '@agencyops/schema'
import type { z } from 'zod'
import { type Instant, type RowId, toWire } from '../../db/row.ts'
import type { EmbedSessionRow, MagicLinkRow } from './tables.ts'

export function embedSessionView(row: EmbedSessionRow): z.infer<typeof embedSession> {
  return {
    id: toWire('embed_session', row.id),
    subject_id:
      row.contact_id === null ? toWire('member', row.member_id as RowId<'member'>) : toWire('contact', row.contact_id),
    components: componentsView(row.components),
    engagement_ids: row.engagement_ids?.map((id) => toWire('engagement', id)) ?? null,
    origins: row.origins,
    acts_for: row.acts_for,
    api_key_id: toWire('api_key', row.api_key_id),
    magic_link_id: toWire('magic_link', row.magic_link_id),
    issued_at: row.issued_at,
    expires_at: row.expires_at,
    revoked_at: row.revoked_at,
  }
}

/** Ids that an event of a session carries. */
export function sessionData(row: EmbedSessionRow): Record<string, unknown> {
  const { subject_id, engagement_ids, api_key_id, magic_link_id } = embedSessionView(row)
  return { subject_id, engagement_ids, api_key_id, ...(magic_link_id && { magic_link_id }) }
}

/** Fields of a link that are personal data. */
export const LINK_PERSONAL = ['email'] as const

/** `now` is the machine's. */
export function magicLinkView(row: MagicLinkRow, now: Instant): z.infer<typeof magicLink> {
  return {
    id: toWire('magic_link', row.id),
    contact_id: toWire('contact', row.contact_id),
    status: statusOf(row, now),
    components: componentsView(row.components),
    engagement_ids: row.engagement_ids.map((id) => toWire('engagement', id)),
    email: row.email,
    email_changed_by: row.email_changed_by,
    acts_for: row.acts_for,
    api_key_id: toWire('api_key', row.api_key_id),
    issued_at: row.issued_at,
    expires_at: row.expires_at,
    consumed_at: row.consumed_at,
    renewable_until: row.renewable_until,
    revoked_at: row.revoked_at,
  }
}

/** A used link stays used, however late it is. */
function statusOf(row: MagicLinkRow, now: Instant): z.infer<typeof magicLink>['status'] {
  if (row.revoked_at !== null) return 'revoked'
  if (row.consumed_at !== null) return 'consumed'
  return row.expires_at <= now ? 'expired' : 'open'
}

/** Ids that an event of a link carries. */
export function linkData(row: MagicLinkRow): Record<string, unknown> {
  const { contact_id, engagement_ids, api_key_id } = magicLinkView(row, row.issued_at)
  return { contact_id, engagement_ids, api_key_id }
}

/** A component without features has none to name. */
function componentsView(stored: Record<string, { features: readonly string[] }>) {
  return Object.fromEntries(
    Object.entries(stored).map(([name, granted]) => [
      name,
      components[name as Component].features.length > 0 ? granted : {},
    ]),
  ) as z.infer<typeof embedSession>['components']
}
