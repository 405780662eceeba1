import { z } from 'zod'
import {
  currency,
  decimal,
  externalRef,
  ids,
  instant,
  line,
  money,
  nullable,
  pageQuery,
  percent,
  plainDate,
  several,
  taxCategory,
  text,
} from '../common/index.ts'
import { paymentTerms } from '../governance/legal-entity.ts'
import { documentTax, invoiceStatus } from './invoice.ts'

const tax = {
  tax_rate_id: ids.tax_rate.optional(),
  tax_category: taxCategory.optional(),
  tax_percent: percent.optional(),
  exemption_reason: nullable(line).optional().describe('Why no tax is due; printed on the invoice.'),
}

export const invoiceLineInput = z
  .strictObject({
    description: text,
    quantity: decimal.optional().describe('1 unless told; negative for a return.'),
    unit: nullable(line).optional().describe('What one is: `hour`, `page`.'),
    unit_price: decimal,
    ...tax,
  })
  .meta({
    id: 'InvoiceLineInput',
    description:
      'A line by hand. Its tax is a tax rate, or a percent with or without its category: without, 0 % is Z and all else S.',
    example: { description: 'Workshop', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' },
  })

const lines = z.array(invoiceLineInput).min(1).max(1000)

const header = {
  purchase_order: nullable(line).optional(),
  note: nullable(text).optional(),
  payment_terms: paymentTerms.optional(),
}

const parties = {
  legal_entity_id: ids.legal_entity.optional(),
  engagement_id: ids.engagement.optional(),
  currency: currency.optional(),
}

export const invoiceCreate = z
  .strictObject({ company_id: ids.company, ...parties, ...header, lines, external_ref: externalRef.optional() })
  .meta({
    id: 'InvoiceCreate',
    description:
      'A draft by hand. Without a legal entity it is the engagement’s, or the default one; without a currency the engagement’s, or the legal entity’s.',
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      purchase_order: 'PO-5521',
      lines: [{ description: 'Workshop', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' }],
    },
  })

export const invoicePreviewRequest = z
  .strictObject({
    company_id: ids.company.optional(),
    ...parties,
    ...header,
    lines: z.array(invoiceLineInput).max(1000).optional(),
    external_ref: externalRef.optional(),
  })
  .meta({
    id: 'InvoicePreviewRequest',
    description: 'The body of a new invoice, as far as it is known yet.',
    example: { currency: 'EUR', lines: [{ description: 'Workshop', unit_price: '950', tax_percent: '21' }] },
  })

export const invoicePreview = z
  .object({
    currency: z.string(),
    lines: z.array(
      z.object({ net: money, tax: money, tax_category: taxCategory, tax_percent: percent }).meta({
        id: 'InvoicePreviewLine',
        description: 'The figures of one line, in the order of the request.',
      }),
    ),
    taxes: z.array(documentTax),
    net: money,
    tax: money,
    total: money,
    amount_due: money,
    missing_exemption_reasons: z
      .array(z.number().int())
      .describe('Lines, from 0, that need an exemption reason before the invoice can be issued.'),
  })
  .meta({ id: 'InvoicePreview', description: 'The figures of an invoice that is not made.' })

export const invoiceUpdate = z
  .strictObject({ ...header, lines: lines.optional(), external_ref: nullable(externalRef).optional() })
  .meta({
    id: 'InvoiceUpdate',
    description:
      'What of a draft can be changed. `lines` replaces the lines by hand as a whole; lines that an approval raised stay.',
    example: { purchase_order: 'PO-5522' },
    'x-changed-by': { status: 'issue, payments and credit notes', paid: 'payments', credited: 'credit notes' },
  })

export const invoiceLineTaxChange = z.strictObject({ line_id: ids.invoice_line, ...tax, reason: line }).meta({
  id: 'InvoiceLineTaxChange',
  description: 'Another tax for a line, with the reason, which is kept.',
  example: {
    line_id: 'invoice_line_01m86d72r0fkxt9zq4c7w2h5nb',
    tax_category: 'AE',
    tax_percent: '0',
    exemption_reason: 'Reverse charge',
    reason: 'The buyer is registered in another member state.',
  },
})

export const invoiceIssue = z
  .strictObject({
    issued_on: plainDate.optional(),
  })
  .meta({
    id: 'InvoiceIssue',
    description: 'The date on the invoice: the tenant’s today unless told, never before the last issued one.',
    example: { issued_on: '2026-12-11' },
  })

export const invoiceListQuery = {
  ...pageQuery,
  status: several(invoiceStatus),
  company_id: ids.company.optional(),
  engagement_id: ids.engagement.optional(),
  milestone_id: ids.milestone.optional(),
  number: z.string().min(1).max(100).optional().describe('The printed number, whole.'),
  overdue: z
    .boolean()
    .optional()
    .describe('Whether its due date has passed, by the tenant’s today, with something open.'),
  'due_on[gte]': plainDate.optional(),
  'due_on[lte]': plainDate.optional(),
  'issued_on[gte]': plainDate.optional(),
  'issued_on[lte]': plainDate.optional(),
  updated_since: instant
    .optional()
    .describe('Only what changed at or after this instant; overlap by a minute, or follow the feed.'),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at', 'due_on', '-due_on', 'total', '-total'])
    .optional()
    .describe('By `-created_at` unless told. By `due_on` drafts, which have none, stand last.'),
}
