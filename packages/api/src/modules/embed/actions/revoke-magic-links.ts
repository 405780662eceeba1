import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { Reaction, UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockLink, lockLivingLinks } from '../queries/links.ts'
import { lockLiveSessions } from '../queries/sessions.ts'
import type { MagicLinkRow } from '../tables.ts'
import { LINK_PERSONAL, linkData, magicLinkView } from '../views.ts'
import { endAll } from './end-sessions.ts'

/** Why a link ended before its time, as its event says. */
export type EndReason = 'revoked' | 'session_revoked' | 'renewal_reused' | 'address_changed' | 'contact_archived'

/** Ends a link with all that it opened. One that has been revoked stays as it was. Throws 404. */
export async function revokeMagicLink(work: UnitOfWork, id: RowId<'magic_link'>): Promise<MagicLinkRow> {
  const row = await work.first(lockLink({ id }))
  if (!row) throw notFound('magic link')
  if (row.revoked_at !== null) return row
  const [ended] = await endLinks(work, [row], 'revoked')
  return ended as MagicLinkRow
}

/** Ends locked links, and the sessions that they opened. */
export async function endLinks(
  work: UnitOfWork,
  rows: readonly MagicLinkRow[],
  reason: EndReason,
): Promise<MagicLinkRow[]> {
  const at = work.machineNow
  const ended = rows.map((row) => ({ ...row, revoked_at: at }))
  for (const [index, after] of ended.entries()) {
    work.later(updateRow('magic_link', after.id, { revoked_at: at }), 1)
    await work.record({
      type: 'magic_link.revoked',
      subject: { type: 'magic_link', id: after.id, version: after.renewals + 2 },
      before: magicLinkView(rows[index] as MagicLinkRow, at),
      after: magicLinkView(after, at),
      data: { ...linkData(after), reason },
      personal: LINK_PERSONAL,
    })
  }
  for (const { id } of ended) await endAll(work, await work.all(lockLiveSessions({ magic_link_id: id }, at)))
  return ended
}

/** Ends the links of a contact whose address has changed: whoever reads the old one is not who was meant. */
export const endLinksOfAddress: Reaction = async (work, { subject, changed }) => {
  if (changed.includes('email')) await endLinksOf(work, subject.id, 'address_changed')
  return undefined
}

export const endLinksOfArchived: Reaction = async (work, { subject }) => {
  await endLinksOf(work, subject.id, 'contact_archived')
  return undefined
}

async function endLinksOf(work: UnitOfWork, contactId: string, reason: EndReason): Promise<void> {
  const rows = await work.all(lockLivingLinks({ contact_id: contactId as RowId<'contact'> }, work.machineNow))
  await endLinks(work, rows, reason)
}
