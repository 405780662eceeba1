import { z } from 'zod'
import { ids, line, money, nullable, plainDate } from '../common/index.ts'
import { documentParty, documentTax } from './invoice.ts'
import { portalLineFields } from './portal-invoice.ts'

const portalCreditNoteLine = z
  .object({ id: ids.credit_note_line, invoice_line_id: ids.invoice_line, ...portalLineFields })
  .meta({ id: 'PortalCreditNoteLine', description: 'What is taken back of one invoice line, as positive amounts.' })

export const portalCreditNote = z
  .object({
    id: ids.credit_note,
    number: z.string(),
    invoice_id: ids.invoice,
    invoice_number: z.string(),
    engagement_id: nullable(ids.engagement).describe('null only where the firm reads it, and it belongs to none.'),
    currency: z.string(),
    reason: line,
    issued_on: plainDate,
    net: money,
    tax: money,
    total: money,
    released: money,
    seller: documentParty,
    buyer: documentParty,
    lines: z.array(portalCreditNoteLine),
    taxes: z.array(documentTax),
    version: z.number().int(),
  })
  .meta({
    id: 'PortalCreditNote',
    description:
      'A correction of an issued invoice as the client reads it. Its amounts are positive and lower the invoice’s balance; `released` is what it gave back of what was paid, which is the client’s credit again.',
  })
