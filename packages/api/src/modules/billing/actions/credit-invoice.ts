import type { invoiceCredit } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow, insertRows } from '../../../db/insert.ts'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { formatMoney } from '../../../primitives/money.ts'
import type { TaxCategory } from '../../../primitives/tax.ts'
import { type ScopeItemRow, shiftScopeItem } from '../../crm/index.ts'
import { type TakenNumber, takeNumber } from '../../governance/index.ts'
import { listWrittenOffLines } from '../queries/credit-notes.ts'
import {
  lockCompanyOfInvoice,
  lockEngagementOfInvoice,
  lockInvoice,
  lockScopeItemsOfInvoice,
  shareLegalEntityOfInvoice,
  shiftCredited,
} from '../queries/invoices.ts'
import { lockPaymentsOfInvoice } from '../queries/payments.ts'
import {
  type CreditableLine,
  type CreditedLine,
  type CreditWish,
  creditLine,
  creditTaxes,
} from '../rules/credit-figures.ts'
import type { CreditNoteLineRow, CreditNoteRow, CreditNoteTaxRow, InvoiceLineRow, InvoiceRow } from '../tables.ts'
import { type CreditNoteParts, creditNoteView, type InvoiceParts } from '../views.ts'
import { freePayments } from './free-payments.ts'
import { keepDocument } from './issue-invoice.ts'
import { loadParts, matchInvoice, requireIssued } from './load-invoice.ts'
import { moveBalance } from './move-balance.ts'

type Input = z.infer<typeof invoiceCredit>

interface Picked {
  row: InvoiceLineRow
  line: CreditableLine
  credited: CreditedLine
  release: boolean
}

/**
 * Credits an issued invoice, in full or by line, and frees what it had been paid beyond the rest: the newest
 * allocations first go back to client credit. Throws 404, 412, 409 for a draft, 422 beyond what is left.
 */
export async function creditInvoice(
  work: UnitOfWork,
  id: RowId<'invoice'>,
  input: Input,
): Promise<{ note: CreditNoteParts; invoice: InvoiceParts }> {
  const [, , , items, [locked], payments] = await work.group(
    shareLegalEntityOfInvoice({ id }),
    lockCompanyOfInvoice({ id }),
    lockEngagementOfInvoice({ id }),
    lockScopeItemsOfInvoice({ id }),
    lockInvoice({ id }),
    lockPaymentsOfInvoice({ invoice_id: id }),
  )
  const row = matchInvoice(work, locked)
  requireIssued(row, 'credited')
  const parts = await loadParts(work, row)
  const picked = pick(parts, input)
  const figures = figuresOfCredit(parts, picked)
  const left = row.total_minor - row.credited_minor
  if (figures.total > left) throw beyond(row, left)
  if (figures.total <= 0) throw nothingToCredit(row)
  const freed = Math.max(0, figures.total - row.balance_minor)
  const writtenOff = new Set(
    (await work.all(listWrittenOffLines({ invoice_id: id }))).map((one) => one.invoice_line_id),
  )
  const number = await takeNumber(work, {
    legalEntityId: row.legal_entity_id,
    kind: 'credit_note',
    issuedOn: input.issued_on,
  })
  const note = noteOf(work, parts, input.reason, number, picked, figures, freed)
  work.later(insertRow('credit_note', note.note))
  work.later(insertRows('credit_note_line', [...note.lines]))
  work.later(insertRows('credit_note_tax', [...note.taxes]))
  if (freed > 0)
    await freePayments(work, row, payments, { amount: freed, creditNoteId: note.note.id, reason: input.reason })
  for (const [index, { row: line, credited, release }] of picked.entries()) {
    const whole = line.credited_net_minor + credited.net === line.net_minor
    work.later(
      shiftCredited({
        id: line.id,
        net: credited.net,
        tax: figures.lineTaxes[index] as number,
        quantity: credited.takenQuantity,
        // Billed again only where all of it was released.
        live: !(whole && release && !writtenOff.has(line.id)),
      }),
      1,
    )
  }
  moveWork(work, items, picked)
  keepDocument(work, { invoice_id: null, credit_note_id: note.note.id }, creditNoteView(note))
  await work.record({
    type: 'credit_note.issued',
    subject: { type: 'credit_note', id: note.note.id, version: 1 },
    after: creditNoteView(note),
    data: { invoice_id: creditNoteView(note).invoice_id },
    engagementId: row.engagement_id,
    clientVisible: true,
  })
  const invoice = await moveBalance(work, row, { paid: -freed, credited: figures.total })
  return { note, invoice: await loadParts(work, invoice) }
}

