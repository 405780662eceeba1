import type { EventType } from '@agencyops/schema'
import { changeRow } from '../../../db/change-row.ts'
import { insertRow, updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { dealMoves } from '../rules/deal-status.ts'
import { dealProbability, weightedValue } from '../rules/weighted-value.ts'
import type { DealRow } from '../tables.ts'
import { dealEventData, dealView } from '../views.ts'
import { transitionRow } from './stage-transition.ts'

/** What a change does to what a deal counts with, as the rules say. */
export function weigh(deal: DealRow, stageProbability: string): Pick<DealRow, 'probability' | 'weighted_value_minor'> {
  const probability = canonicalDecimal(dealProbability(deal.status, deal.probability_override, stageProbability))
  return { probability, weighted_value_minor: weightedValue(deal.value_minor, probability) }
}

/** Writes a change of a locked deal and records it; a change without a difference is none. */
export async function changeDeal(
  work: UnitOfWork,
  type: EventType,
  before: DealRow,
  changes: Partial<DealRow>,
): Promise<DealRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('deal', before.id, columns), 1)
  if (before.stage_id !== after.stage_id || before.status !== after.status) {
    work.later(insertRow('stage_transition', transitionRow(work, before, after)))
  }
  await work.record({
    type,
    subject: { type: 'deal', id: before.id, version: after.version },
    before: dealView(before),
    after: dealView(after),
    data: dealEventData(after, before),
  })
  return after
}

/** Throws 409 where the deal, its scope or its plan can no longer change. */
export function refuseUnlessOpen(deal: DealRow, what: string): void {
  if (deal.status === 'open') return
  const mend =
    deal.status === 'lost' ? 'Reopen it first.' : 'A change of its scope is a change order of its engagement.'
  throw illegalMove(`The deal is ${deal.status}, so ${what}. ${mend}`, dealMoves(deal.status))
}
