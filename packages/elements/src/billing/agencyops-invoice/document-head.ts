/** What one asks first: what it is, how much, until when, in which state. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { type BadgeKind, badge } from '../../ui/badge.ts'
import { button } from '../../ui/button.ts'
import { moneyText } from '../../ui/money.ts'
import { clippedText, sentence } from '../../ui/user-text.ts'
import { type Headline, headline } from './headline.ts'
import type { InvoiceView } from './invoice-view.ts'

const badgeKinds: Partial<Record<Headline['state'], BadgeKind>> = {
  overdue: 'danger',
  partlyPaid: 'warning',
  paid: 'positive',
}

/** What both documents begin with; `below` says the rest. */
export function documentHead(
  of: string,
  { number, seller }: Pick<PortalInvoice | PortalCreditNote, 'number' | 'seller'>,
  label: string,
  amount: PortalInvoice['total'],
  state: TemplateResult | typeof nothing,
  below: TemplateResult,
  { format, text, print }: InvoiceView,
): TemplateResult {
  return html`<header part="header">
    <div class="title-row">
      <p class="seller muted">${clippedText(seller.name)}</p>
      ${button({ label: text.print, onClick: () => print(number) })}
    </div>
    <div class="title">
      <h2 tabindex="-1">${of} ${clippedText(number)}</h2>
      ${state}
    </div>
    <p class="muted">${label}</p>
    <p class="amount" part="amount">${moneyText(format, amount)}</p>
    ${below}
  </header>`
}

export function invoiceHead(invoice: PortalInvoice, view: InvoiceView): TemplateResult {
  const { format, text } = view
  const first = headline(invoice)
  const { state, amount, dueInDays, settled } = first
  const below = html`<p>${whenWords(first, invoice.due_on, view)}</p>
    ${
      dueInDays !== null && settled.amount > 0
        ? html`<p class="muted">
              ${sentence(text.partOf, format.money(settled), format.money(invoice.total))}
            </p>`
        : nothing
    }`
  const label = state === 'paid' ? text.paid : text.amountDue
  return documentHead(
    text.invoice,
    invoice,
    label,
    amount,
    badge(text[state], badgeKinds[state] ?? 'info'),
    below,
    view,
  )
}

function whenWords(
  { dueInDays, settledOn }: Headline,
  dueOn: string,
  { format, text }: InvoiceView,
): TemplateResult | string {
  if (dueInDays !== null) {
    return sentence(text.due, format.days(dueInDays), format.date(dueOn, 'long'))
  }
  return settledOn ? sentence(text.settledOn, format.date(settledOn, 'long')) : text.settled
}
