/** Rows → wire, of this area. */
import { type Component, components, type embedSession } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toWire } from '../../db/row.ts'
import type { EmbedSessionRow } from './tables.ts'

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
    issued_at: row.issued_at,
    expires_at: row.expires_at,
    revoked_at: row.revoked_at,
  }
}

/** Ids that an event of a session carries. */
export function sessionData(row: EmbedSessionRow): Record<string, unknown> {
  const { subject_id, engagement_ids, api_key_id } = embedSessionView(row)
  return { subject_id, engagement_ids, api_key_id }
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
