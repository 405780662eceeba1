import { z } from 'zod'
import {
  address,
  decimal,
  externalRef,
  ids,
  instant,
  line,
  money,
  nullable,
  page,
  percent,
  plainDate,
  taxCategory,
  text,
} from '../common/index.ts'
import { bankAccount, paymentTerms } from '../governance/legal-entity.ts'

export const invoiceStatus = z
  .enum(['draft', 'issued', 'partially_paid', 'paid'])
  .describe('`paid` has nothing open, by payment or by credit. Overdue is no status: see `days_past_due`.')

export const documentParty = z
  .object({
    name: line,
    address: nullable(address),
    tax_number: nullable(line),
    registration_number: nullable(line),
  })
  .meta({ id: 'DocumentParty', description: 'Who sells or buys, as it was when the document was issued.' })

export const documentTax = z
  .object({
    category: taxCategory,
    percent,
    taxable: money,
    tax: money,
    exemption_reason: nullable(line).describe('Why no tax is due.'),
  })
  .meta({
    id: 'DocumentTax',
    description:
      'One row of the tax breakdown: tax is the percent of the sum of its lines, rounded once, half away from zero.',
  })

/** What lines of invoices and of credit notes say alike. */
export const documentLineFields = {
  description: text,
  quantity: decimal,
  unit: nullable(line),
  unit_price: decimal,
  net: money,
  tax: money,
  tax_category: taxCategory,
  tax_percent: percent,
  exemption_reason: nullable(line),
}

export const invoiceLine = z
  .object({
    id: ids.invoice_line,
    position: z.number().int().describe('Its place on the invoice, from 1.'),
    scope_item_id: nullable(ids.scope_item),
    milestone_id: nullable(ids.milestone),
    approval_id: nullable(ids.approval),
    ...documentLineFields,
    tax_changed_reason: nullable(line).describe('Why its tax is another than its scope item’s.'),
    credited_quantity: decimal.describe('How much of its quantity credit notes have taken back.'),
    credited_net: money,
  })
  .meta({
    id: 'InvoiceLine',
    description:
      'A line: net is quantity × unit price in major units, rounded once. Its tax is its share of its breakdown row. A line that an approval raised names its scope item, milestone and approval.',
  })

const summary = {
  id: ids.invoice,
  number: nullable(z.string()).describe('Given when it is issued; a draft has none.'),
  status: invoiceStatus,
  company_id: ids.company,
  legal_entity_id: ids.legal_entity,
  engagement_id: nullable(ids.engagement),
  milestone_id: nullable(ids.milestone),
  currency: z.string(),
  issued_on: nullable(plainDate),
  due_on: nullable(plainDate),
  days_past_due: nullable(z.number().int()).describe(
    'Days from the due date to the tenant’s today, 0 before it; null for drafts and what is paid.',
  ),
  purchase_order: nullable(line),
  net: money,
  tax: money,
  total: money,
  paid: money,
  credited: money,
  balance: money,
  external_ref: nullable(externalRef),
  version: z.number().int(),
  created_at: instant,
  updated_at: instant,
}

export const invoiceSummary = z.object(summary).meta({
  id: 'InvoiceSummary',
  description: 'An invoice as lists show it, without its lines. Balance = total − paid − credited.',
})

export const invoicePage = page('InvoicePage', invoiceSummary)

export const invoice = z
  .object({
    ...summary,
    approval_id: nullable(ids.approval),
    accounting_on: nullable(plainDate).describe('The date under which it is booked.'),
    issued_at: nullable(instant),
    payment_terms: paymentTerms,
    seller: nullable(documentParty),
    buyer: nullable(documentParty),
    bank: nullable(bankAccount),
    note: nullable(text),
    lines: z.array(invoiceLine),
    taxes: z.array(documentTax),
  })
  .meta({
    id: 'Invoice',
    description:
      'An invoice. Drafts change; issuing gives the number and freezes seller, buyer, bank account, texts and lines. A correction is a credit note. Σ lines + tax = total; balance = total − paid − credited.',
  })

export const invoiceView = z
  .object({ invoice })
  .meta({ id: 'InvoiceRaised', description: 'The draft that an approval raised.' })
