import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { lockEngagement, shareEngagement } from '../queries/engagements.ts'
import type { EngagementRow } from '../tables.ts'

/** Locks an engagement to change it and compares `If-Match`. Throws 404 where it is absent or hidden. */
export async function loadEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const row = await work.first(lockEngagement({ id }))
  if (!row || !mayReach(work.principal, row.id)) throw notFound('engagement')
  work.match(row.version)
  return row
}

/** Holds an engagement as it is while a child of it is made. Throws 404 where absent or hidden, 409 where archived. */
export async function holdEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const row = await work.first(shareEngagement({ id }))
  if (!row || !mayReach(work.principal, row.id)) throw notFound('engagement')
  refuseArchived(row)
  return row
}

/** Throws 409 where the engagement was put away. */
export function refuseArchived(row: EngagementRow): void {
  if (row.archived_at !== null) throw illegalMove('The engagement is archived. Restore it first.', ['restore'])
}
