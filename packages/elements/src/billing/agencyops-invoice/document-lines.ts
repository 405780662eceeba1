/** What was sold, line by line, under the delivery checkpoint that raised it. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { currencyDigits } from '@agencyops/sdk/connect'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../ui/button.ts'
import { clippedText, isolated, sentence, userText } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import type { evidenceRow } from './line-evidence.ts'
import { type EvidenceState, groupRow } from './line-group-row.ts'
import { type InvoiceLine, type LineGroup, lineGroups } from './line-groups.ts'

export interface LinesState extends EvidenceState {
  /** How many lines a screen shows. */
  shown: number
  /** Draws what stands behind lines; undefined until it is there. */
  evidence: typeof evidenceRow | undefined
  showAll(): void
}

export function invoiceLines(invoice: PortalInvoice, state: LinesState, view: InvoiceView): TemplateResult {
  const { format, text } = view
  const groups = lineGroups(invoice)
  const headed = groups.some(({ milestone }) => milestone)
  const { length } = invoice.lines
  let first = 0
  const bodies = groups.map((group) => {
    const body = groupBody(group, first, headed, state, invoice.currency, view)
    first += group.lines.length
    return body
  })
  return html`${linesTable(invoice.currency, bodies, view)}
  ${
    state.shown < length
      ? html`<p class="more no-print">
          ${button({ label: text.showAll(format.integer(length)), onClick: state.showAll })}
        </p>`
      : nothing
  }`
}

export function linesTable(currency: string, bodies: unknown, { text }: InvoiceView): TemplateResult {
  return html`<table class="lines" part="lines">
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
    ${group.approval ? state.evidence?.(group, group.approval, rest(first), state, view) : nothing}
    ${group.lines.map((line, index) => lineRow(line, currency, rest(first + index), view))}
  </tbody>`
}

export function lineRow(
  line: PortalCreditNote['lines'][number] | InvoiceLine,
  currency: string,
  className: string,
  { format, text }: InvoiceView,
): TemplateResult {
  const { unit } = line
  const quantity = format.decimal(line.quantity)
  const price = format.decimal(line.unit_price, currencyDigits(currency))
  const tax = text.taxKinds[line.tax_category] ?? format.percent(line.tax_percent)
  const credited = 'credited_net' in line && line.credited_net
  return html`<tr class=${className} data-line=${line.position} tabindex="-1">
    <td class="description">
      ${userText(line.description)}
      <span class="under narrow muted">
        ${userText(text.lineDetail(unit ? `${quantity} ${isolated(unit)}` : quantity, price, tax))}
      </span>
      ${
        credited && credited.amount > 0
          ? html`<span class="under muted">${sentence(text.lineCredited, format.money(credited))}</span>`
          : nothing
      }
    </td>
    <td class="number wide">${quantity} ${unit ? html`<span class="unit muted">${clippedText(unit)}</span>` : nothing}</td>
    <td class="number wide">${price}</td>
    <td class="number wide">${tax}</td>
    <td class="number">${format.amount(line.net)}</td>
  </tr>`
}
