/** What one asks first: what it is, how much, until when, in which state. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { type BadgeKind, badge } from '../../ui/badge.ts'
import { button } from '../../ui/button.ts'
import { moneyText } from '../../ui/money.ts'
import { clippedText, isolated, userText } from '../../ui/user-text.ts'
import { type Headline, headline } from './headline.ts'
import type { InvoiceView } from './invoice-view.ts'

const badgeKinds: Record<Headline['state'], BadgeKind> = {
  open: 'info',
  overdue: 'danger',
  partlyPaid: 'warning',
  paid: 'positive',
  credited: 'neutral',
}

function head(
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
  const below = html`<p class=${state === 'overdue' ? 'late' : ''}>${userText(whenWords(first, invoice.due_on, view))}</p>
    ${
      dueInDays !== null && settled.amount > 0
        ? html`<svg class="progress" width="320" height="6" aria-hidden="true">
              <rect width="100%" height="6" rx="3" />
              <rect width="${(100 * settled.amount) / invoice.total.amount}%" height="6" rx="3" />
            </svg>
            <p class="muted">
              ${userText(text.partOf(isolated(format.money(settled)), isolated(format.money(invoice.total))))}
            </p>`
        : nothing
    }`
  const label = state === 'paid' ? text.paid : text.amountDue
  return head(text.invoice, invoice, label, amount, badge(text[state], badgeKinds[state]), below, view)
}

function whenWords({ state, dueInDays, settledOn }: Headline, dueOn: string, { format, text }: InvoiceView): string {
  if (dueInDays !== null) {
    const words = dueInDays < 0 ? text.wasDue : text.due
    return words(isolated(format.days(dueInDays)), isolated(format.date(dueOn, 'long')))
  }
  if (state === 'credited') return text.takenBack
  return settledOn ? text.settledOn(isolated(format.date(settledOn, 'long'))) : text.settled
}

export function creditNoteHead(note: PortalCreditNote, view: InvoiceView): TemplateResult {
  const { format, text, openInvoice } = view
  const below = html`<p>
      ${text.corrects}
      <button class="link" part="link" type="button" @click=${() => openInvoice(note.invoice_id)}>
        ${clippedText(note.invoice_number)}
      </button>
    </p>
    <p class="muted">${userText(note.reason)}</p>
    ${note.released.amount > 0 ? html`<p>${userText(text.givenBack(isolated(format.money(note.released))))}</p>` : nothing}`
  return head(text.creditNote, note, text.credited, note.total, nothing, below, view)
}
