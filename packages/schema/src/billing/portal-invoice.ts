import { z } from 'zod'
import { decimal, ids, line, money, nullable, page, pageQuery, plainDate, text } from '../common/index.ts'
import { bankAccount } from '../governance/legal-entity.ts'
import { documentParty, documentTax } from './invoice.ts'

const portalInvoiceLine = z
  .object({
    position: z.number().int(),
    description: text,
    quantity: decimal,
    unit: nullable(line),
    unit_price: decimal,
    net: money,
    tax_percent: decimal,
  })
  .meta({ id: 'PortalInvoiceLine', description: 'A line of an invoice as the client reads it.' })

const summary = {
  id: ids.invoice,
  number: z.string(),
  status: z.enum(['issued', 'partially_paid', 'paid']),
  engagement_id: ids.engagement,
  currency: z.string(),
  issued_on: plainDate,
  due_on: plainDate,
  days_past_due: nullable(z.number().int()).describe('null for what is paid.'),
  net: money,
  tax: money,
  total: money,
  paid: money,
  credited: money,
  balance: money,
}

export const portalInvoiceSummary = z
  .object(summary)
  .meta({ id: 'PortalInvoiceSummary', description: 'An issued invoice of a shared engagement.' })

export const portalInvoicePage = page('PortalInvoicePage', portalInvoiceSummary)

export const portalInvoice = z
  .object({
    ...summary,
    purchase_order: nullable(line),
    note: nullable(text),
    seller: documentParty,
    buyer: documentParty,
    bank: nullable(bankAccount),
    lines: z.array(portalInvoiceLine),
    taxes: z.array(documentTax),
  })
  .meta({
    id: 'PortalInvoice',
    description: 'An issued invoice as the client reads it. `paid` is what was allocated to this invoice.',
  })

export const portalInvoiceListQuery = {
  ...pageQuery,
  engagement_id: ids.engagement.optional(),
}
