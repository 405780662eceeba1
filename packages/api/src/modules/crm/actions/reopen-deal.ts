import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { lockDeal, shareStage, shareStageOfDeal } from '../queries/deals.ts'
import { dealAllows, dealMoves } from '../rules/deal-status.ts'
import type { DealRow } from '../tables.ts'
import { changeDeal, weigh } from './change-deal.ts'
import { usableStage } from './move-deal.ts'
import { firstGap, placeInGap } from './place-deal.ts'

/** Opens a lost deal again, at the start of the stage where it was lost unless another is named. Throws 404, 409 `illegal_move`, 422. */
export async function reopenDeal(
  work: UnitOfWork,
  id: RowId<'deal'>,
  stageId: RowId<'stage'> | undefined,
): Promise<DealRow> {
  const [[stage], [before]] = await work.group(
    stageId === undefined ? shareStageOfDeal({ id }) : shareStage({ id: stageId }),
    lockDeal({ id }),
  )
  if (!before) throw notFound('deal')
  work.match(before.version)
  if (!dealAllows(before.status, 'reopen')) {
    const why =
      before.status === 'won' ? 'The deal is won and has its engagement, so it stays won.' : 'The deal is open already.'
    throw illegalMove(why, dealMoves(before.status))
  }
  // A lost deal moves nowhere, so its stage is still the one that was locked before it.
  const target = usableStage(stage, '#/stage_id')
  const spot = { stageId: target.id, dealId: id }
  return changeDeal(work, 'deal.reopened', before, {
    status: 'open',
    stage_id: target.id,
    pipeline_id: target.pipeline_id,
    stage_entered_at: work.now,
    position: await placeInGap(work, spot, await firstGap(work, spot)),
    lost_reason_id: null,
    lost_note: null,
    lost_at: null,
    ...weigh({ ...before, status: 'open' }, target.probability),
  })
}
