/** From the lines to what is left to pay, and how to pay it. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { moneyText } from '../../ui/money.ts'
import { clampedText, sentence, userText } from '../../ui/user-text.ts'
import { type BalanceRow, balanceRows } from './balance-rows.ts'
import { facts } from './document-parties.ts'
import type { InvoiceView } from './invoice-view.ts'
import { groupedIban } from './party-lines.ts'

export function totals(
  document: PortalInvoice | PortalCreditNote,
  rows: readonly BalanceRow[],
  view: InvoiceView,
): TemplateResult {
  const { text, format } = view
  const row = (
    label: unknown,
    amount: PortalInvoice['total'],
    className = '',
  ) => html`<tr class=${className} part=${className ? 'total' : 'row'}>
    <th scope="row">${label}</th>
    <td class="number">${moneyText(format, amount)}</td>
  </tr>`
  const balance = 'balance' in document ? document.balance : undefined
  return html`<table class="totals" part="totals">
    <tbody>
      ${row(text.subtotal, document.net)} ${document.taxes.map((tax) => row(taxLabel(tax, view), tax.tax))}
      ${row(text.total, document.total, 'total')}
      ${rows.map((one) => row(balanceLabel(one, view), one.amount))}
      ${balance ? row(text.balanceDue, balance, 'total balance') : nothing}
    </tbody>
  </table>`
}

export const invoiceTotals = (invoice: PortalInvoice, view: InvoiceView) => totals(invoice, balanceRows(invoice), view)

function taxLabel(tax: PortalInvoice['taxes'][number], { format, text }: InvoiceView): TemplateResult {
  const kind = text.taxKinds[tax.category] ?? `${text.tax} ${format.percent(tax.percent)}`
  return html`${sentence(text.taxOn, kind, format.money(tax.taxable))}
  ${tax.exemption_reason ? html`<span class="under muted">${userText(tax.exemption_reason)}</span>` : nothing}`
}

function balanceLabel({ kind, on, number, creditNoteId: id }: BalanceRow, view: InvoiceView): TemplateResult {
  const { format, text, openCreditNote } = view
  const label = kind === 'payment' ? (on ? text.payment : text.paid) : text.credited
  return html`${
    id
      ? html`<button class="link" part="link" type="button" @click=${() => openCreditNote(id)}>
        ${clampedText(text.creditNoteNumber(number ?? ''))}
      </button>`
      : label
  }
  ${on ? html`<bdi class="muted figure">${format.date(on)}</bdi>` : nothing}`
}

/** Where to pay to, while there is something to pay. */
export function howToPay({ bank, balance, number }: PortalInvoice, { text }: InvoiceView) {
  if (!bank || balance.amount <= 0) return nothing
  return html`<section class="pay" part="payment">
    ${facts(text.howToPay, [
      [text.holder, bank.holder],
      [text.iban, bank.iban && groupedIban(bank.iban)],
      [text.accountNumber, bank.account_number],
      [text.bic, bank.bic],
      [text.bankName, bank.bank_name],
      [text.reference, number],
    ])}
  </section>`
}
