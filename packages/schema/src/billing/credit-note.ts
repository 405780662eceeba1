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
import { bankAccount } from '../governance/legal-entity.ts'
import { documentLineFields, documentParty, documentTax } from './invoice.ts'

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
