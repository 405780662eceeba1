import type { contactUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { notFound } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { lockContact } from '../queries/contacts.ts'
import type { ContactRow } from '../tables.ts'
import { CONTACT_PERSONAL, contactView } from '../views.ts'

type Input = z.infer<typeof contactUpdate>

/** Changes what the input names; null clears. Throws 404. */
export async function updateContact(work: UnitOfWork, id: RowId<'contact'>, input: Input): Promise<ContactRow> {
  const before = await work.first(lockContact({ id }))
  if (!before) throw notFound('contact')
  work.match(before.version)
  return changeContact(work, before, input)
}

/** Changes a locked contact. Who changed its e-mail address, and when, stays with it for the evidence of approvals. */
export async function changeContact(work: UnitOfWork, before: ContactRow, input: Input): Promise<ContactRow> {
  const { external_ref: externalRef, ...fields } = input
  const readdressed = fields.email !== undefined && fields.email !== before.email
  const { after, columns } = changeRow(
    before,
    {
      ...fields,
      ...(fields.name !== undefined && { search_key: searchKey(fields.name) }),
      ...(readdressed && { email_changed_by: { actor: work.actor, at: work.now } }),
      ...(externalRef !== undefined && externalRefColumns(externalRef)),
    },
    work.now,
  )
  if (!columns) return before
  work.later(updateRow('contact', before.id, columns), 1)
  await work.record({
    type: 'contact.updated',
    subject: { type: 'contact', id: before.id, version: after.version },
    before: contactView(before),
    after: contactView(after),
    personal: CONTACT_PERSONAL,
  })
  return after
}
