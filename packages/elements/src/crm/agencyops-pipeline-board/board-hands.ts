/**
 * What is done on the board, and what is said of it. It is loaded once the board is drawn, so that cards are seen sooner
 * than they can be moved.
 */
import { html, type ReactiveController, type TemplateResult } from 'lit'
import { LiveRegion } from '../../ui/live-region.ts'
import { Toast, toastStyles } from '../../ui/toast.ts'
import { isolated } from '../../ui/user-text.ts'
import type { BoardDesk } from './board-desk.ts'
import { BoardKeys } from './board-keys.ts'
import { type Board, type Card, columnOf, findCard, placeAt, placesIn } from './board-model.ts'
import { CardLift, type Lifted } from './card-lift.ts'
import { FocusKeeper } from './focus-keeper.ts'
import { Outcomes } from './outcomes.ts'
import { PointerDrag } from './pointer-drag.ts'

export const handStyles = [toastStyles]

export class BoardHands implements ReactiveController {
  readonly desk: BoardDesk
  readonly lift = new CardLift(this)
  readonly pointer: PointerDrag
  readonly keys: BoardKeys
  readonly focus: FocusKeeper
  readonly outcomes = new Outcomes(this)
  readonly #toast: Toast
  readonly #region: LiveRegion

  constructor(desk: BoardDesk) {
    this.desk = desk
    const { element } = desk
    this.focus = new FocusKeeper(element, desk)
    this.pointer = new PointerDrag(this, this.lift)
    this.keys = new BoardKeys(this, this.lift)
    this.#toast = new Toast(element)
    this.#region = new LiveRegion(element)
    element.addController(this)
  }

  get shadowRoot(): ShadowRoot | null {
    return this.desk.element.shadowRoot
  }

  get rightToLeft(): boolean {
    return this.desk.element.rightToLeft
  }

  addController(controller: ReactiveController): void {
    this.desk.element.addController(controller)
  }

  requestUpdate(): void {
    this.desk.element.requestUpdate()
  }

  hostUpdate(): void {
    this.#watchLifted()
  }

  hostUpdated(): void {
    this.lift.mark()
  }

  hostDisconnected(): void {
    this.lift.letGo()
  }

  render(): TemplateResult {
    return html`<div class="preview" popover="manual" aria-hidden="true" inert></div>
      ${this.#region.render()}${this.#toast.render(this.desk.element.text)}`
  }

  board(): Board | undefined {
    return this.desk.store.board
  }

  rowHeight(): number {
    return this.desk.layout.row
  }

  hold(): void {
    this.desk.store.hold()
  }

  release(): void {
    this.desk.store.release()
  }

  mayDrag(_dealId: string): boolean {
    return this.desk.allows('move') && !this.lift.lifted && !this.desk.dialogs?.isOpen
  }

  focusCard(dealId: string): void {
    void this.focus.focus(dealId)
  }

  openActions(dealId: string): void {
    this.desk.openActions(dealId)
  }

  revealPlace(stageId: string, index: number): void {
    this.desk.layout.reveal(stageId, index)
  }

  /** To who listens, and with `shown` also to who sees. */
  announce(message: string, shown?: 'info' | 'danger'): void {
    this.#region.say(message)
    if (shown) this.#toast.show({ message, kind: shown })
  }

  say(what: 'pickedUp' | 'over' | 'cancelled', { card, fromStageId, stageId, index }: Lifted): void {
    const { text } = this.desk.element
    const title = isolated(card.deal.name)
    if (what === 'cancelled') this.announce(text.cancelled(title, this.stageName(fromStageId)))
    else if (what === 'over') this.announce(text.over(...this.#placeInWords(card, stageId, index)))
    else this.announce(text.pickedUp(title, ...this.#placeInWords(card, stageId, index)))
  }

  /** Asks the page, then moves the card at once; the API hears of it in its turn. */
  place(card: Card, stageId: string, index: number): void {
    const board = this.board()
    const found = board && findCard(board, card.deal.id)
    const column = board && columnOf(board, stageId)
    if (!found || !column) return
    const { deal } = found.card
    const { text } = this.desk.element
    const from_stage_id = found.column.stage.id
    const to = placeAt(column, index, deal.id)
    const asked = { deal, from_stage_id, stage_id: stageId, before_id: to.beforeId, after_id: to.afterId }
    if (!this.desk.emit('agencyops-deal-move-requested', asked, { cancelable: true })) {
      this.announce(text.cancelled(isolated(deal.name), this.stageName(from_stage_id)))
      return
    }
    this.desk.refusals.delete(deal.id)
    this.desk.active.set(stageId, deal.id)
    this.announce(text.moved(isolated(deal.name), ...this.#placeInWords(card, stageId, index)))
    this.desk.store.move(found.card, to)
  }

  /** From the dialog, which may name a place whose neighbours are not loaded yet. */
  async moveTo(card: Card, stageId: string, index: number): Promise<void> {
    const loaded = () => {
      const board = this.board()
      return (board && columnOf(board, stageId)?.cards.length) ?? 0
    }
    while (loaded() <= index && (await this.desk.store.loadMore(stageId)));
    this.place(card, stageId, index)
  }

  stageName(stageId: string): string {
    const board = this.board()
    return isolated((board && columnOf(board, stageId)?.stage.name) ?? '')
  }

  #placeInWords(card: Card, stageId: string, index: number): [stage: string, at: string, of: string] {
    const { format } = this.desk.element
    const board = this.board()
    const column = board && columnOf(board, stageId)
    const there = column?.cards.length !== (column && placesIn(column, card.deal.id))
    const of = (column?.count ?? 0) + (there ? 0 : 1)
    return [this.stageName(stageId), format.integer(index + 1), format.integer(of)]
  }

  /** A card in hand that somebody else moves or closes is let go. */
  #watchLifted(): void {
    const { lifted } = this.lift
    const { current } = this.desk.store
    if (!lifted || !current) return
    const found = findCard(current, lifted.card.deal.id)
    if (found?.column.stage.id === lifted.fromStageId) return
    this.pointer.stop()
    this.lift.letGo()
    void this.outcomes.taken(lifted.card, found?.card.deal)
  }
}
