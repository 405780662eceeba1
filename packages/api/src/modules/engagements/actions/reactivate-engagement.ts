import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { engagementMoves, mayMove } from '../rules/engagement-status.ts'
import type { EngagementRow } from '../tables.ts'
import { changeEngagement } from './change-engagement.ts'
import { loadEngagement, refuseArchived } from './load-engagement.ts'

/** completed → active: there is more to do. */
export async function reactivateEngagement(work: UnitOfWork, id: RowId<'engagement'>): Promise<EngagementRow> {
  const before = await loadEngagement(work, id)
  refuseArchived(before)
  if (!mayMove(before.status, 'reactivate')) {
    throw illegalMove('The engagement is active already.', engagementMoves(before.status))
  }
  return changeEngagement(work, before, { status: 'active', completed_at: null }, 'engagement.reactivated')
}
