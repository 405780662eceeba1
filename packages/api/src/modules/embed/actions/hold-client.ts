import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { listSharesOfContact } from '../../engagements/index.ts'
import { findMemberOfAddress, holdContact } from '../queries/sessions.ts'

/**
 * Holds the contact who is to come in; nobody archives them before this commits. `mayDecide` says whether they may
 * decide there: the key acts for contacts, and the address is no member's. Throws 422 at `pointer` for a contact who
 * cannot come in, and at the engagement that is not shared with them.
 */
export async function holdClient(
  work: UnitOfWork,
  id: RowId<'contact'>,
  engagements: readonly RowId<'engagement'>[],
  pointer: string,
) {
  const [[contact], shares] = await work.group(holdContact({ id }), listSharesOfContact({ contact_id: id }))
  if (!contact) throw invalidField(pointer, 'unknown_record', 'There is no such contact.')
  if (contact.archived_at !== null || contact.erased_at !== null) {
    throw invalidField(pointer, 'archived', 'The contact is archived. Restore them first.')
  }
  const shared = new Set(shares.map((share) => share.engagement_id))
  const index = engagements.findIndex((engagement) => !shared.has(engagement))
  if (index >= 0) {
    const detail = 'This engagement is not shared with the contact. Share it first, or leave it out.'
    throw invalidField(`#/engagement_ids/${index}`, 'not_shared', detail)
  }
  return { contact, mayDecide: await mayDecide(work, contact.email) }
}

async function mayDecide(work: UnitOfWork, email: string | null): Promise<boolean> {
  if (!work.can('contacts:act_for') || email === null) return work.can('contacts:act_for')
  return (await work.first(findMemberOfAddress({ email }))) === undefined
}
