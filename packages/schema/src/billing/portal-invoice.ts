import { z } from 'zod'
import {
  decimal,
  ids,
  instant,
  line,
  money,
  name,
  nullable,
  page,
  pageQuery,
  plainDate,
  taxCategory,
  text,
} from '../common/index.ts'
import { bankAccount } from '../governance/legal-entity.ts'
import { documentParty, documentTax } from './invoice.ts'

/** What lines of the documents that a client reads say alike. */
export const portalLineFields = {
  position: z.number().int(),
  description: text,
  quantity: decimal,
  unit: nullable(line),
  unit_price: decimal,
  net: money,
  tax_category: taxCategory,
  tax_percent: decimal,
  exemption_reason: nullable(line),
}

const portalInvoiceLine = z
  .object({
    id: ids.invoice_line,
    ...portalLineFields,
    credited_net: money,
    milestone_id: nullable(ids.milestone),
    approval_id: nullable(ids.approval),
  })
  .meta({
    id: 'PortalInvoiceLine',
    description:
      'A line of an invoice as the client reads it. Its milestone and the approval that raised it stand in `milestones` and `approvals`.',
  })

const milestone = z
  .object({ id: ids.milestone, name, approved_at: nullable(instant) })
  .meta({ id: 'PortalInvoiceMilestone', description: 'The delivery checkpoint behind lines of an invoice.' })

const approval = z
  .object({
    id: ids.approval,
    milestone_id: ids.milestone,
    status: z.enum(['approved', 'approved_with_remarks']),
    decided_at: instant,
    decided_by: nullable(name).describe('The contact who decided; null where the reader may not read contacts.'),
    remarks: nullable(text),
    sha256: z.string().describe('Of the snapshot that was approved, in hexadecimal.'),
    files: z.array(
      z
        .object({ name: z.string(), sha256: z.string() })
        .meta({ id: 'ApprovedFile', description: 'A delivered file that was approved: its name and its hash.' }),
    ),
  })
  .meta({
    id: 'PortalInvoiceApproval',
    description: 'The evidence behind lines of an invoice: who approved what, when.',
  })

const allocation = z
  .object({ id: ids.payment_allocation, allocated_on: plainDate, amount: money })
  .meta({ id: 'PortalInvoiceAllocation', description: 'What was paid of an invoice, less what was taken back.' })

const credit = z
  .object({ id: ids.credit_note, number: z.string(), issued_on: plainDate, total: money, reason: line })
  .meta({ id: 'PortalInvoiceCredit', description: 'A credit note of an invoice; it is a document of its own.' })

const summary = {
  id: ids.invoice,
  number: z.string(),
  status: z.enum(['issued', 'partially_paid', 'paid']),
  engagement_id: nullable(ids.engagement).describe('null only where the firm reads it, and it belongs to none.'),
  currency: z.string(),
  issued_on: plainDate,
  due_on: plainDate,
  due_in_days: nullable(z.number().int()).describe(
    'Days from the tenant’s today to the due date, negative once it is past; null for what has nothing open.',
  ),
  days_past_due: nullable(z.number().int()).describe('null for what is paid.'),
  net: money,
  tax: money,
  total: money,
  paid: money,
  credited: money,
  balance: money,
  version: z.number().int(),
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
    milestones: z.array(milestone),
    approvals: z.array(approval),
    allocations: nullable(z.array(allocation)).describe(
      'Their sum is `paid`. null where the reader may not read payments.',
    ),
    credits: nullable(z.array(credit)).describe(
      'Their sum is `credited`. null where the reader may not read credit notes.',
    ),
  })
  .meta({
    id: 'PortalInvoice',
    description:
      'An issued invoice as the client reads it, with the delivery checkpoint and the evidence behind its lines. `paid` is what was allocated to this invoice. Balance = total − paid − credited.',
  })

export const portalInvoiceListQuery = {
  ...pageQuery,
  engagement_id: ids.engagement.optional(),
}
