/** A card in hand, by whatever means: where it came from, where it would land, and what is said of it. */
import { type Board, type Card, columnOf, findCard, placesIn } from './board-model.ts'

export interface Lifted {
  readonly card: Card
  readonly fromStageId: string
  readonly fromIndex: number
  /** Where it would land; counted without the card. */
  readonly stageId: string
  readonly index: number
}

export interface LiftHost {
  readonly shadowRoot: ShadowRoot | null
  /** What is shown: while a card is in hand, in the order of when it was picked up. */
  board(): Board | undefined
  rowHeight(): number
  /** Holds the order of the cards, and lets it go. */
  hold(): void
  release(): void
  say(what: 'pickedUp' | 'over' | 'cancelled', lifted: Lifted): void
  place(card: Card, stageId: string, index: number): void
  requestUpdate(): void
}

export class CardLift {
  readonly #host: LiftHost
  #lifted: Lifted | undefined

  constructor(host: LiftHost) {
    this.#host = host
  }

  get lifted(): Lifted | undefined {
    return this.#lifted
  }

  pickUp(dealId: string): boolean {
    this.#host.hold()
    const board = this.#host.board()
    const found = board && findCard(board, dealId)
    if (!found) {
      this.#host.release()
      return false
    }
    const { card, column, index } = found
    this.#lifted = { card, fromStageId: column.stage.id, fromIndex: index, stageId: column.stage.id, index }
    this.#host.say('pickedUp', this.#lifted)
    this.#host.requestUpdate()
    return true
  }

  /** Where it would land now; `aloud` for who does not see the line. */
  aim(stageId: string, index: number, aloud: boolean): void {
    const lifted = this.#lifted
    if (!lifted || (lifted.stageId === stageId && lifted.index === index)) return
    this.#lifted = { ...lifted, stageId, index }
    this.mark()
    if (aloud) this.#host.say('over', this.#lifted)
  }

  drop(): void {
    const lifted = this.#end()
    if (!lifted) return
    const { card, stageId, index, fromStageId, fromIndex } = lifted
    if (stageId === fromStageId && index === fromIndex) this.#host.say('cancelled', lifted)
    else this.#host.place(card, stageId, index)
    this.#host.release()
  }

  cancel(): void {
    const lifted = this.#end()
    if (!lifted) return
    this.#host.say('cancelled', lifted)
    this.#host.release()
  }

  /** Lets go without a word: somebody else says what became of it. */
  letGo(): void {
    if (this.#end()) this.#host.release()
  }

  /** Draws the line at the place, past the templates: nothing else of the board changes as a card is moved over it. */
  mark(): void {
    const lifted = this.#lifted
    for (const column of this.#host.shadowRoot?.querySelectorAll<HTMLElement>('.column') ?? []) {
      const over = column.dataset.stage === lifted?.stageId
      column.toggleAttribute('data-over', over)
      const line = over && column.querySelector<HTMLElement>('.drop-line')
      if (line && lifted) line.style.transform = `translateY(${lineRow(lifted) * this.#host.rowHeight()}px)`
    }
  }

  #end(): Lifted | undefined {
    const lifted = this.#lifted
    this.#lifted = undefined
    this.mark()
    return lifted
  }
}

/** The row before which the line stands, counted with the card where it still is. */
function lineRow({ stageId, index, fromStageId, fromIndex }: Lifted): number {
  return stageId === fromStageId && index > fromIndex ? index + 1 : index
}

/** The place that a boundary between rows is, of which the lifted card is still one. */
export function indexAt(board: Board, { card, fromStageId, fromIndex }: Lifted, stageId: string, row: number): number {
  const column = columnOf(board, stageId)
  const most = column ? placesIn(column, card.deal.id) : 0
  const index = stageId === fromStageId && row > fromIndex ? row - 1 : row
  return Math.max(0, Math.min(index, most))
}
