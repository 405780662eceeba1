import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import type { Format } from '../../base/format.ts'
import { moneyText } from '../../ui/money.ts'
import { setStyle } from '../../ui/set-style.ts'
import { clippedText, isolated } from '../../ui/user-text.ts'
import type { Card } from './board-model.ts'
import { ageInDays, initials } from './card-facts.ts'
import type { BoardStrings } from './strings.ts'

/** What the cards of a board have in common. */
export interface CardContext {
  readonly text: BoardStrings
  readonly format: Format
  readonly today: string | null
  readonly rowHeight: number
  /** What its button does: nothing where the session allows neither. */
  readonly actions: 'none' | 'move' | 'more'
}

export interface CardState {
  readonly index: number
  readonly count: number
  /** The one card of its column that Tab reaches. */
  readonly active: boolean
  readonly lifted: boolean
  readonly pending: boolean
  /** In few words, why its last move came to nothing. */
  readonly failure: string | undefined
}

/** One deal in its column. What is clicked and pressed is heard by the board, which knows it by `data-id`. */
export function cardTemplate(card: Card, state: CardState, context: CardContext): unknown {
  return guard([card, ...Object.values(state), ...Object.values(context)], () => draw(card, state, context))
}

function draw(card: Card, state: CardState, context: CardContext): TemplateResult {
  const { deal, company } = card
  const { text, rowHeight, actions } = context
  const flags = ['lifted', 'pending', 'failure'].filter((flag) => state[flag as keyof CardState])
  return html`<li
    class="card ${flags.join(' ')}"
    part="card"
    data-id=${deal.id}
    aria-posinset=${state.index + 1}
    aria-setsize=${state.count}
    aria-busy=${state.pending ? 'true' : nothing}
    ${setStyle({ transform: `translateY(${state.index * rowHeight}px)` })}
  >
    <button
      class="card-title"
      part="card-title"
      type="button"
      tabindex=${state.active ? 0 : -1}
      aria-description=${description(card, context)}
      aria-keyshortcuts=${actions === 'none' ? nothing : 'Space M'}
    >
      ${clippedText(deal.name)}
    </button>
    ${clippedText(company?.name ?? text.noClient)}${figures(card, context)}${foot(card, state, context)}
    ${
      actions === 'none'
        ? nothing
        : html`<button
            class="card-more"
            part="card-more"
            type="button"
            tabindex="-1"
            aria-haspopup="dialog"
            aria-label=${actions === 'move' ? text.more(deal.name) : text.moveOrClose(deal.name)}
          ></button>`
    }
  </li>`
}

/** The whole card in a sentence, for who comes to it by the keyboard and hears only its title. */
function description({ deal, company, owner }: Card, { text, format, today }: CardContext): string {
  const days = today === null ? undefined : ageInDays(format.dayOf(deal.stage_entered_at), today)
  return [
    company?.name ?? text.noClient,
    format.money(deal.value),
    deal.close_on && text.closes(format.date(deal.close_on)),
    owner ? text.owner(owner.name) : text.noOwner,
    days !== undefined && text.inStage(format.dayCount(days, 'long')),
    deal.next_step && text.nextStep(nextStep(deal, text, format)),
  ]
    .filter(Boolean)
    .join(', ')
}

function nextStep({ next_step, next_step_on }: Card['deal'], text: BoardStrings, format: Format): string {
  return next_step_on ? `${next_step}, ${text.nextStepDue(format.dayAndMonth(next_step_on))}` : `${next_step}`
}

function figures({ deal }: Card, { text, format, today }: CardContext): TemplateResult {
  const late = deal.close_on !== null && today !== null && deal.close_on < today
  const date = deal.close_on && format.dayAndMonth(deal.close_on)
  return html`<div class="card-line">
    ${moneyText(format, deal.value)}
    ${
      date
        ? html`<time class=${late ? 'late' : 'muted'} datetime=${deal.close_on} title=${text.closes(format.date(deal.close_on as string))}
            >${late ? text.overdue(isolated(date)) : date}</time
          >`
        : nothing
    }
  </div>`
}

function foot(card: Card, { failure, pending }: CardState, { text, format, today }: CardContext): TemplateResult {
  const { deal, owner } = card
  if (failure !== undefined) {
    return html`<div class="card-line">
      <button class="card-failure" type="button" tabindex="-1" aria-haspopup="dialog">
        ${clippedText(failure)}
      </button>
    </div>`
  }
  const days = today === null ? undefined : ageInDays(format.dayOf(deal.stage_entered_at), today)
  return html`<div class="card-line foot">
    ${owner ? html`<span class="avatar" title=${text.owner(owner.name)}>${initials(owner.name)}</span>` : nothing}
    <bdi class="clip muted" title=${deal.next_step ? text.nextStep(nextStep(deal, text, format)) : nothing}>${deal.next_step ?? ''}</bdi>
    ${
      pending
        ? html`<span class="saving">${text.saving}</span>`
        : days === undefined
          ? nothing
          : html`<span class="age" title=${text.inStage(format.dayCount(days, 'long'))}>${format.dayCount(days)}</span>`
    }
  </div>`
}
