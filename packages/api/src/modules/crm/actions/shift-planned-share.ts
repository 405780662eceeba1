import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { shiftPlannedShare as shiftQuery } from '../queries/scope-items.ts'
import type { ScopeItemRow } from '../tables.ts'

/** How much more of an item milestones bill; negative for less. */
export interface PlannedShift {
  percent?: string
  /** Minor units of the item's currency. */
  amount?: number
  /** What bills the item after this: null where no milestone does any more. */
  basis: 'percent' | 'amount' | null
}

/**
 * Changes what milestones bill of a locked scope item; the database holds 100 percent and the contract value as
 * limits. `item` is the row as it was locked in this transaction.
 */
export function shiftPlannedShare(
  work: UnitOfWork,
  item: ScopeItemRow,
  { percent = '0', amount = 0, basis }: PlannedShift,
): void {
  work.later(
    shiftQuery({
      id: item.id,
      percent,
      amount,
      basis,
      version: work.raisedVersion(item.id, item.version),
      now: work.now,
    }),
    1,
  )
}
