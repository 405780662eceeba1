import { insertRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { findShare, shareContact } from '../queries/shares.ts'
import type { EngagementRow, EngagementShareRow } from '../tables.ts'
import { loadEngagement, refuseArchived } from './load-engagement.ts'

/** Lets a contact of the client see the engagement. Sharing again is no change. */
export async function shareEngagementWith(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  contactId: RowId<'contact'>,
): Promise<EngagementShareRow> {
  const engagement = await loadEngagement(work, id)
  refuseArchived(engagement)
  return shareWith(work, engagement, contactId)
}

/**
 * Shares a locked engagement. Throws 422 at `#/contact_id` for a contact who is absent, archived, erased or of another
 * company.
 */
export async function shareWith(
  work: UnitOfWork,
  engagement: EngagementRow,
  contactId: RowId<'contact'>,
): Promise<EngagementShareRow> {
  const [[contact], [known]] = await work.group(
    shareContact({ id: contactId }),
    findShare({ engagement_id: engagement.id, contact_id: contactId }),
  )
  if (!contact) throw invalidField('#/contact_id', 'unknown_record', 'There is no such contact.')
  if (contact.company_id !== engagement.company_id) {
    throw invalidField('#/contact_id', 'other_company', 'The contact belongs to another company than the engagement.')
  }
  if (contact.archived_at !== null || contact.erased_at !== null) {
    throw invalidField('#/contact_id', 'archived', 'The contact is archived. Restore them, or name another.')
  }
  if (known) return known
  const row: EngagementShareRow = {
    tenant_id: work.tenantId,
    id: work.newId('engagement_share'),
    engagement_id: engagement.id,
    contact_id: contactId,
    shared_at: work.now,
    shared_by: work.actor,
    change_id: work.changeId,
  }
  work.later(insertRow('engagement_share', row))
  await work.record({
    type: 'engagement.shared',
    subject: { type: 'engagement', id: engagement.id, version: engagement.version },
    changed: ['shares'],
    data: { engagement_id: toWire('engagement', engagement.id), contact_id: toWire('contact', contactId) },
    engagementId: engagement.id,
  })
  return row
}
