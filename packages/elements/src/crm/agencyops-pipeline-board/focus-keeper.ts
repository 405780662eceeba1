/** Keeps the focus on the card that has it, by the deal's id: drawing a card elsewhere makes another element of it. */
import type { ReactiveController } from 'lit'
import type { BoardDesk, BoardElement } from './board-desk.ts'
import { type Board, type Found, findCard } from './board-model.ts'

const CONTROLS = ['card-title', 'card-more', 'card-failure']

export class FocusKeeper implements ReactiveController {
  readonly #host: BoardElement
  readonly #desk: BoardDesk
  #had: { id: string; control: string; element: Element; stageId: string; index: number } | undefined

  /** How many are on their way to a card: what loses the focus meanwhile does not get it back. */
  #going = 0

  constructor(host: BoardElement, desk: BoardDesk) {
    this.#host = host
    this.#desk = desk
    host.addController(this)
  }

  /** The card that has the focus. */
  get focused(): string | undefined {
    return (this.#host.shadowRoot?.activeElement?.closest('[data-id]') as HTMLElement | null)?.dataset.id
  }

  hostUpdate(): void {
    const element = this.#host.shadowRoot?.activeElement
    const id = this.focused
    const control = CONTROLS.find((name) => element?.classList.contains(name))
    const card = element?.closest<HTMLElement>('[data-id]')
    const stageId = card?.closest<HTMLElement>('[data-stage]')?.dataset.stage
    const index = Number(card?.ariaPosInSet) - 1
    this.#had = element && id && control && stageId ? { id, control, element, stageId, index } : undefined
  }

  hostUpdated(): void {
    const had = this.#had
    this.#had = undefined
    // Something else may have taken it: a dialog that has just opened.
    if (!had || this.#going || this.#host.shadowRoot?.activeElement) return
    void this.focus(had.id, had.control, had)
  }

  /** Focuses a control of a card, its title unless told, wherever the card is now; another that has taken its place where it is gone. */
  async focus(id: string, control = 'card-title', stood?: { stageId: string; index: number }): Promise<void> {
    const { board } = this.#desk.store
    const found = board && (findCard(board, id) ?? nearest(board, stood))
    if (!found) return
    const dealId = found.card.deal.id
    this.#desk.active.set(found.column.stage.id, dealId)
    this.#desk.layout.reveal(found.column.stage.id, found.index)
    this.#going++
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#going--
    const element = this.element(dealId, control) ?? this.element(dealId, 'card-title')
    element?.focus({ preventScroll: true })
  }

  element(id: string, control: string): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .${control}`)
  }
}

function nearest(board: Board, stood: { stageId: string; index: number } | undefined): Found | undefined {
  const column = board.columns.find(({ stage, cards }) => stage.id === stood?.stageId && cards.length > 0)
  const other = column ?? board.columns.find(({ cards }) => cards.length > 0)
  const index = column && stood ? Math.min(stood.index, column.cards.length - 1) : 0
  const card = other?.cards[index]
  return other && card && { column: other, index, card }
}
