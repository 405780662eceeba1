import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, invalidField, notFound } from '../../../http/problem.ts'
import { lockDeal, shareStage } from '../queries/deals.ts'
import { dealAllows, dealMoves } from '../rules/deal-status.ts'
import type { DealRow, StageRow } from '../tables.ts'
import { changeDeal, weigh } from './change-deal.ts'

/** Moves an open deal to a stage, of its pipeline or another. Throws 404, 409 `illegal_move`, 422. */
export async function moveDeal(work: UnitOfWork, id: RowId<'deal'>, stageId: RowId<'stage'>): Promise<DealRow> {
  // The stage first, as who changes a stage takes it before its deals.
  const [[stage], [before]] = await work.group(shareStage({ id: stageId }), lockDeal({ id }))
  if (!before) throw notFound('deal')
  work.match(before.version)
  if (!dealAllows(before.status, 'move')) {
    throw illegalMove(`The deal is ${before.status}, so it stays in its stage.`, dealMoves(before.status))
  }
  if (before.archived_at !== null) throw illegalMove('The deal is archived. Restore it first.', ['restore'])
  const target = usableStage(stage, '#/stage_id')
  return changeDeal(work, 'deal.moved', before, {
    stage_id: target.id,
    pipeline_id: target.pipeline_id,
    ...(target.id !== before.stage_id && weigh(before, target.probability)),
  })
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
