import type { personUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { findMemberOfPerson, lockPerson } from '../queries/members.ts'
import type { PersonRow } from '../tables.ts'
import { PERSONAL, personView } from '../views.ts'

/** Changes what the input names; null clears. */
export async function updatePerson(
  work: UnitOfWork,
  id: RowId<'person'>,
  input: z.infer<typeof personUpdate>,
): Promise<PersonRow> {
  const { external_ref: externalRef, ...fields } = input
  const changes = { ...fields, ...(externalRef !== undefined && externalRefColumns(externalRef)) }
  return change(work, await lock(work, id), changes, 'person.updated')
}

/** Takes a person off lists. Throws 409 for one with a login. */
export async function archivePerson(work: UnitOfWork, id: RowId<'person'>): Promise<PersonRow> {
  const before = await lock(work, id)
  if (before.archived_at !== null) return before
  const member = await work.first(findMemberOfPerson({ person_id: id }))
  if (member && member.archived_at === null) throw illegalMove('The person is a member. Archive the member first.', [])
  return change(work, before, { archived_at: work.now }, 'person.archived')
}

export async function restorePerson(work: UnitOfWork, id: RowId<'person'>): Promise<PersonRow> {
  return change(work, await lock(work, id), { archived_at: null }, 'person.restored')
}

async function lock(work: UnitOfWork, id: RowId<'person'>): Promise<PersonRow> {
  const person = await work.first(lockPerson({ id }))
  if (!person) throw notFound('person')
  work.match(person.version)
  return person
}

async function change(
  work: UnitOfWork,
  before: PersonRow,
  changes: Partial<PersonRow>,
  type: 'person.updated' | 'person.archived' | 'person.restored',
): Promise<PersonRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('person', before.id, columns), 1)
  await work.record({
    type,
    subject: { type: 'person', id: after.id, version: after.version },
    before: personView(before),
    after: personView(after),
    personal: PERSONAL,
  })
  return after
}
