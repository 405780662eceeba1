/** Who sells to whom, and the document's own dates and numbers. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { clampedText } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import { addressLines } from './party-lines.ts'

export function parties(
  { seller, buyer }: Pick<PortalInvoice | PortalCreditNote, 'seller' | 'buyer'>,
  details: readonly (readonly [label: string, value: string | null])[],
  view: InvoiceView,
): TemplateResult {
  const { text } = view
  return html`<section class="parties" part="parties">
    ${party(text.from, seller, view)} ${party(text.billedTo, buyer, view)}
    <div class="party">
      <h3>${text.details}</h3>
      <dl class="facts">
        ${details.map(([label, value]) =>
          value ? html`<div><dt>${label}</dt><dd>${clampedText(value)}</dd></div>` : nothing,
        )}
      </dl>
    </div>
  </section>`
}

function party(label: string, who: PortalInvoice['seller'], { text, countryName }: InvoiceView): TemplateResult {
  const { name, address, tax_number: tax, registration_number: registration } = who
  return html`<div class="party">
    <h3>${label}</h3>
    <p class="party-name">${clampedText(name)}</p>
    ${addressLines(address, countryName).map((line) => html`<p>${clampedText(line)}</p>`)}
    ${tax ? html`<p class="muted">${clampedText(text.taxNumber(tax))}</p>` : nothing}
    ${registration ? html`<p class="muted">${clampedText(text.registrationNumber(registration))}</p>` : nothing}
  </div>`
}
