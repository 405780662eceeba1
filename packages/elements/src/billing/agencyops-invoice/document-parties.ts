/** Who sells to whom, and the document's own dates and numbers. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { clampedText } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import { addressLines } from './party-lines.ts'

export type Fact = readonly [label: string, value: string | null | undefined]

export function parties(
  { seller, buyer }: Pick<PortalInvoice | PortalCreditNote, 'seller' | 'buyer'>,
  details: readonly Fact[],
  view: InvoiceView,
): TemplateResult {
  const { text } = view
  return html`<section class="parties" part="parties">
    ${party(text.from, seller, view)} ${party(text.billedTo, buyer, view)}
    <div>${facts(text.details, details)}</div>
  </section>`
}

/** What has a value, each under its label. */
export function facts(title: string, rows: readonly Fact[]): TemplateResult {
  return html`<h3>${title}</h3>
    <dl class="facts">
      ${rows.map(([label, value]) => (value ? html`<dt>${label}</dt><dd>${clampedText(value)}</dd>` : nothing))}
    </dl>`
}

function party(label: string, who: PortalInvoice['seller'], { text, format }: InvoiceView): TemplateResult {
  const { name, address, tax_number: tax, registration_number: registration } = who
  const countries = new Intl.DisplayNames(format.locale, { type: 'region' })
  const lines = addressLines(address, (code) => countries.of(code) ?? code)
  const numbers = [tax && text.taxNumber(tax), registration && text.registrationNumber(registration)]
  return html`<div>
    <h3>${label}</h3>
    <p class="strong">${clampedText(name)}</p>
    ${lines.map((line) => html`<p>${clampedText(line)}</p>`)}
    ${numbers.map((line) => (line ? html`<p class="muted">${clampedText(line)}</p>` : nothing))}
  </div>`
}
