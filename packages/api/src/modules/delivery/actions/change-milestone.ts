import type { EventType } from '@agencyops/schema'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { MilestoneRow } from '../tables.ts'
import { milestoneView, type ShownBill } from '../views.ts'

/** Writes what differs on a locked milestone and records it; no difference is no change and no event. */
export async function changeMilestone(
  work: UnitOfWork,
  before: { milestone: MilestoneRow; bills: readonly ShownBill[] },
  changes: Partial<MilestoneRow>,
  event: { type: EventType; bills?: readonly ShownBill[] | undefined; data?: Record<string, unknown> },
): Promise<MilestoneRow> {
  const { milestone } = before
  const bills = event.bills ?? before.bills
  const changed = changeRow(milestone, changes, work.now)
  const touched = { version: milestone.version + 1, updated_at: work.now }
  const columns = changed.columns ?? (event.bills ? touched : undefined)
  if (!columns) return milestone
  const after: MilestoneRow = { ...milestone, ...columns }
  work.later(updateRow('milestone', milestone.id, columns), 1)
  await work.record({
    type: event.type,
    subject: { type: 'milestone', id: milestone.id, version: after.version },
    before: milestoneView(milestone, before.bills),
    after: milestoneView(after, bills),
    data: { engagement_id: toWire('engagement', milestone.engagement_id), ...event.data },
    engagementId: milestone.engagement_id,
    clientVisible: true,
  })
  return after
}
