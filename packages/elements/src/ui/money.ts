import { html, type TemplateResult } from 'lit'
import type { Format, Money } from '../base/format.ts'

/** An amount with its currency, on one line, its digits under each other; `::part(money)`. */
export function moneyText(format: Format, money: Money): TemplateResult {
  return html`<bdi class="figure" part="money">${format.money(money)}</bdi>`
}
