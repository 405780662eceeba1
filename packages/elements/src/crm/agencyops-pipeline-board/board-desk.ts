/** Where the parts of the board meet: who is told what when a card is picked up, dropped, moved, refused, won or lost. */
import type { ReactiveController } from 'lit'
import type { AgencyOpsElement } from '../../base/agencyops-element.ts'
import { tell } from '../../base/problem.ts'
import { LiveRegion } from '../../ui/live-region.ts'
import { Toast } from '../../ui/toast.ts'
import { isolated } from '../../ui/user-text.ts'
import { BoardKeys } from './board-keys.ts'
import { BoardLayout } from './board-layout.ts'
import { type Board, type Card, columnOf, type Deal, findCard, type Named, placeAt } from './board-model.ts'
import { nameOf, ownersOf, pipelinesOf } from './board-source.ts'
import { BoardStore } from './board-store.ts'
import { CardLift, indexAt, type Lifted, placesIn } from './card-lift.ts'
import { DealDialogs, type Feature, type Refusal, type Won } from './deal-dialogs.ts'
import { FocusKeeper } from './focus-keeper.ts'
import type { Move, MoveFailure } from './move-queue.ts'
import { PointerDrag } from './pointer-drag.ts'
import type { boardStrings } from './strings.ts'

const SEARCH_AFTER_MS = 250

export type BoardElement = AgencyOpsElement<typeof boardStrings> & { pipelineId: string | undefined }
export type Emit = (type: string, detail: object, options?: { cancelable?: boolean }) => boolean

export class BoardDesk implements ReactiveController {
  readonly element: BoardElement
  readonly store: BoardStore
  readonly layout: BoardLayout
  readonly lift = new CardLift(this)
  readonly pointer: PointerDrag
  readonly keys = new BoardKeys(this)
  readonly dialogs: DealDialogs
  readonly toast: Toast
  readonly region: LiveRegion
  pipelines: readonly Named[] = []
  owners: readonly Named[] = []
  /** What is typed, of which the search follows a moment later. */
  q = ''
  readonly #emit: Emit
  readonly #focus: FocusKeeper
  /** The card of each column that Tab reaches. */
  readonly #active = new Map<string, string>()
  readonly #refusals = new Map<string, Refusal>()
  #namesOf: unknown
  #searching: ReturnType<typeof setTimeout> | undefined

  constructor(element: BoardElement, emit: Emit) {
    this.element = element
    this.#emit = emit
    this.store = new BoardStore(element, this)
    this.layout = new BoardLayout(element)
    this.#focus = new FocusKeeper(this)
    this.pointer = new PointerDrag(this)
    this.dialogs = new DealDialogs(this)
    this.toast = new Toast(element)
    this.region = new LiveRegion(element)
    element.addController(this)
  }

  get shadowRoot(): ShadowRoot | null {
    return this.element.shadowRoot
  }

  get updateComplete(): Promise<boolean> {
    return this.element.updateComplete
  }

  get rightToLeft(): boolean {
    return this.element.rightToLeft
  }

  get client() {
    return this.store.client
  }

  addController(controller: ReactiveController): void {
    this.element.addController(controller)
  }

  removeController(controller: ReactiveController): void {
    this.element.removeController(controller)
  }

  requestUpdate(): void {
    this.element.requestUpdate()
  }

  hostUpdate(): void {
    this.#watchLifted()
    this.#learnNames()
  }

  hostUpdated(): void {
    this.lift.mark()
  }

