/** From the lines to what is left to pay, and how to pay it. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../ui/button.ts'
import { moneyText } from '../../ui/money.ts'
import { clampedText, isolated, userText } from '../../ui/user-text.ts'
import { type BalanceRow, balanceRows } from './balance-rows.ts'
import type { InvoiceView } from './invoice-view.ts'
import { groupedIban } from './party-lines.ts'

export function invoiceTotals(invoice: PortalInvoice, view: InvoiceView): TemplateResult {
  const { format, text } = view
  return html`<table class="totals" part="totals">
    ${untilTotal(invoice, text.total, view)}
    <tbody>
      ${balanceRows(invoice).map((row) => balanceRow(row, view))}
      <tr class="balance" part="total">
        <th scope="row">${text.balanceDue}</th>
        <td class="number">${moneyText(format, invoice.balance)}</td>
      </tr>
    </tbody>
  </table>`
}

export function creditNoteTotals(note: PortalCreditNote, view: InvoiceView): TemplateResult {
  return html`<table class="totals" part="totals">${untilTotal(note, view.text.totalCredited, view)}</table>`
}

function untilTotal(
  { net, taxes, total }: Pick<PortalInvoice, 'net' | 'taxes' | 'total'>,
  label: string,
  view: InvoiceView,
): TemplateResult {
  const { format, text } = view
  return html`<tbody>
    <tr>
      <th scope="row">${text.subtotal}</th>
      <td class="number">${moneyText(format, net)}</td>
    </tr>
    ${taxes.map((tax) => taxRow(tax, view))}
    <tr class="total">
      <th scope="row">${label}</th>
      <td class="number">${moneyText(format, total)}</td>
    </tr>
  </tbody>`
}

function taxRow(tax: PortalInvoice['taxes'][number], { format, text }: InvoiceView): TemplateResult {
  const taxable = isolated(format.money(tax.taxable))
  const kind = text.taxKinds[tax.category]
  return html`<tr>
    <th scope="row">
      ${userText(kind ? text.noTaxOn(kind, taxable) : text.taxOn(isolated(format.percent(tax.percent)), taxable))}
      ${tax.exemption_reason ? html`<span class="under muted">${userText(tax.exemption_reason)}</span>` : nothing}
    </th>
    <td class="number">${moneyText(format, tax.tax)}</td>
  </tr>`
}

function balanceRow(row: BalanceRow, view: InvoiceView): TemplateResult {
  const { format } = view
  return html`<tr part="row">
    <th scope="row">
      ${rowLabel(row, view)} ${row.on ? html`<bdi class="muted figure">${format.date(row.on)}</bdi>` : nothing}
    </th>
    <td class="number">${moneyText(format, row.amount)}</td>
  </tr>`
}

function rowLabel(row: BalanceRow, { text, openCreditNote }: InvoiceView): TemplateResult | string {
  if (row.kind === 'payment') return row.on ? text.payment : text.payments
  const { creditNoteId: id, number } = row
  if (id === null || number === null) return text.creditNotes
  return html`<button class="link" part="link" type="button" data-credit-note=${id} @click=${() => openCreditNote(id)}>
    ${clampedText(text.creditNoteNumber(number))}
  </button>`
}

/** Where to pay to, while there is something to pay. */
export function howToPay({ bank, balance, number }: PortalInvoice, view: InvoiceView): TemplateResult | typeof nothing {
  if (!bank || balance.amount <= 0) return nothing
  const { text } = view
  const iban = bank.iban && groupedIban(bank.iban)
  const facts: [label: string, shown: string | undefined, copied?: string][] = [
    [text.holder, bank.holder],
    [text.iban, iban, bank.iban],
    [text.accountNumber, bank.account_number, bank.account_number],
    [text.bic, bank.bic],
    [text.bankName, bank.bank_name],
    [text.reference, number, number],
  ]
  return html`<section class="pay" part="payment">
    <h3>${text.howToPay}</h3>
    <dl class="facts">
      ${facts.map(([label, shown, copied]) => (shown ? payFact(label, shown, copied, view) : nothing))}
    </dl>
  </section>`
}

function payFact(
  label: string,
  shown: string,
  copied: string | undefined,
  { text, copy }: InvoiceView,
): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>
      <span class="pay-value">${clampedText(shown)}</span>
      ${
        copied
          ? html`<span class="copy no-print">
              ${button({ label: text.copy, name: text.copyNamed(label), kind: 'quiet', onClick: () => copy(label, copied) })}
            </span>`
          : nothing
      }
    </dd>
  </div>`
}
