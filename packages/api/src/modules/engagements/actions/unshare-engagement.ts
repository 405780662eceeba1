import { deleteRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { findShare } from '../queries/shares.ts'
import { loadEngagement } from './load-engagement.ts'

/** Ends the sharing; running sessions lose the engagement with their next request. No sharing is no change. */
export async function unshareEngagement(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  contactId: RowId<'contact'>,
): Promise<void> {
  const engagement = await loadEngagement(work, id)
  const known = await work.first(findShare({ engagement_id: id, contact_id: contactId }))
  if (!known) return
  work.later(deleteRow('engagement_share', known.id), 1)
  await work.record({
    type: 'engagement.unshared',
    subject: { type: 'engagement', id, version: engagement.version },
    changed: ['shares'],
    data: { engagement_id: toWire('engagement', id), contact_id: toWire('contact', contactId) },
    engagementId: id,
  })
}
