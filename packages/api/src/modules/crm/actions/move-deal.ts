import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, invalidField, notFound } from '../../../http/problem.ts'
import { lockPlaces } from '../queries/deal-places.ts'
import { lockDeal, shareStage } from '../queries/deals.ts'
import { liesIn } from '../rules/deal-place.ts'
import { dealAllows, dealMoves } from '../rules/deal-status.ts'
import type { DealRow, StageRow } from '../tables.ts'
import { dealEventData } from '../views.ts'
import { changeDeal, weigh } from './change-deal.ts'
import { firstGap, gapOf, type Neighbours, placeInGap, readNeighbours } from './place-deal.ts'

/**
 * Moves an open deal to a stage, of its pipeline or another, between the neighbours named, else to the start; in its own
 * stage it moves for neighbours alone. A new place shows in no deal, so it raises no version. Throws 404, 409
 * `illegal_move`, 422.
 */
export async function moveDeal(
  work: UnitOfWork,
  id: RowId<'deal'>,
  stageId: RowId<'stage'>,
  neighbours: Neighbours = {},
): Promise<DealRow> {
  // The stage first, as who changes a stage takes it before its deals.
  const spot = { stageId, dealId: id }
  const [, [stage], [before], known, [next], [previous]] = await work.group(
    lockPlaces({ stage_id: stageId }),
    shareStage({ id: stageId }),
    lockDeal({ id }),
    ...readNeighbours(spot, neighbours),
  )
  if (!before) throw notFound('deal')
  work.match(before.version)
  if (!dealAllows(before.status, 'move')) {
    throw illegalMove(`The deal is ${before.status}, so it stays in its stage.`, dealMoves(before.status))
  }
  if (before.archived_at !== null) throw illegalMove('The deal is archived. Restore it first.', ['restore'])
  const target = usableStage(stage, '#/stage_id')
  const gap = gapOf(spot, neighbours, known, next, previous)
  if (target.id === before.stage_id) {
    const named = neighbours.before ?? neighbours.behind
    if (!named || !gap || liesIn(before, gap)) return before
    return reposition(work, before, await placeInGap(work, spot, gap))
  }
  return changeDeal(work, 'deal.moved', before, {
    stage_id: target.id,
    pipeline_id: target.pipeline_id,
    stage_entered_at: work.now,
    position: await placeInGap(work, spot, gap ?? (await firstGap(work, spot))),
    ...weigh(before, target.probability),
  })
}

async function reposition(work: UnitOfWork, deal: DealRow, position: string): Promise<DealRow> {
  work.later(updateRow('deal', deal.id, { position }), 1)
  await work.record({
    type: 'deal.repositioned',
    subject: { type: 'deal', id: deal.id, version: deal.version },
    data: dealEventData(deal),
  })
  return { ...deal, position }
}

/** Throws 422 where a deal cannot stand in the stage. */
export function usableStage(
  stage: (StageRow & { pipeline_archived_at: string | null }) | undefined,
  pointer: string,
): StageRow {
  if (!stage) throw invalidField(pointer, 'unknown_record', 'There is no such stage.')
  if (stage.archived_at !== null || stage.pipeline_archived_at !== null) {
    throw invalidField(pointer, 'archived', 'This stage or its pipeline is archived. Restore it, or choose another.')
  }
  return stage
}
