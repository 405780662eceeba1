import type { Role } from '@agencyops/schema'
import { insertRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import type { MemberRow, PersonRow } from '../tables.ts'
import { memberView, PERSONAL, personView } from '../views.ts'

/** Adds a person with a login and a role. */
export async function createMember(
  work: UnitOfWork,
  input: { name: string; email?: string | undefined; role: Role },
): Promise<{ member: MemberRow; person: PersonRow }> {
  const common = { tenant_id: work.tenantId, version: 1, created_at: work.now, updated_at: work.now, archived_at: null }
  const person: PersonRow = {
    ...common,
    id: work.newId('person'),
    name: input.name,
    email: input.email ?? null,
    erased_at: null,
    ...externalRefColumns(undefined),
  }
  const member: MemberRow = { ...common, id: work.newId('member'), person_id: person.id, role: input.role }
  work.later(insertRow('person', person))
  work.later(insertRow('member', member))
  await work.record({
    type: 'person.created',
    subject: { type: 'person', id: person.id, version: 1 },
    after: personView(person),
    personal: PERSONAL,
  })
  await work.record({
    type: 'member.created',
    subject: { type: 'member', id: member.id, version: 1 },
    after: memberView(member),
  })
  return { member, person }
}
