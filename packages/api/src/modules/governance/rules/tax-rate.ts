/** What makes a tax rate of EN 16931 possible. */
import { compareDecimals } from '../../../primitives/decimal.ts'
import { missingExemptionReasons, percentFits, type TaxCategory } from '../../../primitives/tax.ts'

export interface TaxRateFault {
  field: 'percent' | 'exemption_reason'
  code: 'invalid' | 'required'
  detail: string
}

const TAXED: ReadonlySet<TaxCategory> = new Set(['S', 'Z', 'L', 'M'])

/** The first thing that is wrong with it, or null. The percent is a decimal from 0 to 100. */
export function taxRateFault(
  category: TaxCategory,
  percent: string,
  exemptionReason: string | null,
): TaxRateFault | null {
  if (!percentFits(category, percent)) {
    const detail =
      compareDecimals(percent, '0') === 0
        ? 'Category S is above 0 %. For 0 % choose Z, E or another category.'
        : `Category ${category} is 0 %. Only S, L and M carry a percent.`
    return { field: 'percent', code: 'invalid', detail }
  }
  if (missingExemptionReasons([{ category, exemptionReason }]).length > 0) {
    return {
      field: 'exemption_reason',
      code: 'required',
      detail: `Category ${category} needs the reason why no tax is due.`,
    }
  }
  if (exemptionReason !== null && TAXED.has(category)) {
    return { field: 'exemption_reason', code: 'invalid', detail: `Category ${category} takes no exemption reason.` }
  }
  return null
}
