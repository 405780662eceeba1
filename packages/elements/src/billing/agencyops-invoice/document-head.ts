/** What one asks first: what it is, how much, until when, in which state. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { type BadgeKind, badge } from '../../ui/badge.ts'
import { button } from '../../ui/button.ts'
import { moneyText } from '../../ui/money.ts'
import { setStyle } from '../../ui/set-style.ts'
import { clippedText, isolated, userText } from '../../ui/user-text.ts'
import { type Headline, headline, type InvoiceState } from './headline.ts'
import type { InvoiceView } from './invoice-view.ts'

const badges: Record<InvoiceState, [word: 'open' | 'overdue' | 'partlyPaid' | 'paid' | 'credited', kind: BadgeKind]> = {
  open: ['open', 'info'],
  overdue: ['overdue', 'danger'],
  partly_paid: ['partlyPaid', 'warning'],
  paid: ['paid', 'positive'],
  credited: ['credited', 'neutral'],
}

export function invoiceHead(invoice: PortalInvoice, view: InvoiceView, print: () => void): TemplateResult {
  const { format, text } = view
  const head = headline(invoice)
  const [word, kind] = badges[head.state]
  const label = { paid: text.amountPaid, credited: text.amountDue }[head.state as string] ?? text.amountDue
  const partly = head.dueInDays !== null && head.share > 0
  const settled = {
    amount: invoice.paid.amount + invoice.credited.amount,
    currency: invoice.currency,
  }
  return html`<header part="header">
    <div class="title-row">
      <p class="seller">${clippedText(invoice.seller.name)}</p>
      ${button({ label: text.print, onClick: print })}
    </div>
    <div class="title">
      <h2 tabindex="-1">${text.invoice} ${clippedText(invoice.number)}</h2>
      ${badge(text[word], kind)}
    </div>
    <p class="amount-label">${label}</p>
    <p class="amount" part="amount-due">${moneyText(format, head.amount)}</p>
    <p class=${head.state === 'overdue' ? 'when late' : 'when'}>${userText(whenWords(head, invoice.due_on, view))}</p>
    ${
      partly
        ? html`<div class="progress" aria-hidden="true">
              <span ${setStyle({ 'inline-size': `${Math.round(head.share * 1000) / 10}%` })}></span>
            </div>
            <p class="muted">${userText(text.partOf(isolated(format.money(settled)), isolated(format.money(invoice.total))))}</p>`
        : nothing
    }
  </header>`
}

function whenWords({ state, dueInDays, settledOn }: Headline, dueOn: string, { format, text }: InvoiceView): string {
  if (dueInDays !== null) {
    const [days, date] = [isolated(format.days(dueInDays)), isolated(format.date(dueOn, 'long'))]
    return dueInDays < 0 ? text.wasDue(days, date) : text.due(days, date)
  }
  if (state === 'credited') return text.takenBack
  return settledOn ? text.settledOn(isolated(format.date(settledOn, 'long'))) : text.settled
}

export function creditNoteHead(note: PortalCreditNote, view: InvoiceView, print: () => void): TemplateResult {
  const { format, text, openInvoice } = view
  const open = () => openInvoice(note.invoice_id)
  return html`<header part="header">
    <div class="title-row">
      <p class="seller">${clippedText(note.seller.name)}</p>
      ${button({ label: text.print, onClick: print })}
    </div>
    <div class="title">
      <h2 tabindex="-1">${text.creditNote} ${clippedText(note.number)}</h2>
    </div>
    <p class="amount-label">${text.amountCredited}</p>
    <p class="amount" part="amount-credited">${moneyText(format, note.total)}</p>
    <p class="when">
      ${text.corrects}
      <button class="link" part="link" type="button" @click=${open}>${clippedText(note.invoice_number)}</button>
    </p>
    <p class="muted reason">${text.reason}: ${userText(note.reason)}</p>
    ${note.released.amount > 0 ? html`<p class="muted">${userText(text.givenBack(isolated(format.money(note.released))))}</p>` : nothing}
  </header>`
}
