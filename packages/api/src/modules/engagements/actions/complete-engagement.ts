import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { engagementMoves, mayMove } from '../rules/engagement-status.ts'
import type { EngagementRow } from '../tables.ts'
import { changeEngagement } from './change-engagement.ts'
import { loadEngagement, refuseArchived } from './load-engagement.ts'

/** active → completed. Areas above refuse it while something of theirs is open. */
export async function completeEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const before = await loadEngagement(work, id)
  refuseArchived(before)
  if (!mayMove(before.status, 'complete')) {
    throw illegalMove('The engagement is completed already.', engagementMoves(before.status))
  }
  return changeEngagement(work, before, { status: 'completed', completed_at: work.now }, 'engagement.completed')
}
