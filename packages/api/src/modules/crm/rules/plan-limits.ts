import { addDecimals, compareDecimals } from '../../../primitives/decimal.ts'

/** One planned bill of a scope item: a percentage of it, or an amount in minor units. */
export interface PlannedShare {
  milestone: number
  item: string
  percent: string | null
  amount: number | null
}

/** What the plan bills of one scope item in all. */
export interface ItemPlan {
  basis: 'percent' | 'amount'
  percent: string
  amount: number
}

export interface PlanFault {
  /** The index of the share that goes too far. */
  share: number
  code: 'duplicate' | 'mixed_basis' | 'too_small' | 'too_large' | 'wrong_sign'
  detail: string
}

/**
 * The plan of each item, or the first share that breaks a limit: an item is billed by percents or by amounts, once a
 * milestone; percents are more than 0 and at most 100 in all; amounts have the sign of the item's net and are no
 * further from zero in all, so that a return is limited as a sale is. `nets` are in minor units.
 */
export function planLimits(
  nets: ReadonlyMap<string, number>,
  shares: readonly PlannedShare[],
): { plans: Map<string, ItemPlan>; fault?: undefined } | { fault: PlanFault } {
  const plans = new Map<string, ItemPlan>()
  const seen = new Set<string>()
  for (const [index, share] of shares.entries()) {
    const net = nets.get(share.item) ?? 0
    const fault = (code: PlanFault['code'], detail: string) => ({ fault: { share: index, code, detail } })
    const place = `${share.milestone} ${share.item}`
    if (seen.has(place)) return fault('duplicate', 'This milestone bills the same scope item twice. Add the two up.')
    seen.add(place)
    const basis = share.percent === null ? 'amount' : 'percent'
    const plan = plans.get(share.item) ?? { basis, percent: '0', amount: 0 }
    if (plan.basis !== basis) return fault('mixed_basis', 'A scope item is billed by percents or by amounts, not both.')
    if (share.percent !== null) {
      if (compareDecimals(share.percent, '0') <= 0)
        return fault('too_small', 'Bill more than 0 percent, or leave the bill out.')
      plan.percent = addDecimals(plan.percent, share.percent)
      if (compareDecimals(plan.percent, '100') > 0)
        return fault('too_large', 'More than 100 percent of the scope item would be billed.')
    } else {
      const amount = share.amount ?? 0
      if (amount === 0) return fault('too_small', 'Bill an amount other than 0, or leave the bill out.')
      if (Math.sign(amount) !== Math.sign(net))
        return fault('wrong_sign', 'The amount has another sign than the scope item’s value.')
      plan.amount += amount
      if (Math.abs(plan.amount) > Math.abs(net))
        return fault('too_large', 'More than the scope item’s value would be billed.')
    }
    plans.set(share.item, plan)
  }
  return { plans }
}

/** Whether a planned amount still fits an item whose net has changed. */
export function planFits(planned: number, net: number): boolean {
  return planned === 0 || (Math.sign(planned) === Math.sign(net) && Math.abs(planned) <= Math.abs(net))
}
