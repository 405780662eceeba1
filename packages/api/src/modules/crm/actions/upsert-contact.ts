import type { contactUpsert } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { findContactByExternalRef } from '../queries/contacts.ts'
import { lockExternalRef } from '../queries/references.ts'
import type { ContactRow } from '../tables.ts'
import { refuseArchived } from './check-external-ref.ts'
import { createContacts } from './create-contacts.ts'
import { changeContact } from './update-contact.ts'

/** Makes the contact of this reference, or changes it. Throws 409 where it is archived, 422 for another company. */
export async function upsertContact(work: UnitOfWork, input: z.infer<typeof contactUpsert>): Promise<ContactRow> {
  const { company_id: companyId, ...fields } = input
  const { system, id } = input.external_ref
  const [, [known]] = await work.group(
    lockExternalRef({ key: JSON.stringify(['contact', system, id]) }),
    findContactByExternalRef({ system, id }),
  )
  if (!known) return (await createContacts(work, [input], () => '#'))[0] as ContactRow
  refuseArchived('contact', known)
  if (known.company_id !== toRow(companyId)) {
    throw invalidField(
      '#/company_id',
      'wrong_company',
      `The contact belongs to ${toWire('company', known.company_id)}.`,
    )
  }
  return changeContact(work, known, fields)
}
