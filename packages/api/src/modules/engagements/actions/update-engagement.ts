import type { engagementUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { sharePerson } from '../queries/engagements.ts'
import type { EngagementRow } from '../tables.ts'
import { changeEngagement } from './change-engagement.ts'
import { loadEngagement } from './load-engagement.ts'

/** Changes what the input names; null clears. Throws 404, and 422 for a manager who is absent or archived. */
export async function updateEngagement(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  input: z.infer<typeof engagementUpdate>,
): Promise<EngagementRow> {
  const before = await loadEngagement(work, id)
  const { name, manager_id: manager, external_ref: externalRef } = input
  const managerId = manager === undefined ? undefined : toRow(manager)
  if (managerId) await holdPerson(work, managerId, '#/manager_id')
  return changeEngagement(
    work,
    before,
    {
      ...(name !== undefined && { name, search_key: searchKey(name) }),
      ...(managerId !== undefined && { manager_id: managerId }),
      ...(externalRef !== undefined && externalRefColumns(externalRef)),
    },
    'engagement.updated',
  )
}

/** Throws 422 at the pointer where the person is absent or archived. */
export async function holdPerson(work: UnitOfWork, id: RowId<'person'>, pointer: string): Promise<void> {
  const person = await work.first(sharePerson({ id }))
  if (!person) throw invalidField(pointer, 'unknown_record', 'There is no such person.')
  if (person.archived_at !== null)
    throw invalidField(pointer, 'archived', 'The person is archived. Restore them, or name another.')
}
