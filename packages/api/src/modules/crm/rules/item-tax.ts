import { canonicalDecimal, compareDecimals } from '../../../primitives/decimal.ts'
import { percentFits, type TaxCategory } from '../../../primitives/tax.ts'

/** Tax as a request names it: a rate, or a percent with or without its category. */
export interface TaxInput {
  rate?: { category: string; percent: string; exemptionReason: string | null } | undefined
  category?: TaxCategory | undefined
  percent?: string | undefined
  exemptionReason?: string | null | undefined
}

export interface ItemTax {
  category: TaxCategory
  percent: string
  exemptionReason: string | null
}

export interface TaxFault {
  field: 'tax_rate_id' | 'tax_category' | 'tax_percent'
  code: string
  detail: string
}

/** The tax of an item: that of its rate, or of the percent. A percent alone is S, 0 alone is Z. */
export function itemTax(input: TaxInput): { tax: ItemTax; fault?: undefined } | { fault: TaxFault } {
  const { rate, category, percent, exemptionReason } = input
  if (rate) {
    if (category !== undefined || percent !== undefined) {
      return {
        fault: {
          field: category === undefined ? 'tax_percent' : 'tax_category',
          code: 'conflicting',
          detail: 'Give tax_rate_id, or category and percent, not both.',
        },
      }
    }
    return {
      tax: {
        category: rate.category as TaxCategory,
        percent: canonicalDecimal(rate.percent),
        exemptionReason: exemptionReason ?? rate.exemptionReason,
      },
    }
  }
  if (percent === undefined) {
    return { fault: { field: 'tax_percent', code: 'required', detail: 'Give tax_percent, or tax_rate_id instead.' } }
  }
  const chosen = category ?? (compareDecimals(percent, '0') === 0 ? 'Z' : 'S')
  if (!percentFits(chosen, percent)) {
    return {
      fault: {
        field: 'tax_percent',
        code: 'invalid',
        detail: `The category ${chosen} does not go with ${canonicalDecimal(percent)} percent.`,
      },
    }
  }
  return { tax: { category: chosen, percent: canonicalDecimal(percent), exemptionReason: exemptionReason ?? null } }
}
