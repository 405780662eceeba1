import type { invoiceLineInput } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { canonicalDecimal, multiplyToMinor } from '../../../primitives/decimal.ts'
import { AmountTooLarge } from '../../../primitives/money.ts'
import { chooseTax, type Tax, type TaxInput } from '../../../primitives/tax-choice.ts'
import { listTaxRates } from '../queries/parties.ts'
import { type Figures, lineFigures, type PricedLine } from '../rules/line-figures.ts'

type LineInput = z.infer<typeof invoiceLineInput>

/** What a line says beside its figures. */
export interface PricedInput extends PricedLine {
  description: string
  unit: string | null
}

/** Lines as a request has them, with their taxes. Throws 422 with the pointer of each fault's place. */
export async function priceLines(
  work: UnitOfWork,
  inputs: readonly LineInput[],
  currency: string,
): Promise<PricedInput[]> {
  const taxes = await resolveTaxes(
    work,
    inputs.map((input, index) => ({ input, pointer: `#/lines/${index}` })),
  )
  return inputs.map((input, index) => {
    const tax = taxes[index] as Tax
    const quantity = canonicalDecimal(input.quantity ?? '1')
    const unitPrice = canonicalDecimal(input.unit_price)
    // Asked line by line, so that what is too large is named.
    tooLarge(`#/lines/${index}/unit_price`, () => multiplyToMinor(quantity, unitPrice, currency))
    return {
      description: input.description,
      unit: input.unit ?? null,
      quantity,
      unitPrice,
      category: tax.category,
      percent: tax.percent,
      exemptionReason: tax.exemptionReason,
    }
  })
}

/** The taxes that inputs name, rates looked up at once. */
export async function resolveTaxes(
  work: UnitOfWork,
  asked: readonly { input: TaxInput & { tax_rate_id?: `tax_rate_${string}` | undefined }; pointer: string }[],
): Promise<Tax[]> {
  const rateIds = [...new Set(asked.flatMap(({ input }) => input.tax_rate_id ?? []))].map((id) => toRow<'tax_rate'>(id))
  const rows = rateIds.length === 0 ? [] : await work.all(listTaxRates({ ids: rateIds }))
  const rates = new Map(rows.map((row) => [row.id, row]))
  return asked.map(({ input, pointer }) => {
    const row = input.tax_rate_id === undefined ? undefined : rates.get(toRow<'tax_rate'>(input.tax_rate_id))
    const chosen = chooseTax(input, row)
    if (chosen.fault) throw invalidField(`${pointer}/${chosen.fault.field}`, chosen.fault.code, chosen.fault.detail)
    return chosen.tax
  })
}

/** The document's figures. Throws 422 `invalid_amount` where they pass what an amount can hold. */
export function figuresOf(lines: readonly PricedLine[], currency: string): Figures {
  return tooLarge('#/lines', () => lineFigures(lines, currency))
}

/** Runs a calculation; what passes the limit of an amount becomes a 422 that names the place. */
export function tooLarge<T>(pointer: string, calculate: () => T): T {
  try {
    return calculate()
  } catch (error) {
    if (!(error instanceof AmountTooLarge)) throw error
    const detail = 'The amount is larger than 9,007,199,254,740,991 minor units.'
    throw new ProblemError('invalid_amount', { detail, errors: [{ code: 'too_large', pointer, detail }] })
  }
}
