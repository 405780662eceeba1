import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { shareAssignee } from '../queries/milestones.ts'

/** Throws 422 at `#/assignee_id` where the person is absent or archived. */
export async function holdAssignee(work: UnitOfWork, id: RowId<'person'> | null): Promise<void> {
  if (id === null) return
  const person = await work.first(shareAssignee({ id }))
  if (!person) throw invalidField('#/assignee_id', 'unknown_record', 'There is no such person.')
  if (person.archived_at !== null) {
    throw invalidField('#/assignee_id', 'archived', 'The person is archived. Restore them, or name another.')
  }
}
