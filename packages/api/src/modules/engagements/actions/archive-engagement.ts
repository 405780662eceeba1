import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { findUnbilled } from '../queries/engagements.ts'
import { engagementMoves, mayMove } from '../rules/engagement-status.ts'
import type { EngagementRow } from '../tables.ts'
import { changeEngagement } from './change-engagement.ts'
import { loadEngagement } from './load-engagement.ts'

/** Takes it off lists. Refused while it is active, or earned work is not billed; areas above refuse what is open there. */
export async function archiveEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const before = await loadEngagement(work, id)
  if (before.archived_at !== null) return before
  if (!mayMove(before.status, 'archive')) {
    throw illegalMove('The engagement is active. Complete it first.', engagementMoves(before.status))
  }
  if (await work.first(findUnbilled({ engagement_id: id }))) {
    throw illegalMove('Earned work of the engagement is not billed. Bill it or write it off first.', ['reactivate'])
  }
  return changeEngagement(work, before, { archived_at: work.now }, 'engagement.archived')
}

/** Back on lists. */
export async function restoreEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const before = await loadEngagement(work, id)
  return changeEngagement(work, before, { archived_at: null }, 'engagement.restored')
}
