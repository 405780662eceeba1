import type { scopeItemCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { canonicalDecimal, multiplyToMinor } from '../../../primitives/decimal.ts'
import { AmountTooLarge, sumAmounts } from '../../../primitives/money.ts'
import { chooseTax, type NamedRate } from '../../../primitives/tax-choice.ts'
import type { ScopeItemRow } from '../tables.ts'

/** Tax rates that a request names, by row id. */
export type TaxRates = ReadonlyMap<string, NamedRate>

type Input = z.infer<typeof scopeItemCreate>

/** A new scope item of an open deal. `pointer` is where its input stands. Throws 422. */
export function newScopeItem(
  work: UnitOfWork,
  deal: Pick<ScopeItemRow, 'deal_id' | 'currency'>,
  input: Input,
  position: number,
  rates: TaxRates,
  pointer: string,
): ScopeItemRow {
  const quantity = canonicalDecimal(input.quantity ?? '1')
  const unitPrice = canonicalDecimal(input.unit_price)
  const value = lineValue(quantity, unitPrice, deal.currency, pointer)
  return {
    tenant_id: work.tenantId,
    id: work.newId('scope_item'),
    deal_id: deal.deal_id,
    engagement_id: null,
    position,
    name: input.name,
    description: input.description ?? null,
    quantity,
    unit: input.unit ?? null,
    unit_price: unitPrice,
    currency: deal.currency,
    ...taxColumns(input, rates, pointer),
    original_value_minor: value,
    approved_changes_minor: 0,
    contract_value_minor: value,
    earned_minor: 0,
    billed_minor: 0,
    unbilled_minor: 0,
    written_off_minor: 0,
    billing_basis: null,
    planned_percent: '0',
    planned_minor: 0,
    approved_percent: '0',
    version: 1,
    created_at: work.now,
    updated_at: work.now,
  }
}

/** Quantity × unit price in minor units, rounded once. Throws 422 `invalid_amount` beyond what an amount holds. */
export function lineValue(quantity: string, unitPrice: string, currency: string, pointer: string): number {
  return within(pointer, 'unit_price', () => multiplyToMinor(quantity, unitPrice, currency))
}

/** The sum of values of one currency. Throws 422 `invalid_amount` beyond what an amount holds. */
export function sumOfValues(values: readonly number[], pointer: string): number {
  return within(pointer, 'scope_items', () => sumAmounts(values))
}

function within(pointer: string, field: string, compute: () => number): number {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof AmountTooLarge)) throw error
    const detail = 'The value is beyond what an amount can hold (2^53 - 1 minor units).'
    throw new ProblemError('invalid_amount', {
      detail,
      errors: [{ code: 'too_large', pointer: `${pointer}/${field}`, detail }],
    })
  }
}

/** The tax columns that the input means. Throws 422. */
export function taxColumns(
  input: Pick<Input, 'tax_rate_id' | 'tax_category' | 'tax_percent' | 'exemption_reason'>,
  rates: TaxRates,
  pointer: string,
): Pick<ScopeItemRow, 'tax_rate_id' | 'tax_category' | 'tax_percent' | 'exemption_reason'> {
  const rateId = input.tax_rate_id === undefined ? null : toRow<'tax_rate'>(input.tax_rate_id)
  const result = chooseTax(input, rateId === null ? undefined : rates.get(rateId))
  if (result.fault) throw invalidField(`${pointer}/${result.fault.field}`, result.fault.code, result.fault.detail)
  const { tax } = result
  return {
    tax_rate_id: rateId,
    tax_category: tax.category,
    tax_percent: tax.percent,
    exemption_reason: tax.exemptionReason,
  }
}
