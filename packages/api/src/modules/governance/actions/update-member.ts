import type { Role } from '@agencyops/schema'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { countOwners, findPerson, lockMember } from '../queries/members.ts'
import { lockTenant } from '../queries/tenants.ts'
import type { MemberRow } from '../tables.ts'
import { memberView } from '../views.ts'
import { checkGivenRole } from './create-member.ts'

/** Gives a member another role. Throws 409 where no owner would stay. */
export async function updateMember(
  work: UnitOfWork,
  id: RowId<'member'>,
  input: { role?: Role | undefined },
): Promise<MemberRow> {
  const before = await lock(work, id)
  if (input.role !== undefined && input.role !== before.role) {
    checkGivenRole(work, input.role)
    checkGivenRole(work, before.role)
  }
  return change(work, before, input, 'member.updated')
}

/** Ends a login. Throws 409 where no owner would stay. */
export async function archiveMember(work: UnitOfWork, id: RowId<'member'>): Promise<MemberRow> {
  const before = await lock(work, id)
  if (before.archived_at !== null) return before
  checkGivenRole(work, before.role)
  return change(work, before, { archived_at: work.now }, 'member.archived')
}

export async function restoreMember(work: UnitOfWork, id: RowId<'member'>): Promise<MemberRow> {
  const before = await lock(work, id)
  if (before.archived_at === null) return before
  checkGivenRole(work, before.role)
  const person = await work.first(findPerson({ id: before.person_id }))
  if (person && person.archived_at !== null) throw illegalMove('The person is archived. Restore the person first.', [])
  return change(work, before, { archived_at: null }, 'member.restored')
}

/** The tenant's row first: two owners who leave at once wait for each other, and the second one counts after. */
async function lock(work: UnitOfWork, id: RowId<'member'>): Promise<MemberRow> {
  const [, members] = await work.group(lockTenant({ id: work.tenantId }), lockMember({ id }))
  const member = members[0]
  if (!member) throw notFound('member')
  work.match(member.version)
  return member
}

async function change(
  work: UnitOfWork,
  before: MemberRow,
  changes: Partial<MemberRow>,
  type: 'member.updated' | 'member.archived' | 'member.restored',
): Promise<MemberRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('member', before.id, columns), 1)
  if (isOwner(before) && !isOwner(after)) {
    const counted = await work.first(countOwners({}))
    if (!counted || counted.owners < 1)
      throw illegalMove('A tenant keeps at least one owner. Name another one first.', [])
  }
  await work.record({
    type,
    subject: { type: 'member', id: after.id, version: after.version },
    before: memberView(before),
    after: memberView(after),
  })
  return after
}

function isOwner(member: MemberRow): boolean {
  return member.role === 'owner' && member.archived_at === null
}
