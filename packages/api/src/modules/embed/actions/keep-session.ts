import { insertRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { embedSessionView, sessionData } from '../views.ts'

/** Keeps a new session and says so. */
export async function keepSession(work: UnitOfWork, row: EmbedSessionRow): Promise<void> {
  work.later(insertRow('embed_session', row))
  await work.record({
    type: 'embed_session.created',
    subject: { type: 'embed_session', id: row.id, version: 1 },
    after: embedSessionView(row),
    data: sessionData(row),
  })
}
