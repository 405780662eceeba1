import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { findLostReason, lockDeal } from '../queries/deals.ts'
import { dealAllows, dealMoves } from '../rules/deal-status.ts'
import type { DealRow } from '../tables.ts'
import { changeDeal, weigh } from './change-deal.ts'
import { usable } from './deal-references.ts'

/** Loses an open deal, with its reason. Throws 404, 409 `illegal_move`, 422. */
export async function loseDeal(
  work: UnitOfWork,
  id: RowId<'deal'>,
  reason: { id: RowId<'lost_reason'>; note: string | null },
): Promise<DealRow> {
  const [[before], [found]] = await work.group(lockDeal({ id }), findLostReason({ id: reason.id }))
  if (!before) throw notFound('deal')
  work.match(before.version)
  if (!dealAllows(before.status, 'lose')) {
    throw illegalMove(`The deal is ${before.status}, so it cannot be lost.`, dealMoves(before.status))
  }
  const { id: reasonId } = usable(found, '#/lost_reason_id', 'lost reason')
  return changeDeal(work, 'deal.lost', before, {
    status: 'lost',
    lost_reason_id: reasonId,
    lost_note: reason.note,
    lost_at: work.now,
    ...weigh({ ...before, status: 'lost' }, before.probability),
  })
}
