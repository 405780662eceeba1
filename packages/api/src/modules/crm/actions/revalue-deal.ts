import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { shiftDealValue } from '../queries/deals.ts'
import { weightedValue } from '../rules/weighted-value.ts'
import type { DealRow } from '../tables.ts'
import { dealEventData, dealView } from '../views.ts'
import { sumOfValues } from './scope-item-row.ts'

/**
 * Moves a locked deal's value by what its scope gained or lost, in minor units, and raises its version; also without a
 * difference, as its scope or plan has changed.
 */
export async function revalueDeal(
  work: UnitOfWork,
  before: DealRow,
  difference: number,
  changed?: readonly string[],
): Promise<DealRow> {
  const value = sumOfValues([before.value_minor, difference], '#')
  const weighted = weightedValue(value, canonicalDecimal(before.probability))
  const after: DealRow = {
    ...before,
    value_minor: value,
    weighted_value_minor: weighted,
    version: before.version + 1,
    updated_at: work.now,
  }
  work.later(shiftDealValue({ id: before.id, difference, weighted, version: after.version, now: work.now }), 1)
  await work.record({
    type: 'deal.updated',
    subject: { type: 'deal', id: before.id, version: after.version },
    before: dealView(before),
    after: dealView(after),
    data: dealEventData(after),
    ...(changed && { changed: difference === 0 ? changed : [...changed, 'value', 'weighted_value'] }),
  })
  return after
}
