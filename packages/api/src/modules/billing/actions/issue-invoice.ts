import type { invoiceIssue } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow, updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, ProblemError } from '../../../http/problem.ts'
import { canonicalJson, sha256Hex } from '../../../primitives/canonical-json.ts'
import { plainDate } from '../../../primitives/day.ts'
import { missingExemptionReasons, type TaxCategory } from '../../../primitives/tax.ts'
import { dueOn } from '../../../primitives/terms.ts'
import type { CompanyRow } from '../../crm/index.ts'
import { type LegalEntityRow, takeNumber } from '../../governance/index.ts'
import { lockInvoice, shareCompanyOfInvoice, shareLegalEntityOfInvoice } from '../queries/invoices.ts'
import type { InvoiceRow } from '../tables.ts'
import { type InvoiceParts, invoiceView } from '../views.ts'
import { expectOverdue } from './expect-overdue.ts'
import { loadParts, matchInvoice, requireDraft } from './load-invoice.ts'

/**
 * Issues a draft: number, dates, and all that a representation reads is frozen with it. Throws 404, 412, 409 where it
 * is no draft, 422 for a missing exemption reason, a total below zero or a date out of order.
 */
export async function issueInvoice(
  work: UnitOfWork,
  id: RowId<'invoice'>,
  input: z.infer<typeof invoiceIssue>,
): Promise<InvoiceParts> {
  const [[legalEntity], [company], [locked]] = await work.group(
    shareLegalEntityOfInvoice({ id }),
    shareCompanyOfInvoice({ id }),
    lockInvoice({ id }),
  )
  const row = matchInvoice(work, locked)
  requireDraft(row)
  const draft = await loadParts(work, row)
  checkIssuable(draft, legalEntity as LegalEntityRow)
  // The date is chosen once the series is held: what waited over midnight is dated after what went before it.
  const { number, seriesNumber, issuedOn, issuedAt } = await takeNumber(work, {
    legalEntityId: row.legal_entity_id,
    kind: 'invoice',
    issuedOn: input.issued_on,
  })
  const columns = {
    number,
    series_number: seriesNumber,
    status: row.total_minor === 0 ? ('paid' as const) : ('issued' as const),
    issued_on: issuedOn,
    due_on: dueOn(plainDate(issuedOn), row.payment_terms),
    accounting_on: issuedOn,
    issued_at: issuedAt,
    seller: partyOf(legalEntity as LegalEntityRow),
    buyer: partyOf(company as CompanyRow),
    bank: (legalEntity as LegalEntityRow).bank,
    version: row.version + 1,
    updated_at: work.now,
  }
  const invoice: InvoiceRow = { ...row, ...columns }
  const issued = { ...draft, invoice }
  work.later(updateRow('invoice', id, columns), 1)
  keepDocument(work, { invoice_id: id, credit_note_id: null }, frozenInvoice(issued, work))
  expectOverdue(work, invoice)
  await recordIssue(work, draft, issued)
  return issued
}

async function recordIssue(work: UnitOfWork, draft: InvoiceParts, issued: InvoiceParts): Promise<void> {
  const { id, version, engagement_id: engagementId, status } = issued.invoice
  const about = { subject: { type: 'invoice', id, version }, engagementId, clientVisible: true } as const
  const after = invoiceView(issued, work.today)
  await work.record({ type: 'invoice.issued', ...about, before: invoiceView(draft, work.today), after })
  // An invoice of nothing has nothing open.
  if (status === 'paid') await work.record({ type: 'invoice.paid', ...about, changed: ['status'] })
}

function checkIssuable({ invoice, lines }: InvoiceParts, legalEntity: LegalEntityRow): void {
  if (legalEntity.archived_at) throw conflict('#', 'The legal entity is archived. Restore it to issue its invoices.')
  const missing = missingExemptionReasons(
    lines.map((line) => ({ category: line.tax_category as TaxCategory, exemptionReason: line.exemption_reason })),
  )
  if (missing.length > 0) {
    const errors = missing.map((index) => ({
      code: 'exemption_reason_required',
      pointer: `#/lines/${index}/exemption_reason`,
      detail: `Line ${index + 1} is in category ${lines[index]?.tax_category} and needs an exemption reason.`,
    }))
    throw new ProblemError('invalid_request', { detail: errors[0]?.detail as string, errors })
  }
  if (invoice.total_minor < 0) {
    const detail =
      'The total is below zero, which no invoice may be. Give money back by a credit note on the invoice that took it.'
    throw new ProblemError('invalid_amount', {
      detail,
      errors: [{ code: 'invalid_amount', pointer: '#/total', detail }],
    })
  }
}

const partyOf = (row: LegalEntityRow | CompanyRow) => ({
  name: row.name,
  address: row.address,
  tax_number: row.tax_number,
  registration_number: row.registration_number,
})

/** What of an issued invoice never changes. */
function frozenInvoice(parts: InvoiceParts, work: UnitOfWork) {
  const { status, paid, credited, balance, days_past_due, external_ref, version, updated_at, lines, ...frozen } =
    invoiceView(parts, work.today)
  return {
    ...frozen,
    lines: lines.map(({ credited_quantity, credited_net, ...line }) => line),
  }
}

/** Keeps a rendering as it was issued, with its hash. */
export function keepDocument(
  work: UnitOfWork,
  of: { invoice_id: RowId<'invoice'> | null; credit_note_id: RowId<'credit_note'> | null },
  document: object,
): void {
  const body = canonicalJson(document)
  work.later(
    insertRow('issued_document', {
      id: work.newId('issued_document'),
      ...of,
      media_type: 'application/json',
      body,
      sha256: sha256Hex(body),
      recorded_at: work.machineNow,
    }),
  )
}
