import { insertRow, updateRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound, ProblemError } from '../../../http/problem.ts'
import { lockCompanyOfDeal, lockDeal } from '../queries/deals.ts'
import { lockScopeItemsOfDeal } from '../queries/scope-items.ts'
import { dealAllows, dealMoves } from '../rules/deal-status.ts'
import { dealProbability, weightedValue } from '../rules/weighted-value.ts'
import type { DealRow } from '../tables.ts'
import { dealEventData, dealView } from '../views.ts'
import { becomeClient } from './become-client.ts'
import { transitionRow } from './stage-transition.ts'

/**
 * Wins an open deal that sells something; its company becomes a client. Answers what areas above opened for it, by
 * name. Locks the company, the deal and its scope items in this order. Throws 404, 409 `illegal_move`.
 */
export async function winDeal(
  work: UnitOfWork,
  id: RowId<'deal'>,
): Promise<{ deal: DealRow; opened: Record<string, unknown> }> {
  const [[company], [before], items] = await work.group(
    lockCompanyOfDeal({ id }),
    lockDeal({ id }),
    lockScopeItemsOfDeal({ deal_id: id }),
  )
  if (!before || !company) throw notFound('deal')
  work.match(before.version)
  if (!dealAllows(before.status, 'win')) {
    throw illegalMove(`The deal is ${before.status}, so it cannot be won.`, dealMoves(before.status))
  }
  if (before.archived_at !== null) throw illegalMove('The deal is archived. Restore it first.', ['restore'])
  if (items.length === 0) {
    const detail = 'A deal needs a scope item before it can be won: nothing is sold yet.'
    throw new ProblemError('illegal_move', { detail, legalMoves: ['move', 'lose'] })
  }
  const probability = dealProbability('won', before.probability_override, before.probability)
  const columns = {
    status: 'won',
    won_at: work.now,
    probability,
    weighted_value_minor: weightedValue(before.value_minor, probability),
    version: before.version + 1,
    updated_at: work.now,
  } as const
  const deal: DealRow = { ...before, ...columns }
  work.later(updateRow('deal', id, columns), 1)
  work.later(insertRow('stage_transition', transitionRow(work, before, deal)))
  await becomeClient(work, company)
  const opened = await work.record({
    type: 'deal.won',
    subject: { type: 'deal', id, version: deal.version },
    before: dealView(before),
    after: dealView(deal),
    data: { ...dealEventData(deal), company_id: toWire('company', deal.company_id) },
  })
  return { deal, opened }
}
