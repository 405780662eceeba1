import { z } from 'zod'
import {
  decimal,
  externalRef,
  ids,
  instant,
  line,
  money,
  nullable,
  page,
  pageQuery,
  plainDate,
} from '../common/index.ts'
import { eur, exampleId, exampleParties, exampleStamps } from '../example-records.ts'
import { bankAccount } from '../governance/legal-entity.ts'
import { documentLineFields } from './document-line.ts'
import { documentParty, documentTax } from './invoice.ts'

export const creditNoteLine = z
  .object({
    id: ids.credit_note_line,
    invoice_line_id: ids.invoice_line,
    scope_item_id: nullable(ids.scope_item),
    position: z.number().int(),
    ...documentLineFields,
    released: z.boolean().describe('Whether the work may be billed again; else it is written off.'),
  })
  .meta({ id: 'CreditNoteLine', description: 'What is taken back of one invoice line, as positive amounts.' })

const summary = {
  id: ids.credit_note,
  number: nullable(z.string()).describe('null in a dry run only.'),
  invoice_id: ids.invoice,
  company_id: ids.company,
  legal_entity_id: ids.legal_entity,
  engagement_id: nullable(ids.engagement),
  currency: z.string(),
  reason: line,
  issued_on: plainDate,
  net: money,
  tax: money,
  total: money,
  released: money,
  external_ref: nullable(externalRef),
  version: z.number().int(),
  created_at: instant,
  updated_at: instant,
}

export const creditNoteSummary = z
  .object(summary)
  .meta({ id: 'CreditNoteSummary', description: 'A credit note as lists show it, without its lines.' })

export const creditNotePage = page('CreditNotePage', creditNoteSummary)

export const creditNote = z
  .object({
    ...summary,
    accounting_on: plainDate,
    issued_at: instant,
    seller: documentParty,
    buyer: documentParty,
    bank: nullable(bankAccount),
    lines: z.array(creditNoteLine),
    taxes: z.array(documentTax),
  })
  .meta({
    id: 'CreditNote',
    description:
      'A correction of an issued invoice. Its amounts are positive and lower the invoice’s balance by its total; `released` is what it freed of payments, which is client credit again.',
    example: {
      id: exampleId('credit_note'),
      number: 'CN-2026-0001',
      invoice_id: exampleId('invoice'),
      company_id: exampleId('company'),
      legal_entity_id: exampleId('legal_entity'),
      engagement_id: exampleId('engagement'),
      currency: 'EUR',
      reason: 'A part was misprinted',
      issued_on: '2026-12-21',
      net: eur(3475),
      tax: eur(313),
      total: eur(3788),
      released: eur(0),
      external_ref: null,
      accounting_on: '2026-12-21',
      issued_at: '2026-12-21T09:00:00.000Z',
      ...exampleParties,
      lines: [
        {
          id: exampleId('credit_note_line'),
          invoice_line_id: exampleId('invoice_line', 2),
          scope_item_id: exampleId('scope_item', 2),
          position: 1,
          description: 'Print',
          quantity: '100',
          unit: 'leaflet',
          unit_price: '0.3475',
          net: eur(3475),
          tax: eur(313),
          tax_category: 'S',
          tax_percent: '9',
          exemption_reason: null,
          released: false,
        },
      ],
      taxes: [{ category: 'S', percent: '9', taxable: eur(3475), tax: eur(313), exemption_reason: null }],
      ...exampleStamps(1, '2026-12-21T09:00:00.000Z'),
    },
  })

export const invoiceCreditLine = z
  .strictObject({
    invoice_line_id: ids.invoice_line,
    quantity: decimal.optional().describe('How much of its quantity; credits that share of the line.'),
    net: money.optional(),
    release: z.boolean().optional().describe('Whether the work may be billed again; needs `quantity`.'),
  })
  .meta({
    id: 'InvoiceCreditLine',
    description:
      'One line to credit, by quantity or by net; with neither, all that is left of it. A release credits that quantity’s share of the line and has no amount of its own.',
  })

export const invoiceCredit = z
  .strictObject({
    reason: line,
    lines: z.array(invoiceCreditLine).min(1).max(1000).optional(),
    release: z
      .boolean()
      .optional()
      .describe('With no `lines`: whether all work may be billed again. `false` unless told: it is written off.'),
    issued_on: plainDate.optional(),
  })
  .meta({
    id: 'InvoiceCredit',
    description: 'Without `lines` the invoice is credited in full: what is left of every line.',
    example: { reason: 'Wrong purchase order', release: true },
  })

export const invoiceCredited = z
  .looseObject({ credit_note: creditNote })
  .meta({ id: 'InvoiceCredited', description: 'The credit note, and the invoice as it stands now.' })

export const creditNoteListQuery = {
  ...pageQuery,
  invoice_id: ids.invoice.optional(),
  company_id: ids.company.optional(),
  engagement_id: ids.engagement.optional(),
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}