  hostDisconnected(): void {
    clearTimeout(this.#searching)
    this.lift.letGo()
  }

  board(): Board | undefined {
    return this.store.board
  }

  rowHeight(): number {
    return this.layout.row
  }

  hold(): void {
    this.store.hold()
  }

  release(): void {
    this.store.release()
  }

  allows(feature: Feature): boolean {
    return this.element.connection?.allows('pipeline_board', feature) ?? false
  }

  mayDrag(dealId: string): boolean {
    return this.allows('move') && !this.lift.lifted && !this.dialogs.isOpen && dealId !== ''
  }

  // In hand

  pickUp(dealId: string): boolean {
    return this.lift.pickUp(dealId)
  }

  aim(stageId: string, row: number): void {
    const [board, { lifted }] = [this.store.board, this.lift]
    if (board && lifted) this.lift.aim(stageId, indexAt(board, lifted, stageId, row), false)
  }

  drop(): void {
    this.lift.drop()
  }

  cancel(): void {
    this.lift.cancel()
  }

  revealPlace(stageId: string, index: number): void {
    this.layout.reveal(stageId, index)
  }

  say(what: 'pickedUp' | 'over' | 'cancelled', { card, fromStageId, stageId, index }: Lifted): void {
    const { text } = this.element
    const title = isolated(card.deal.name)
    if (what === 'cancelled') this.region.say(text.cancelled(title, this.stageName(fromStageId)))
    else if (what === 'over') this.region.say(text.over(...this.#placeInWords(card, stageId, index)))
    else this.region.say(text.pickedUp(title, ...this.#placeInWords(card, stageId, index)))
  }

  /** Asks the page, then moves the card at once; the API hears of it in its turn. */
  place(card: Card, stageId: string, index: number): void {
    const board = this.store.board
    const found = board && findCard(board, card.deal.id)
    const column = board && columnOf(board, stageId)
    if (!found || !column) return
    const { deal } = found.card
    const from_stage_id = found.column.stage.id
    const to = placeAt(column, index, deal.id)
    const asked = { deal, from_stage_id, stage_id: stageId, before_id: to.beforeId, after_id: to.afterId }
    if (!this.#emit('agencyops-deal-move-requested', asked, { cancelable: true })) {
      this.region.say(this.element.text.cancelled(isolated(deal.name), this.stageName(from_stage_id)))
      return
    }
    this.#refusals.delete(deal.id)
    this.#active.set(stageId, deal.id)
    this.region.say(this.element.text.moved(isolated(deal.name), ...this.#placeInWords(card, stageId, index)))
    this.store.move(found.card, to)
  }

  /** From the dialog, which may name a place whose neighbours are not loaded yet. */
  async moveTo(card: Card, stageId: string, index: number): Promise<void> {
    const column = () => this.store.board && columnOf(this.store.board, stageId)
    while ((column()?.cards.length ?? 0) <= index && (await this.store.loadMore(stageId)));
    this.place(card, stageId, index)
  }

  // What became of a move

  moved({ fromStageId }: Move, deal: Deal): void {
    this.#emit('agencyops-deal-moved', { deal, from_stage_id: fromStageId })
  }

  notMoved(move: Move, failure: MoveFailure): void {
    const { deal } = move.card
    if (failure.kind === 'overtaken') {
      void this.#sayOvertaken(move, failure.now)
      return
    }
    const { text } = this.element
    const told = tell(failure.error, text)
    const reasons = reasonsOf(failure.error)
    this.#refusals.set(deal.id, { ...told, reasons, stageId: move.to.stageId })
    this.element.report(failure.error)
    const message = text.notMoved(isolated(told.detail), isolated(deal.name), this.stageName(move.fromStageId))
    this.region.say(message)
    this.toast.show({ message, kind: 'danger' })
  }

  refusal(dealId: string): Refusal | undefined {
    return this.#refusals.get(dealId)
  }

  won({ deal }: Card, { engagement }: Won): void {
    this.#close(deal, this.element.text.won(isolated(deal.name)))
    this.#emit('agencyops-deal-won', { deal, engagement })
  }

  lost({ deal }: Card, lost_reason_id: string): void {
    this.#close(deal, this.element.text.lost(isolated(deal.name)))
    this.#emit('agencyops-deal-lost', { deal, lost_reason_id })
  }

  #close(deal: Deal, message: string): void {
    const board = this.store.current
    const found = board && findCard(board, deal.id)
    if (found) this.store.remove(found.card)
    this.region.say(message)
    this.toast.show({ message })
  }

  // Focus

  activeOf(stageId: string, cards: readonly Card[]): string | undefined {
    const remembered = this.#active.get(stageId)
    return cards.some(({ deal }) => deal.id === remembered) ? remembered : cards[0]?.deal.id
  }

  focusCard(dealId: string): void {
    void this.#focus.focus(dealId)
  }

  /** Where a card is gone, the one that has taken its place. */
  insteadOf(dealId: string): string | undefined {
    const board = this.store.board
    if (board && findCard(board, dealId)) return dealId
    const stageId = [...this.#active].find(([, id]) => id === dealId)?.[0]
    const column = board?.columns.find(({ stage, cards }) => stage.id === stageId && cards.length > 0)
    return (column ?? board?.columns.find(({ cards }) => cards.length > 0))?.cards[0]?.deal.id
  }

  async reveal(dealId: string): Promise<void> {
    const board = this.store.board
    const found = board && findCard(board, dealId)
    if (!found) return
    this.#active.set(found.column.stage.id, dealId)
    this.layout.reveal(found.column.stage.id, found.index)
    this.requestUpdate()
    await this.updateComplete
  }

  readonly onFocusIn = (event: FocusEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('.card[data-id]')
    const stageId = card?.closest<HTMLElement>('[data-stage]')?.dataset.stage
    const id = card?.dataset.id
    if (!stageId || !id || this.#active.get(stageId) === id) return
    this.#active.set(stageId, id)
    this.requestUpdate()
  }

  // What is clicked

  readonly onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>('[data-id]')?.dataset.id
    const board = this.store.board
    const found = id !== undefined && board ? findCard(board, id) : undefined
    if (!found || id === undefined) return
    if (target.closest('.card-title')) this.#emit('agencyops-deal-open', { deal: found.card.deal })
    else if (target.closest('.card-more')) this.openActions(id)
    else if (target.closest('.card-failure')) this.dialogs.open(id, 'refused')
  }

  readonly onPointerDown = (event: PointerEvent) => {
    // A card in hand by keyboard is put back by whoever takes the pointer.
    if (this.lift.lifted && !this.pointer.isDragging) this.lift.cancel()
    this.pointer.onPointerDown(event)
  }

  openActions(dealId: string): void {
    if (this.allows('move') || this.allows('win') || this.allows('lose')) this.dialogs.open(dealId)
  }

  // Filters

  search(q: string): void {
    this.q = q
    clearTimeout(this.#searching)
    this.#searching = setTimeout(() => this.#filter({}), SEARCH_AFTER_MS)
  }

  #filter(change: { ownerId?: string }): void {
    clearTimeout(this.#searching)
    this.store.setFilter({ ...this.store.filter, q: this.q.trim(), ...change })
  }

  chooseOwner(ownerId: string): void {
    this.#filter({ ownerId })
  }

  clearFilter(): void {
    this.q = ''
    this.#filter({ ownerId: '' })
    this.requestUpdate()
  }

  stageName(stageId: string): string {
    const board = this.store.board
    return isolated((board && columnOf(board, stageId)?.stage.name) ?? '')
  }

  #placeInWords(card: Card, stageId: string, index: number): [stage: string, at: string, of: string] {
    const { format } = this.element
    const board = this.store.board
    const column = board && columnOf(board, stageId)
    const there = column?.cards.length !== (column && placesIn(column, card.deal.id))
    const of = (column?.count ?? 0) + (there ? 0 : 1)
    return [this.stageName(stageId), format.integer(index + 1), format.integer(of)]
  }

  /** A card in hand that somebody else moves or closes is let go. */
  #watchLifted(): void {
    const { lifted } = this.lift
    const { current } = this.store
    if (!lifted || !current) return
    const found = findCard(current, lifted.card.deal.id)
    if (found?.column.stage.id === lifted.fromStageId) return
    this.pointer.stop()
    this.lift.letGo()
    void this.#sayTaken(lifted, found?.card.deal)
  }

  async #sayTaken({ card }: Lifted, now: Deal | undefined): Promise<void> {
    const { text } = this.element
    const title = isolated(card.deal.name)
    const message = now
      ? text.takenAway(title, this.stageName(now.stage_id), await this.#who(now.id))
      : text.takenOff(title)
    this.region.say(message)
    this.toast.show({ message })
  }

  async #sayOvertaken({ card }: Move, now: Deal | undefined): Promise<void> {
    const { text } = this.element
    const title = isolated(card.deal.name)
    const who = await this.#who(card.deal.id)
    const here = now && now.status === 'open' && this.stageName(now.stage_id)
    const message = here ? text.overtaken(title, here, who) : text.gone(title)
    if (here) {
      const detail = text.overtakenBadge(who)
      this.#refusals.set(card.deal.id, {
        title: detail,
        detail: message,
        again: true,
        reasons: [],
        stageId: now.stage_id,
      })
    }
    this.region.say(message)
    this.toast.show({ message, kind: 'danger' })
  }

  async #who(dealId: string): Promise<string> {
    return isolated((await nameOf(this.client, this.store.lastActor(dealId))) ?? this.element.text.somebody)
  }

  /** Names for the filters: once for each session; without them the board stands as well. */
  #learnNames(): void {
    const { connection } = this.element
    if (!connection || this.#namesOf === connection || !this.store.resource.value) return
    this.#namesOf = connection
    const learn = async () => {
      this.pipelines = await pipelinesOf(this.client).catch(() => [])
      this.owners = await ownersOf(this.client).catch(() => [])
      this.requestUpdate()
    }
    void learn()
  }
}

/** One line for each thing that is missing, where the API lists several. */
function reasonsOf(error: unknown): string[] {
  const { errors } = ((error as { problem?: object })?.problem ?? {}) as { errors?: { detail: string }[] }
  return (errors ?? []).map(({ detail }) => detail)
}
