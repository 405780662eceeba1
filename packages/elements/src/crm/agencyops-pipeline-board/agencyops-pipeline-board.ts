import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import { AgencyOpsElement } from '../../base/agencyops-element.ts'
import { tell } from '../../base/problem.ts'
import { dialogStyles } from '../../ui/dialog.ts'
import { fieldStyles } from '../../ui/field.styles.ts'
import { notice, skeleton, staleBar } from '../../ui/states.ts'
import { tableStyles } from '../../ui/table.styles.ts'
import { toastStyles } from '../../ui/toast.ts'
import { boardStyles } from './board.styles.ts'
import { BoardLayout } from './board-layout.ts'
import type { Board, Column, Deal } from './board-model.ts'
import { BoardStore } from './board-store.ts'
import { cardStyles } from './card.styles.ts'
import type { CardContext } from './card.ts'
import { columnTemplate } from './column.ts'
import type { Move, MoveFailure } from './move-queue.ts'
import { boardStrings } from './strings.ts'
import { toolbarStyles } from './toolbar.styles.ts'
import { withPinned } from './window.ts'

export class AgencyOpsPipelineBoard extends AgencyOpsElement<typeof boardStrings> {
  static override properties = {
    pipelineId: { attribute: 'pipeline-id' },
  }

  static override styles: CSSResultGroup = [
    AgencyOpsElement.styles,
    dialogStyles,
    toastStyles,
    fieldStyles,
    tableStyles,
    toolbarStyles,
    boardStyles,
    cardStyles,
  ]

  /** The pipeline to show; the default one unless given. */
  declare pipelineId: string | undefined

  protected readonly ownStrings = boardStrings
  readonly #store = new BoardStore(this)
  readonly #layout = new BoardLayout(this)

  moved(_move: Move, _deal: Deal): void {}
  notMoved(_move: Move, _failure: MoveFailure): void {}

  protected content(): TemplateResult {
    return this.show(this.#store.resource, {
      loading: () => this.#skeleton(),
      ready: () => this.#board(this.#store.board as Board),
    })
  }

  #board(board: Board): TemplateResult {
    const { error, loadedAt, pending } = this.#store.resource
    return html`<div class="board" part="board" @scroll=${{ handleEvent: this.#layout.onScroll, capture: true }}>
      ${
        error === undefined
          ? nothing
          : staleBar(
              tell(error, this.text),
              this.format.time(loadedAt),
              this.text,
              () => this.#store.resource.refresh(),
              pending,
            )
      }
      ${board.columns.length === 0 ? notice(this.text.noStagesTitle, this.text.noStagesDetail) : this.#columns(board)}
    </div>`
  }

  #columns(board: Board): TemplateResult {
    const [from, to] = this.#layout.columns(board.columns.length)
    const context = this.#context(board)
    const columns = board.columns.map((column, at) => this.#column(column, at >= from && at < to, context))
    this.#layout.drew()
    return html`<div class="columns" role="group" aria-label=${this.text.columns}>
      <div class="probe" aria-hidden="true"></div>
      ${columns}
    </div>`
  }

  #column(column: Column, seen: boolean, context: CardContext): TemplateResult {
    const { cards, count, stage } = column
    const rows = this.#layout.rows(stage.id, column.next_cursor ? count : cards.length)
    const active = cards[0]?.deal.id
    return columnTemplate(
      column,
      {
        rows: seen ? withPinned(rows, [0].slice(0, cards.length)) : [],
        newCards: this.#store.newIn(stage.id),
        stateOf: (id) => ({
          active: id === active,
          lifted: false,
          pending: this.#store.moves.isPending(id),
          failure: undefined,
        }),
      },
      context,
    )
  }

  #context({ today }: Board): CardContext {
    return { text: this.text, format: this.format, today, rowHeight: this.#layout.row, actions: 'more' }
  }

  #skeleton(): TemplateResult {
    const bones = (cards: number) => html`<div class="column">
      <div class="column-head"><div class="bar"></div><div class="bar"></div></div>
      <div class="list">
        ${Array.from({ length: cards }, () => html`<div class="card"><div class="bar"></div><div class="bar"></div></div>`)}
      </div>
    </div>`
    return skeleton(this.text, html`<div class="columns bones">${[4, 3, 5, 2].map(bones)}</div>`)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agencyops-pipeline-board': AgencyOpsPipelineBoard
  }
}
