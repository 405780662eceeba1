/** What was sold, line by line, under the delivery checkpoint that raised it. */

import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { currencyDigits } from '@agencyops/sdk/connect'
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { button } from '../../ui/button.ts'
import { clippedText, isolated, userText } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import { type EvidenceState, evidenceRow, groupRow } from './line-evidence.ts'
import { type InvoiceLine, type LineGroup, lineGroups } from './line-groups.ts'

export interface LinesState extends EvidenceState {
  /** How many lines a screen shows. */
  shown: number
  showAll(): void
}

export function invoiceLines(invoice: PortalInvoice, state: LinesState, view: InvoiceView): TemplateResult {
  const { format, text } = view
  const groups = lineGroups(invoice)
  const headed = groups.some(({ milestone }) => milestone !== null)
  const count = invoice.lines.length
  let before = 0
  return html`<section part="lines">
    ${linesTable(
      invoice.currency,
      repeat(
        groups,
        ({ key }) => key,
        (group) => {
          const first = before
          before += group.lines.length
          return groupBody(group, first, headed, state, invoice.currency, view)
        },
      ),
      view,
    )}
    ${
      state.shown < count
        ? html`<div class="more no-print">
            <span class="muted">${text.shownOf(format.integer(state.shown), format.integer(count))}</span>
            ${button({ label: text.showAll(format.integer(count)), onClick: state.showAll })}
          </div>`
        : nothing
    }
  </section>`
}

export function creditNoteLines(note: PortalCreditNote, view: InvoiceView): TemplateResult {
  const rows = note.lines.map((line) => lineRow(line, note.currency, '', nothing, view))
  return html`<section part="lines">${linesTable(note.currency, html`<tbody>${rows}</tbody>`, view)}</section>`
}

function linesTable(currency: string, bodies: unknown, { text }: InvoiceView): TemplateResult {
  return html`<table class="lines">
    <caption class="visually-hidden">${text.lines}</caption>
    <thead>
      <tr>
        <th scope="col">${text.description}</th>
        <th scope="col" class="number wide">${text.quantity}</th>
        <th scope="col" class="number wide">${text.unitPrice}</th>
        <th scope="col" class="number wide">${text.tax}</th>
        <th scope="col" class="number">${text.amountIn(currency)}</th>
      </tr>
    </thead>
    ${bodies}
  </table>`
}

// Rows beyond those that are shown stand there for paper, which shows all.
function groupBody(
  group: LineGroup,
  first: number,
  headed: boolean,
  state: LinesState,
  currency: string,
  view: InvoiceView,
): TemplateResult {
  const rest = (index: number) => (index < state.shown ? '' : 'rest')
  return html`<tbody>
    ${headed ? groupRow(group, rest(first), state, view) : nothing}
    ${group.approval ? evidenceRow(group, group.approval, rest(first), state, view) : nothing}
    ${group.lines.map((line, index) => lineRow(line, currency, rest(first + index), creditedPart(line, view), view))}
  </tbody>`
}

function creditedPart({ credited_net: credited }: InvoiceLine, { format, text }: InvoiceView) {
  return credited.amount === 0
    ? nothing
    : html`<span class="under muted">${userText(text.lineCredited(isolated(format.money(credited))))}</span>`
}

function lineRow(
  line: PortalCreditNote['lines'][number] | InvoiceLine,
  currency: string,
  className: string,
  under: TemplateResult | typeof nothing,
  { format, text }: InvoiceView,
): TemplateResult {
  const quantity = format.decimal(line.quantity)
  const price = format.decimal(line.unit_price, currencyDigits(currency))
  const tax = text.taxKinds[line.tax_category] ?? format.percent(line.tax_percent)
  const detail = text.lineDetail(line.unit ? `${quantity} ${isolated(short(line.unit))}` : quantity, price, tax)
  return html`<tr class=${className} part="row" data-line=${line.position} tabindex="-1">
    <td class="description">
      ${userText(line.description)}
      <span class="under narrow muted">${userText(detail)}</span>
      ${under}
    </td>
    <td class="number wide words">${quantity}${line.unit ? html` <span class="unit muted">${clippedText(line.unit)}</span>` : nothing}</td>
    <td class="number wide">${price}</td>
    <td class="number wide words">${tax}</td>
    <td class="number">${format.amount(line.net)}</td>
  </tr>`
}

// Between figures, which are never cut, a long unit is.
const short = (unit: string) => (unit.length > 24 ? `${unit.slice(0, 23)}…` : unit)