/** What the input asks of each line. Throws 422 with the pointer of what cannot be met. */
function pick({ invoice, lines }: InvoiceParts, input: Input): Picked[] {
  const { currency } = invoice
  if (!input.lines) {
    const open = lines.filter((row) => row.credited_net_minor !== row.net_minor || row.net_minor === 0)
    return open.map((row) => {
      const line = creditable(row)
      return {
        row,
        line,
        credited: creditLine(line, 'rest', currency) as CreditedLine,
        release: input.release ?? false,
      }
    })
  }
  if (input.release !== undefined) throw invalidField('#/release', 'invalid', 'Say `release` for each of the lines.')
  const seen = new Set<string>()
  return input.lines.map((asked, index) => {
    const pointer = `#/lines/${index}`
    const row = lines.find((line) => line.id === toRow<'invoice_line'>(asked.invoice_line_id))
    if (!row) throw invalidField(`${pointer}/invoice_line_id`, 'unknown_value', 'The invoice has no such line.')
    if (seen.has(row.id)) throw invalidField(`${pointer}/invoice_line_id`, 'duplicate', 'Each line may be named once.')
    seen.add(row.id)
    const line = creditable(row)
    const credited = creditLine(line, wishOf(asked, pointer, currency), currency)
    if ('refused' in credited) throw refusalOf(credited, asked, pointer, currency)
    return { row, line, credited, release: asked.release ?? false }
  })
}

type Asked = NonNullable<Input['lines']>[number]

function wishOf(asked: Asked, pointer: string, currency: string): CreditWish {
  if (asked.net !== undefined) {
    if (asked.quantity !== undefined || asked.release) {
      const detail = 'A release credits its quantity’s share of the line. Leave `net` out, or credit without a release.'
      throw invalidField(`${pointer}/net`, 'conflicting', detail)
    }
    if (asked.net.currency !== currency) {
      throw invalidField(`${pointer}/net/currency`, 'mismatch', `The invoice is in ${currency}.`)
    }
    return { net: asked.net.amount }
  }
  return asked.quantity === undefined ? 'rest' : { quantity: canonicalDecimal(asked.quantity) }
}

function refusalOf(
  { refused, left, leftQuantity }: { refused: string; left: number; leftQuantity: string },
  asked: Asked,
  pointer: string,
  currency: string,
): ProblemError {
  const field = asked.net === undefined ? 'quantity' : 'net/amount'
  const detail =
    refused === 'not_positive'
      ? 'A credit takes back more than nothing.'
      : refused === 'beyond_quantity'
        ? `Only ${leftQuantity} of the line is left to credit.`
        : `Only ${formatMoney({ amount: left, currency })} of the line is left to credit.`
  return new ProblemError('invalid_amount', {
    detail,
    errors: [{ code: refused, pointer: `${pointer}/${field}`, detail }],
  })
}

function creditable(row: InvoiceLineRow): CreditableLine {
  return {
    quantity: canonicalDecimal(row.quantity),
    unitPrice: canonicalDecimal(row.unit_price),
    net: row.net_minor,
    tax: row.tax_minor,
    category: row.tax_category as TaxCategory,
    percent: canonicalDecimal(row.tax_percent),
    creditedQuantity: canonicalDecimal(row.credited_quantity),
    creditedNet: row.credited_net_minor,
    creditedTax: row.credited_tax_minor,
  }
}

type CreditFigures = NonNullable<ReturnType<typeof creditTaxes>> & { net: number; tax: number; total: number }

