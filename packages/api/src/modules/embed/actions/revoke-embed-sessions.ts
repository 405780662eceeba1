import type { embedSessionRevokeAll } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { endSessions, lockLiveSessions, lockSession } from '../queries/sessions.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { embedSessionView, sessionData } from '../views.ts'

/** Ends one session; its next request is refused. One that has been revoked stays as it was. Throws 404. */
export async function revokeEmbedSession(work: UnitOfWork, id: RowId<'embed_session'>): Promise<EmbedSessionRow> {
  const row = await work.first(lockSession({ id }))
  if (!row) throw notFound('embed session')
  if (row.revoked_at !== null) return row
  const [ended] = await end(work, [row])
  return ended as EmbedSessionRow
}

/** Ends all running sessions of a contact, of a member, or that list an engagement. Answers how many. */
export async function revokeAllEmbedSessions(
  work: UnitOfWork,
  whose: z.infer<typeof embedSessionRevokeAll>,
): Promise<number> {
  const rows = await work.all(
    lockLiveSessions(
      {
        contact_id: whose.contact_id && toRow(whose.contact_id),
        member_id: whose.member_id && toRow(whose.member_id),
        engagement_id: whose.engagement_id && toRow(whose.engagement_id),
      },
      work.machineNow,
    ),
  )
  await end(work, rows)
  return rows.length
}

async function end(work: UnitOfWork, rows: readonly EmbedSessionRow[]): Promise<EmbedSessionRow[]> {
  if (rows.length === 0) return []
  const at = work.machineNow
  const ended = rows.map((row) => ({ ...row, revoked_at: at }))
  work.later(endSessions({ ids: rows.map((row) => row.id), at }), rows.length)
  for (const [index, after] of ended.entries()) {
    await work.record({
      type: 'embed_session.revoked',
      subject: { type: 'embed_session', id: after.id, version: 2 },
      before: embedSessionView(rows[index] as EmbedSessionRow),
      after: embedSessionView(after),
      data: sessionData(after),
    })
  }
  return ended
}
