import { RENEWAL_SECONDS } from '@agencyops/schema'
import { updateRow } from '../../../db/insert.ts'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { isOpen } from '../rules/magic-link.ts'
import type { EmbedSessionRow, MagicLinkRow } from '../tables.ts'
import { LINK_PERSONAL, linkData, magicLinkView } from '../views.ts'
import { linkEnded, openSession } from './use-link.ts'

/** Uses a locked link up: its contact has a session, and 12 hours in which to renew it. Throws 410 `link_ended`. */
export async function openPortalSession(
  work: UnitOfWork,
  link: MagicLinkRow,
  origin: string,
): Promise<{ session: EmbedSessionRow; link: MagicLinkRow }> {
  const now = work.machineNow
  if (!isOpen(link, now)) throw linkEnded()
  const renewableUntil = new Date(Date.parse(now) + RENEWAL_SECONDS * 1000).toISOString()
  const columns = { consumed_at: now, renewable_until: renewableUntil }
  const after = { ...link, ...columns }
  work.later(updateRow('magic_link', link.id, columns), 1)
  const session = await openSession(work, after, renewableUntil, origin)
  await work.record({
    type: 'magic_link.consumed',
    subject: { type: 'magic_link', id: link.id, version: 2 },
    before: magicLinkView(link, now),
    after: magicLinkView(after, now),
    data: { ...linkData(after), session_id: toWire('embed_session', session.id) },
    personal: LINK_PERSONAL,
  })
  return { session, link: after }
}
