import type { embedSessionRevokeAll } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockLinkOfSession, lockLivingLinks } from '../queries/links.ts'
import { findSession, lockLiveSessions, lockSession } from '../queries/sessions.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { endAll } from './end-sessions.ts'
import { endLinks } from './revoke-magic-links.ts'

/**
 * Ends one session; its next request is refused. The link that opened it ends too, as it would open the next. One that
 * has been revoked stays as it was. Throws 404.
 */
export async function revokeEmbedSession(work: UnitOfWork, id: RowId<'embed_session'>): Promise<EmbedSessionRow> {
  const [[link], [row]] = await work.group(lockLinkOfSession({ session_id: id }), lockSession({ id }))
  if (!row) throw notFound('embed session')
  if (link && link.revoked_at === null) await endLinks(work, [link], 'session_revoked')
  else if (row.revoked_at === null) await endAll(work, [row])
  return (await work.first(findSession({ id }))) as EmbedSessionRow
}

/**
 * Ends all running sessions of a contact, of a member, or that list an engagement, and the links that would open
 * further ones. Answers how many.
 */
export async function revokeAllEmbedSessions(
  work: UnitOfWork,
  named: z.infer<typeof embedSessionRevokeAll>,
): Promise<{ revoked: number; revoked_links: number }> {
  const whose = {
    contact_id: named.contact_id && toRow(named.contact_id),
    member_id: named.member_id && toRow(named.member_id),
    engagement_id: named.engagement_id && toRow(named.engagement_id),
  }
  const now = work.machineNow
  const links = whose.member_id ? [] : await work.all(lockLivingLinks(whose, now))
  const rows = await work.all(lockLiveSessions(whose, now))
  const opened = new Set(links.map((link) => link.id))
  await endLinks(work, links, 'revoked')
  await endAll(
    work,
    rows.filter((row) => row.magic_link_id === null || !opened.has(row.magic_link_id)),
  )
  return { revoked: rows.length, revoked_links: links.length }
}
