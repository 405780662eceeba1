/** Where the parts of the board meet: its data, what can be seen of it, and the parts that come when they are needed. */
import type { CSSResult, ReactiveController } from 'lit'
import type { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Told } from '../../base/problem.ts'
import type { BoardHands } from './board-hands.ts'
import { BoardLayout } from './board-layout.ts'
import { type Card, type Deal, findCard, type Named } from './board-model.ts'
import { ownersOf, pipelinesOf } from './board-source.ts'
import { BoardStore } from './board-store.ts'
import type { DealDialogs, DialogMode } from './deal-dialogs.ts'
import type { Move, MoveFailure } from './move-queue.ts'
import type { boardStrings } from './strings.ts'
import type { BoardTable } from './table-view.ts'

const SEARCH_AFTER_MS = 250

export type BoardElement = AgencyOpsElement<typeof boardStrings> & {
  pipelineId: string | undefined
  view: 'board' | 'table' | undefined
}
export type Emit = (type: string, detail: object, options?: { cancelable?: boolean }) => boolean
export type Feature = 'move' | 'win' | 'lose'

/** Why a move came to nothing, in the words of who refused it. */
export interface Refusal extends Told {
  /** Each with what mends it. */
  readonly reasons: readonly string[]
  /** Where it was to go. */
  readonly stageId: string
  /** For the card, where the title or the detail says too much. */
  readonly short?: string
}

export class BoardDesk implements ReactiveController {
  readonly element: BoardElement
  readonly emit: Emit
  readonly store: BoardStore
  readonly layout: BoardLayout
  /** Undefined until they are loaded, which begins as soon as the board is drawn. */
  hands: BoardHands | undefined
  /** Undefined until the first is opened. */
  dialogs: DealDialogs | undefined
  /** Undefined until the board is shown as a table. */
  table: BoardTable | undefined
  pipelines: readonly Named[] = []
  owners: readonly Named[] = []
  /** What is typed, of which the search follows a moment later. */
  q = ''
  /** The card of each column that Tab reaches. */
  readonly active = new Map<string, string>()
  readonly refusals = new Map<string, Refusal>()
  readonly #loaded = new Map<string, Promise<void>>()
  #namesOf: unknown
  #searching: ReturnType<typeof setTimeout> | undefined

  constructor(element: BoardElement, emit: Emit) {
    this.element = element
    this.emit = emit
    this.store = new BoardStore(element, this)
    this.layout = new BoardLayout(element)
    element.addController(this)
  }

  get client() {
    return this.store.client
  }

  hostUpdated(): void {
    if (!this.store.board) return
    void this.#loadHands()
    this.#learnNames()
    if (this.element.view === 'table') void this.#loadTable()
  }

  hostDisconnected(): void {
    clearTimeout(this.#searching)
  }

  allows(feature: Feature): boolean {
    return this.element.connection?.allows('pipeline_board', feature) ?? false
  }

  /** The API has made a move. */
  moved({ fromStageId }: Move, deal: Deal): void {
    this.emit('agencyops-deal-moved', { deal, from_stage_id: fromStageId })
  }

  notMoved(move: Move, failure: MoveFailure): void {
    void this.hands?.outcomes.notMoved(move, failure)
  }

  activeOf(stageId: string, cards: readonly Card[]): string | undefined {
    const remembered = this.active.get(stageId)
    return cards.some(({ deal }) => deal.id === remembered) ? remembered : cards[0]?.deal.id
  }

  readonly onFocusIn = (event: FocusEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('.card[data-id]')
    const stageId = card?.closest<HTMLElement>('[data-stage]')?.dataset.stage
    const id = card?.dataset.id
    if (!stageId || !id || this.active.get(stageId) === id) return
    this.active.set(stageId, id)
    this.element.requestUpdate()
  }

  readonly onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>('[data-id]')?.dataset.id
    const { board } = this.store
    const found = id !== undefined && board ? findCard(board, id) : undefined
    if (!found || id === undefined) return
    if (target.closest('.card-title')) this.emit('agencyops-deal-open', { deal: found.card.deal })
    else if (target.closest('.card-more')) this.openActions(id)
    else if (target.closest('.card-failure')) void this.#openDialog(id, 'refused')
  }

  readonly onPointerDown = (event: PointerEvent) => {
    const { lift, pointer } = this.hands ?? {}
    // A card in hand by keyboard is put back by whoever takes the pointer.
    if (lift?.lifted && !pointer?.isDragging) lift.cancel()
    pointer?.onPointerDown(event)
  }

  /** Stands on the board's element for good: on a shadow root, or added later, it could not stop the page's own panning. */
  readonly onTouchMove = {
    handleEvent: (event: TouchEvent) => {
      if (this.hands?.pointer.isDragging) event.preventDefault()
    },
    passive: false,
  }

  readonly onKey = (event: KeyboardEvent) => this.hands?.keys.onKey(event)

  readonly onContextMenu = (event: Event) => this.hands?.keys.onContextMenu(event)

  openActions(dealId: string): void {
    if (this.allows('move') || this.allows('win') || this.allows('lose')) void this.#openDialog(dealId)
  }

  search(q: string): void {
    this.q = q
    clearTimeout(this.#searching)
    this.#searching = setTimeout(() => this.filter({}), SEARCH_AFTER_MS)
  }

  filter(change: { q?: string; ownerId?: string }): void {
    clearTimeout(this.#searching)
    this.q = change.q ?? this.q
    this.store.setFilter({ ...this.store.filter, q: this.q.trim(), ...change })
    this.element.requestUpdate()
  }

  #loadHands(): Promise<void> {
    return this.#load('hands', async () => {
      const { BoardHands, handStyles } = await import('./board-hands.ts')
      this.#adopt(handStyles)
      this.hands = new BoardHands(this)
    })
  }

  #loadTable(): Promise<void> {
    return this.#load('table', async () => {
      const { BoardTable, tableViewStyles } = await import('./table-view.ts')
      this.#adopt(tableViewStyles)
      this.table = new BoardTable(this)
    })
  }

  async #openDialog(dealId: string, mode?: DialogMode): Promise<void> {
    await this.#loadHands()
    await this.#load('dialogs', async () => {
      const { DealDialogs, dealDialogStyles } = await import('./deal-dialogs.ts')
      this.#adopt(dealDialogStyles)
      if (this.hands) this.dialogs = new DealDialogs(this.hands)
    })
    this.dialogs?.open(dealId, mode)
  }

  /** Once; where a part cannot be had the page hears of it, and it is asked for again when it is needed again. */
  #load(part: string, load: () => Promise<void>): Promise<void> {
    const loading = this.#loaded.get(part)
    if (loading) return loading
    const started = load().then(
      () => this.element.requestUpdate(),
      (error: unknown) => {
        this.#loaded.delete(part)
        this.element.report(error)
      },
    )
    this.#loaded.set(part, started)
    return started
  }

  #adopt(styles: readonly CSSResult[]): void {
    const root = this.element.shadowRoot
    const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? [])
    if (root) root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])]
  }

  /** Names for the filters: once for each session; without them the board stands as well. */
  #learnNames(): void {
    const { connection } = this.element
    if (!connection || this.#namesOf === connection) return
    this.#namesOf = connection
    const none = () => []
    void Promise.all([pipelinesOf(this.client).catch(none), ownersOf(this.client).catch(none)]).then((names) => {
      ;[this.pipelines, this.owners] = names
      this.element.requestUpdate()
    })
  }
}
