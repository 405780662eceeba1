import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { shiftScopeItem as shiftQuery } from '../queries/scope-items.ts'
import type { ScopeItemRow } from '../tables.ts'

/** How a sold dollar moves on: amounts in minor units of the item's currency, negative for returns. */
export interface ScopeItemShift {
  /** Approved work: earned and not yet billed. Negative takes an approval back. */
  earned?: number
  /** From unbilled to billed. Negative gives it back: a deleted draft, a credit that releases. */
  billed?: number
  /** From billed to written off: a credit that does not release. */
  writtenOff?: number
  /** Percent of the item that this approval covers; negative when it is withdrawn. */
  approvedPercent?: string
}

/**
 * Moves a locked scope item's sums; `billed + unbilled + written off = earned` and the limits by the contract value
 * are held by the database. `item` is the row as it was locked in this transaction.
 */
export function shiftScopeItem(work: UnitOfWork, item: ScopeItemRow, shift: ScopeItemShift): void {
  const { earned = 0, billed = 0, writtenOff = 0, approvedPercent = '0' } = shift
  work.later(
    shiftQuery({
      id: item.id,
      earned,
      billed: billed - writtenOff,
      unbilled: earned - billed,
      written_off: writtenOff,
      approved_percent: approvedPercent,
      version: work.raisedVersion(item.id, item.version),
      now: work.now,
    }),
    1,
  )
}
