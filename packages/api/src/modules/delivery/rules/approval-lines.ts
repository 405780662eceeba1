import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  multiplyToMinor,
  percentOf,
} from '../../../primitives/decimal.ts'
import { assertAmount, formatMinor } from '../../../primitives/money.ts'

/** One bill of a milestone with the scope item that it bills, and what was approved of that item before. */
export interface BilledItem {
  scopeItemId: string
  name: string
  quantity: string
  unit: string | null
  unitPrice: string
  currency: string
  /** The item's contract value in minor units. */
  net: number
  /** A percentage of the item, or an amount in minor units. */
  percent: string | null
  amount: number | null
  /** Sums of its earlier entries that were approved and not withdrawn, whether invoiced or credited since. */
  approvedPercent: string
  approvedNet: number
}

/** The invoice line that the approval of one bill raises. */
export interface ApprovalLine {
  scopeItemId: string
  description: string
  quantity: string
  unit: string | null
  unitPrice: string
  net: number
  percent: string | null
}

/**
 * One line for each bill. An item billed whole (100 % in one go, nothing before) keeps its quantity × unit price:
 * 1250 × 0.3475 EUR is 434.38. A part is 1 × (round(item net × cumulated percent) − approved before), so that the last
 * part takes the rest: thirds of 100.00 by 33.33 %, 33.33 % and 33.34 % are 33.33 + 33.33 + 33.34; two halves of 0.01
 * are 0.01 + 0.00. An amount is taken as it is. Returns (negative nets) mirror sales.
 */
export function approvalLines(bills: readonly BilledItem[]): ApprovalLine[] {
  return bills.map((bill) => (isWhole(bill) ? wholeLine(bill) : partLine(bill)))
}

function isWhole(bill: BilledItem): boolean {
  return (
    bill.percent !== null &&
    compareDecimals(bill.percent, '100') === 0 &&
    compareDecimals(bill.approvedPercent, '0') === 0 &&
    bill.approvedNet === 0 &&
    // Approved changes move the net away from quantity × unit price.
    multiplyToMinor(bill.quantity, bill.unitPrice, bill.currency) === bill.net
  )
}

function wholeLine(bill: BilledItem): ApprovalLine {
  return {
    scopeItemId: bill.scopeItemId,
    description: bill.name,
    quantity: canonicalDecimal(bill.quantity),
    unit: bill.unit,
    unitPrice: canonicalDecimal(bill.unitPrice),
    net: bill.net,
    percent: '100',
  }
}

function partLine(bill: BilledItem): ApprovalLine {
  const percent = bill.percent === null ? null : canonicalDecimal(bill.percent)
  const net = percent === null ? (bill.amount ?? 0) : shareOf(bill, percent)
  return {
    scopeItemId: bill.scopeItemId,
    description: percent === null || percent === '100' ? bill.name : `${bill.name} (${percent} %)`,
    quantity: '1',
    unit: null,
    unitPrice: canonicalDecimal(formatMinor(net, bill.currency)),
    net,
    percent,
  }
}

function shareOf(bill: BilledItem, percent: string): number {
  return assertAmount(percentOf(bill.net, addDecimals(bill.approvedPercent, percent)) - bill.approvedNet)
}
