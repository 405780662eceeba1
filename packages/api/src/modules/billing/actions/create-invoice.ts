import type { invoiceCreate } from '@agencyops/schema'
import type { z } from 'zod'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { InvoiceParts } from '../views.ts'
import { manualSource } from './draft-rows.ts'
import { insertDraft } from './insert-draft.ts'
import { loadParties } from './load-parties.ts'
import { figuresOf, priceLines } from './price-lines.ts'

/** Writes a draft by hand. Throws 422 where parties or lines do not fit. */
export async function createInvoice(work: UnitOfWork, input: z.infer<typeof invoiceCreate>): Promise<InvoiceParts> {
  const { company, legalEntity, engagement, currency } = await loadParties(work, input)
  const priced = await priceLines(work, input.lines, currency)
  const figures = figuresOf(priced, currency)
  return insertDraft(
    work,
    {
      company_id: company.id,
      legal_entity_id: legalEntity.id,
      engagement_id: engagement?.id ?? null,
      milestone_id: null,
      approval_id: null,
      currency,
      payment_terms: input.payment_terms ?? legalEntity.payment_terms,
      purchase_order: input.purchase_order ?? null,
      note: input.note ?? null,
      external_ref: input.external_ref,
    },
    priced.map((line) => manualSource(work, line)),
    figures,
  )
}
