import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockContact } from '../queries/contacts.ts'
import type { ContactRow } from '../tables.ts'
import { CONTACT_PERSONAL, contactView } from '../views.ts'
import { setArchived } from './set-archived.ts'

/** Archives a contact, whose sessions end with it, or restores it. Throws 404. */
export async function archiveContact(work: UnitOfWork, id: RowId<'contact'>, archived: boolean): Promise<ContactRow> {
  const before = await work.first(lockContact({ id }))
  if (!before) throw notFound('contact')
  work.match(before.version)
  return setArchived(work, 'contact', before, archived, contactView, { personal: CONTACT_PERSONAL })
}
