import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { endSessions } from '../queries/sessions.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { embedSessionView, sessionData } from '../views.ts'

/** Ends locked sessions that run. */
export async function endAll(work: UnitOfWork, rows: readonly EmbedSessionRow[]): Promise<EmbedSessionRow[]> {
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
