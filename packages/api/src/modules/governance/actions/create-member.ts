import { type Role, roles } from '@agencyops/schema'
import { insertRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { conflict, illegalMove, invalidField, ProblemError } from '../../../http/problem.ts'
import { findMemberOfPerson, sharePerson } from '../queries/members.ts'
import { missingForRole } from '../rules/roles.ts'
import type { MemberRow, PersonRow } from '../tables.ts'
import { memberView, PERSONAL, personView } from '../views.ts'

export interface NewPerson {
  name: string
  email?: string | undefined
  external_ref?: { system: string; id: string } | undefined
}

/** Adds a person without a login. */
export async function createPerson(work: UnitOfWork, input: NewPerson): Promise<PersonRow> {
  const person: PersonRow = {
    ...newRecord(work),
    id: work.newId('person'),
    name: input.name,
    email: input.email ?? null,
    erased_at: null,
    ...externalRefColumns(input.external_ref),
  }
  work.later(insertRow('person', person))
  await work.record({
    type: 'person.created',
    subject: { type: 'person', id: person.id, version: 1 },
    after: personView(person),
    personal: PERSONAL,
  })
  return person
}

/** Gives a known person a login with a role. Throws 404, 409 for a person who has one, 403 for a role beyond the giver's rights. */
export async function createLogin(
  work: UnitOfWork,
  personId: RowId<'person'>,
  role: Role,
): Promise<{ member: MemberRow; person: PersonRow }> {
  checkGivenRole(work, role)
  const person = await work.first(sharePerson({ id: personId }))
  if (!person) throw invalidField('#/person_id', 'not_found', 'There is no such person.')
  if (person.archived_at !== null) throw illegalMove('The person is archived.', ['restore'])
  if (await work.first(findMemberOfPerson({ person_id: personId }))) {
    throw conflict('#/person_id', 'The person is a member already. Restore or update that one.')
  }
  return { member: await insertMember(work, personId, role), person }
}

/** Adds a person with a login and a role. */
export async function createMember(
  work: UnitOfWork,
  input: { name: string; email?: string | undefined; role: Role },
): Promise<{ member: MemberRow; person: PersonRow }> {
  checkGivenRole(work, input.role)
  const person = await createPerson(work, { name: input.name, email: input.email })
  return { member: await insertMember(work, person.id, input.role), person }
}

/** Nobody at a page gives more than they have, nor takes it from who has more. Throws 403. */
export function checkGivenRole(work: UnitOfWork, role: Role): void {
  if (work.principal.kind !== 'member') return
  const missing = missingForRole(roles[role].scopes, work.principal.scopes)
  if (missing.length === 0) return
  const detail = `The role ${role} may more than this session: ${missing.slice(0, 3).join(', ')}.`
  throw new ProblemError('forbidden', { detail })
}

async function insertMember(work: UnitOfWork, personId: RowId<'person'>, role: Role): Promise<MemberRow> {
  const member: MemberRow = { ...newRecord(work), id: work.newId('member'), person_id: personId, role }
  work.later(insertRow('member', member))
  await work.record({
    type: 'member.created',
    subject: { type: 'member', id: member.id, version: 1 },
    after: memberView(member),
  })
  return member
}

function newRecord(work: UnitOfWork) {
  return { tenant_id: work.tenantId, version: 1, created_at: work.now, updated_at: work.now, archived_at: null }
}
