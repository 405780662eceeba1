import type { invoicePreview, invoicePreviewRequest } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { missingExemptionReasons } from '../../../primitives/tax.ts'
import { findCompany } from '../../crm/index.ts'
import { findDefaultLegalEntity, findEngagement, findLegalEntity } from '../queries/parties.ts'
import { requireCurrency } from './load-parties.ts'
import { figuresOf, priceLines } from './price-lines.ts'

type Request = z.infer<typeof invoicePreviewRequest>

/** The figures of a body as far as it goes; writes nothing. Without any currency it is the legal entity's. */
export async function previewInvoice(work: UnitOfWork, input: Request): Promise<z.infer<typeof invoicePreview>> {
  const currency = await currencyOf(work, input)
  requireCurrency('#/currency', currency)
  const priced = await priceLines(work, input.lines ?? [], currency)
  const { lines, taxes, net, tax, total } = figuresOf(priced, currency)
  const money = (amount: number) => ({ amount, currency })
  return {
    currency,
    lines: lines.map((line, index) => ({
      net: money(line.net),
      tax: money(line.tax),
      tax_category: (priced[index] as (typeof priced)[number]).category,
      tax_percent: (priced[index] as (typeof priced)[number]).percent,
    })),
    taxes: taxes.map((row) => ({
      category: row.category,
      percent: row.percent,
      taxable: money(row.taxable),
      tax: money(row.tax),
      exemption_reason: row.exemptionReason,
    })),
    net: money(net),
    tax: money(tax),
    total: money(total),
    amount_due: money(total),
    missing_exemption_reasons: missingExemptionReasons(priced),
  }
}

/** The currency of a draft of this body. Throws where one would not find what it names. */
async function currencyOf(work: UnitOfWork, input: Request): Promise<string> {
  if (input.company_id !== undefined && !(await work.first(findCompany({ id: toRow(input.company_id) }))))
    throw invalidField('#/company_id', 'unknown_value', 'There is no such company.')
  const entity = await work.first(
    input.legal_entity_id === undefined
      ? findDefaultLegalEntity({})
      : findLegalEntity({ id: toRow<'legal_entity'>(input.legal_entity_id) }),
  )
  if (!entity) throw invalidField('#/legal_entity_id', 'unknown_value', 'There is no such legal entity.')
  if (input.engagement_id === undefined) return input.currency ?? entity.base_currency
  const id = toRow(input.engagement_id)
  const engagement = mayReach(work.principal, id) ? await work.first(findEngagement({ id })) : undefined
  if (!engagement) throw notFound('engagement')
  return engagement.currency
}
