import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { setEngagementOfItems } from '../queries/scope-items.ts'

/** Gives all scope items of a won deal, whose items are locked, to the engagement that its win opened. */
export function setEngagement(work: UnitOfWork, dealId: RowId<'deal'>, engagementId: RowId<'engagement'>): void {
  work.later(setEngagementOfItems({ deal_id: dealId, engagement_id: engagementId, now: work.now }))
}