function figuresOfCredit({ invoice, lines }: InvoiceParts, picked: readonly Picked[]): CreditFigures {
  const all = lines.map((row) => picked.find((one) => one.row.id === row.id)?.line ?? creditable(row))
  const figures = creditTaxes(
    all,
    picked.map(({ line, credited }) => ({ line, net: credited.net })),
  )
  if (!figures) throw beyond(invoice, invoice.total_minor - invoice.credited_minor)
  const net = figures.taxes.reduce((sum, row) => sum + row.taxable, 0)
  const tax = figures.taxes.reduce((sum, row) => sum + row.tax, 0)
  return { ...figures, net, tax, total: net + tax }
}

function beyond({ number, currency }: InvoiceRow, left: number): ProblemError {
  const detail = `Only ${formatMoney({ amount: left, currency })} of ${number} is left to credit.`
  return new ProblemError('invalid_amount', { detail, errors: [{ code: 'beyond_total', pointer: '#/lines', detail }] })
}

function nothingToCredit({ number }: InvoiceRow): ProblemError {
  const detail = `Nothing of ${number} would be credited: a credit note is for more than nothing.`
  return new ProblemError('invalid_amount', { detail, errors: [{ code: 'not_positive', pointer: '#/lines', detail }] })
}

/** Released work is unbilled again, the rest is written off; never does it go nowhere. */
function moveWork(work: UnitOfWork, items: readonly ScopeItemRow[], picked: readonly Picked[]): void {
  for (const item of items) {
    const own = picked.filter((one) => one.row.scope_item_id === item.id)
    const sum = (release: boolean) =>
      own.filter((one) => one.release === release).reduce((total, one) => total + one.credited.net, 0)
    if (own.length > 0) shiftScopeItem(work, item, { billed: -sum(true), writtenOff: sum(false) })
  }
}

function noteOf(
  work: UnitOfWork,
  { invoice, taxes }: InvoiceParts,
  reason: string,
  { number, seriesNumber, issuedOn, issuedAt }: TakenNumber,
  picked: readonly Picked[],
  figures: CreditFigures,
  freed: number,
): CreditNoteParts {
  const note: CreditNoteRow = {
    tenant_id: work.tenantId,
    id: work.newId('credit_note'),
    invoice_id: invoice.id,
    legal_entity_id: invoice.legal_entity_id,
    company_id: invoice.company_id,
    engagement_id: invoice.engagement_id,
    number,
    series_number: seriesNumber,
    currency: invoice.currency,
    reason,
    issued_on: issuedOn,
    accounting_on: issuedOn,
    issued_at: issuedAt,
    // A correction is between the parties of what it corrects.
    seller: invoice.seller,
    buyer: invoice.buyer,
    bank: invoice.bank,
    net_minor: figures.net,
    tax_minor: figures.tax,
    total_minor: figures.total,
    released_minor: freed,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    external_system: null,
    external_id: null,
  }
  const lines = picked.map(
    ({ row, credited, release }, index): CreditNoteLineRow => ({
      tenant_id: work.tenantId,
      id: work.newId('credit_note_line'),
      credit_note_id: note.id,
      invoice_line_id: row.id,
      scope_item_id: row.scope_item_id,
      position: index + 1,
      description: row.description,
      quantity: credited.quantity,
      unit: row.unit,
      unit_price: credited.unitPrice,
      net_minor: credited.net,
      tax_minor: figures.lineTaxes[index] as number,
      tax_category: row.tax_category,
      tax_percent: row.tax_percent,
      exemption_reason: row.exemption_reason,
      released: release,
    }),
  )
  const breakdown = figures.taxes.map((tax, index): CreditNoteTaxRow => {
    const of = taxes.find((one) => one.category === tax.category && canonicalDecimal(one.percent) === tax.percent)
    return {
      tenant_id: work.tenantId,
      id: work.newId('credit_note_tax'),
      credit_note_id: note.id,
      position: index + 1,
      category: tax.category,
      percent: tax.percent,
      taxable_minor: tax.taxable,
      tax_minor: tax.tax,
      exemption_reason: of?.exemption_reason ?? null,
    }
  })
  return { note, lines, taxes: breakdown }
}
