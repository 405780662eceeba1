import type { EventType } from '@agencyops/schema'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { EngagementRow } from '../tables.ts'
import { engagementView } from '../views.ts'

/** Writes what differs on a locked engagement and records it; no difference is no change and no event. */
export async function changeEngagement(
  work: UnitOfWork,
  before: EngagementRow,
  changes: Partial<EngagementRow>,
  type: EventType,
): Promise<EngagementRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('engagement', before.id, columns), 1)
  await work.record({
    type,
    subject: { type: 'engagement', id: before.id, version: after.version },
    before: engagementView(before),
    after: engagementView(after),
    data: { engagement_id: engagementView(after).id },
    engagementId: before.id,
  })
  return after
}
