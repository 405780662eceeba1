/** The board by keyboard: from card to card, and a card from place to place. */
import { type Board, columnOf, findCard, placesIn } from './board-model.ts'
import type { CardLift } from './card-lift.ts'

export interface KeysHost {
  readonly rightToLeft: boolean
  board(): Board | undefined
  mayDrag(dealId: string): boolean
  focusCard(dealId: string): void
  openActions(dealId: string): void
  /** Scrolls to where the card in hand would land. */
  revealPlace(stageId: string, index: number): void
}

export class BoardKeys {
  readonly #host: KeysHost
  readonly #lift: CardLift

  constructor(host: KeysHost, lift: CardLift) {
    this.#host = host
    this.#lift = lift
  }

  onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    // A button is pressed by the release of the space bar, which has picked up or dropped a card by then.
    if (event.type === 'keyup') {
      if (event.key === ' ' && target.closest('.card-title')) event.preventDefault()
      return
    }
    const id = target.closest<HTMLElement>('.card[data-id]')?.dataset.id
    if (!id || event.ctrlKey || event.altKey || event.metaKey) return
    const handled = this.#lift.lifted ? this.#carry(event.key) : this.#walk(event.key, id, target)
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }

  onContextMenu(event: Event): void {
    const id = (event.target as HTMLElement).closest<HTMLElement>('.card[data-id]')?.dataset.id
    // Of a mouse it is the browser's own.
    if (!id || (event as PointerEvent).button !== -1 || !(event.target as HTMLElement).closest('.card-title')) return
    event.preventDefault()
    this.#host.openActions(id)
  }

  #walk(key: string, id: string, target: HTMLElement): boolean {
    if (key === ' ') {
      return target.closest('.card-title') !== null && this.#host.mayDrag(id) && this.#lift.pickUp(id)
    }
    if (key === 'm' || key === 'M') {
      this.#host.openActions(id)
      return true
    }
    const board = this.#host.board()
    const found = board && findCard(board, id)
    if (!found) return false
    const { column, index } = found
    const last = column.cards.length - 1
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last }[key]
    const next = to === undefined ? this.#beside(board, column.stage.id, index, key) : column.cards[to]
    if (to === undefined && !this.#step(key)) return false
    if (next) this.#host.focusCard(next.deal.id)
    return true
  }

  /** The card in the next column that has any. */
  #beside(board: Board, stageId: string, index: number, key: string) {
    const step = this.#step(key)
    const columns = board.columns
    let at = columns.findIndex((column) => column.stage.id === stageId) + step
    while (step && columns[at]?.cards.length === 0) at += step
    const cards = (step && columns[at]?.cards) || []
    return cards[Math.min(index, cards.length - 1)]
  }

  #carry(key: string): boolean {
    const lift = this.#lift
    const { lifted } = lift
    const board = this.#host.board()
    if (!lifted || !board) return false
    if (key === ' ' || key === 'Enter') lift.drop()
    else if (key === 'Escape' || key === 'Tab') lift.cancel()
    else {
      const place = this.#next(board, key)
      if (place) {
        lift.aim(...place, true)
        this.#host.revealPlace(...place)
      }
    }
    return true
  }

  #next(board: Board, key: string): [stageId: string, index: number] | undefined {
    const { card, stageId, index } = this.#lift.lifted ?? {}
    const column = stageId && columnOf(board, stageId)
    if (!column || !card || index === undefined) return undefined
    const most = placesIn(column, card.deal.id)
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: most }[key]
    if (to !== undefined) return [stageId, Math.max(0, Math.min(to, most))]
    const step = this.#step(key)
    const other = step ? board.columns[board.columns.indexOf(column) + step] : undefined
    return other && [other.stage.id, Math.min(index, placesIn(other, card.deal.id))]
  }

  /** Arrows go where they point, whichever way the page is read. */
  #step(key: string): -1 | 0 | 1 {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return 0
    return (key === 'ArrowRight') === this.#host.rightToLeft ? -1 : 1
  }
}
