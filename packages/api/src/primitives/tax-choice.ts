import { canonicalDecimal, compareDecimals } from './decimal.ts'
import { percentFits, type TaxCategory } from './tax.ts'

/** Tax as a request names it: a tax rate, or a percent with or without its category. */
export interface TaxInput {
  tax_rate_id?: string | undefined
  tax_category?: TaxCategory | undefined
  tax_percent?: string | undefined
  exemption_reason?: string | null | undefined
}

/** What `tax_rate_id` names. */
export interface NamedRate {
  category: string
  percent: string
  exemption_reason: string | null
  archived_at: string | null
}

export interface Tax {
  category: TaxCategory
  /** Canonical. */
  percent: string
  exemptionReason: string | null
}

export interface TaxFault {
  field: 'tax_rate_id' | 'tax_category' | 'tax_percent'
  code: string
  detail: string
}

/**
 * The tax of an item or a line: that of its rate, or of the percent, not both. A percent alone is S, 0 alone is Z; a
 * reason of its own goes before the rate's. `rate` is undefined where `tax_rate_id` names none.
 */
export function chooseTax(
  input: TaxInput,
  rate: NamedRate | undefined,
): { tax: Tax; fault?: undefined } | { fault: TaxFault } {
  const { tax_rate_id: rateId, tax_category: category, tax_percent: percent, exemption_reason: reason } = input
  if (rateId !== undefined) {
    if (!rate) return refused('tax_rate_id', 'unknown_record', 'There is no such tax rate.')
    if (rate.archived_at !== null)
      return refused('tax_rate_id', 'archived', 'This tax rate is archived. Restore it, or choose another.')
    if (category !== undefined || percent !== undefined) {
      const field = category === undefined ? 'tax_percent' : 'tax_category'
      return refused(field, 'conflicting', 'Give tax_rate_id, or category and percent, not both.')
    }
    return {
      tax: {
        category: rate.category as TaxCategory,
        percent: canonicalDecimal(rate.percent),
        exemptionReason: reason ?? rate.exemption_reason,
      },
    }
  }
  if (percent === undefined) return refused('tax_percent', 'required', 'Give tax_percent, or tax_rate_id instead.')
  const canonical = canonicalDecimal(percent)
  const chosen = category ?? (compareDecimals(percent, '0') === 0 ? 'Z' : 'S')
  if (!percentFits(chosen, percent))
    return refused('tax_percent', 'invalid', `The category ${chosen} does not go with ${canonical} percent.`)
  return { tax: { category: chosen, percent: canonical, exemptionReason: reason ?? null } }
}

function refused(field: TaxFault['field'], code: string, detail: string): { fault: TaxFault } {
  return { fault: { field, code, detail } }
}
