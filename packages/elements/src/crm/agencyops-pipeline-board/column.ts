import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { moneyText } from '../../ui/money.ts'
import { setStyle } from '../../ui/set-style.ts'
import { clippedText, isolated } from '../../ui/user-text.ts'
import type { Column, Total } from './board-model.ts'
import { type CardContext, type CardState, cardTemplate } from './card.ts'

export interface ColumnState {
  /** Which of its rows are drawn, in order. */
  readonly rows: readonly number[]
  readonly newCards: number
  stateOf(dealId: string): Omit<CardState, 'index' | 'count'>
}

/** A stage with its deals: a region that is named by what its head says. */
export function columnTemplate(column: Column, state: ColumnState, context: CardContext): TemplateResult {
  const { stage, cards, count } = column
  const { text, rowHeight, format } = context
  const loaded = Math.max(cards.length, Math.min(count, column.next_cursor ? count : cards.length))
  return html`<section class="column" part="column" data-stage=${stage.id} aria-labelledby="head-${stage.id}">
    <div class="column-head" part="column-header" id="head-${stage.id}">
      <h3>
        ${clippedText(stage.name)}
        <span class="count" aria-hidden="true">${format.integer(count)}</span
        ><span class="visually-hidden">${text.deals(count, format.integer(count))}</span>
      </h3>
      ${column.totals.map((total) => totalLine(total, context))}
    </div>
    <div class="list">
      ${state.newCards ? html`<p class="new-cards" role="status">${text.newCards(format.integer(state.newCards))}</p>` : nothing}
      ${count === 0 && cards.length === 0 ? html`<p class="none muted">${text.emptyColumn}</p>` : nothing}
      <ul role="list" aria-labelledby="head-${stage.id}" ${setStyle({ '--_height': `${loaded * rowHeight}px` })}>
        ${repeat(
          state.rows,
          (row) => cards[row]?.deal.id ?? row,
          (row) => {
            const card = cards[row]
            if (!card) return ghost(row, rowHeight)
            return cardTemplate(card, { index: row, count, ...state.stateOf(card.deal.id) }, context)
          },
        )}
      </ul>
      <div class="drop-line" aria-hidden="true"></div>
    </div>
  </section>`
}

function totalLine({ value, weighted_value }: Total, { text, format }: CardContext): TemplateResult {
  return html`<p class="total">
    ${moneyText(format, value)}<span class="muted figure">${text.weighted(isolated(format.money(weighted_value)))}</span>
  </p>`
}

/** Where a card will stand that is not loaded yet. */
function ghost(row: number, rowHeight: number): TemplateResult {
  return html`<li class="card ghost" aria-hidden="true" ${setStyle({ transform: `translateY(${row * rowHeight}px)` })}></li>`
}
