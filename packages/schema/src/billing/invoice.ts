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
import { eur, exampleId, exampleParties, exampleStamps } from '../example-records.ts'
import { bankAccount, paymentTerms } from '../governance/legal-entity.ts'
import { documentLineFields } from './document-line.ts'

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

const exampleLine = (nth: number) => ({
  id: exampleId('invoice_line', nth),
  position: nth,
  scope_item_id: exampleId('scope_item', nth),
  milestone_id: exampleId('milestone'),
  approval_id: exampleId('approval'),
  unit: null,
  tax_category: 'S',
  exemption_reason: null,
  tax_changed_reason: null,
  credited_quantity: '0',
  credited_net: eur(0),
})
const exampleLines = [
  {
    ...exampleLine(1),
    description: 'Design',
    quantity: '1',
    unit_price: '4800',
    net: eur(480000),
    tax: eur(100800),
    tax_percent: '21',
  },
  {
    ...exampleLine(2),
    description: 'Print',
    quantity: '1250',
    unit: 'leaflet',
    unit_price: '0.3475',
    net: eur(43438),
    tax: eur(3909),
    tax_percent: '9',
  },
]
const exampleSummary = {
  id: exampleId('invoice'),
  number: 'QH-2026-0001',
  status: 'partially_paid',
  company_id: exampleId('company'),
  legal_entity_id: exampleId('legal_entity'),
  engagement_id: exampleId('engagement'),
  milestone_id: exampleId('milestone'),
  currency: 'EUR',
  issued_on: '2026-12-04',
  due_on: '2026-12-18',
  days_past_due: 0,
  purchase_order: 'PO-7781',
  net: eur(523438),
  tax: eur(104709),
  total: eur(628147),
  paid: eur(500000),
  credited: eur(0),
  balance: eur(128147),
  external_ref: null,
  ...exampleStamps(3, '2026-12-04T09:12:00.000Z', '2026-12-18T08:00:00.000Z'),
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
    example: exampleLines[1],
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
  example: exampleSummary,
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
    example: {
      ...exampleSummary,
      approval_id: exampleId('approval'),
      accounting_on: '2026-12-04',
      issued_at: '2026-12-04T10:00:00.000Z',
      payment_terms: { kind: 'net', days: 14 },
      ...exampleParties,
      note: null,
      lines: exampleLines,
      taxes: [
        { category: 'S', percent: '21', taxable: eur(480000), tax: eur(100800), exemption_reason: null },
        { category: 'S', percent: '9', taxable: eur(43438), tax: eur(3909), exemption_reason: null },
      ],
    },
  })

export const invoiceView = z
  .object({ invoice })
  .meta({ id: 'InvoiceRaised', description: 'The draft that an approval raised.' })
