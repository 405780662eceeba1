import type { RowId } from '../../../db/row.ts'
import type { Reaction } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { encodeId } from '../../../primitives/id.ts'
import { findRequested } from '../queries/approvals.ts'

/** An engagement is not completed or archived while a contact is asked to approve: the caller holds it locked. */
export const refuseOpenApprovals: Reaction = async (work, event) => {
  const open = await work.first(findRequested({ engagement_id: event.subject.id as RowId<'engagement'> }))
  if (!open) return undefined
  throw illegalMove(
    `${encodeId('approval', open.id)} awaits its decision. Let it be decided, or withdraw it first.`,
    [],
  )
}
