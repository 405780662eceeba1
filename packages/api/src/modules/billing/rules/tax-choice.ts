/** The tax of a line as its input says it: a tax rate, or a percent with or without its category, not both. */
import { canonicalDecimal, compareDecimals } from '../../../primitives/decimal.ts'
import { percentFits, type TaxCategory } from '../../../primitives/tax.ts'

export interface TaxInput {
  tax_rate_id?: string | undefined
  tax_category?: TaxCategory | undefined
  tax_percent?: string | undefined
  exemption_reason?: string | null | undefined
}

export interface Tax {
  category: TaxCategory
  percent: string
  exemptionReason: string | null
}

export type TaxFault = { field: 'tax_rate_id' | 'tax_category' | 'tax_percent'; code: string; detail: string }

/** Percent alone: 0 % is Z, all else S. `rate` is what `tax_rate_id` names; undefined where there is none. */
export function chooseTax(input: TaxInput, rate: Tax | undefined): Tax | TaxFault {
  const reason = input.exemption_reason ?? null
  if (input.tax_rate_id !== undefined) {
    if (input.tax_category !== undefined || input.tax_percent !== undefined) {
      const detail = 'Name a tax rate, or a category and percent, not both.'
      return { field: 'tax_rate_id', code: 'invalid', detail }
    }
    if (!rate)
      return { field: 'tax_rate_id', code: 'unknown_value', detail: 'There is no such tax rate, or it is archived.' }
    return { ...rate, exemptionReason: reason ?? rate.exemptionReason }
  }
  if (input.tax_percent === undefined) {
    return { field: 'tax_percent', code: 'required', detail: 'Name a tax_rate_id, or a tax_percent.' }
  }
  const percent = canonicalDecimal(input.tax_percent)
  const category = input.tax_category ?? (compareDecimals(percent, '0') === 0 ? 'Z' : 'S')
  if (!percentFits(category, percent)) {
    return { field: 'tax_percent', code: 'invalid', detail: `The category ${category} cannot have ${percent} percent.` }
  }
  return { category, percent, exemptionReason: reason }
}
