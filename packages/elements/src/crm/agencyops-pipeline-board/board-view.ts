/** The board drawn: what stands around the columns, and which of the cards can be seen. */
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../ui/button.ts'
import { notice, skeleton } from '../../ui/states.ts'
import type { BoardDesk } from './board-desk.ts'
import type { Board, Column } from './board-model.ts'
import type { CardContext } from './card.ts'
import { columnTemplate } from './column.ts'
import { tableView } from './table-view.ts'
import { toolbar, type View } from './toolbar.ts'
import { withPinned } from './window.ts'

export function boardView(desk: BoardDesk, board: Board, view: View, setView: (view: View) => void): TemplateResult {
  const { element, store, pointer, keys, layout } = desk
  const { text } = element
  const actions = {
    onPipeline: (id: string) => {
      element.pipelineId = id
    },
    onOwner: (id: string) => desk.chooseOwner(id),
    onSearch: (q: string) => desk.search(q),
    onView: setView,
  }
  const { pipelines, owners, q } = desk
  const state = { pipelines, pipelineId: board.pipeline_id, owners, ownerId: store.filter.ownerId, q, view }
  return html`<div
    class="board"
    part="board"
    aria-busy=${store.resource.pending ? 'true' : nothing}
    @scroll=${{ handleEvent: layout.onScroll, capture: true, passive: true }}
    @touchmove=${pointer.onTouchMove}
    @pointerdown=${desk.onPointerDown}
    @click=${desk.onClick}
    @keydown=${keys.onKeyDown}
    @keyup=${keys.onKeyUp}
    @contextmenu=${keys.onContextMenu}
    @focusin=${desk.onFocusIn}
  >
    <slot name="header"></slot>
    ${toolbar(state, text, actions)} ${content(desk, board, view)}
    <div class="preview" popover="manual" aria-hidden="true"></div>
    ${desk.dialogs.render()}${desk.region.render()}${desk.toast.render(text)}
  </div>`
}

function content(desk: BoardDesk, board: Board, view: View): TemplateResult {
  const { element, store } = desk
  const { text } = element
  if (board.columns.length === 0) return notice(text.noStagesTitle, text.noStagesDetail)
  if (board.columns.every(({ count }) => count === 0) && (store.filter.q || store.filter.ownerId)) {
    const clear = button({ label: text.clearFilter, onClick: () => desk.clearFilter() })
    return notice(text.noneFoundTitle, text.noneFoundDetail, clear)
  }
  return view === 'table' ? tableView(desk, board) : columns(desk, board)
}

function columns(desk: BoardDesk, board: Board): TemplateResult {
  const { text } = desk.element
  const { layout } = desk
  const [from, to] = layout.columns(board.columns.length)
  const context = contextOf(desk, board)
  const drawn = board.columns.map((column, at) => columnOf(desk, column, at >= from && at < to, context))
  layout.drew()
  return html`<div class="columns" role="group" aria-label=${text.columns}>
      <div class="probe" aria-hidden="true"></div>
      ${drawn}
    </div>
    <p class="keys" aria-hidden="true">${text.keys}</p>`
}

function columnOf(desk: BoardDesk, column: Column, seen: boolean, context: CardContext): TemplateResult {
  const { store, layout, lift } = desk
  const { cards, count, stage, next_cursor } = column
  const [from, to] = layout.rows(stage.id, next_cursor ? count : cards.length)
  if (seen && next_cursor && to > cards.length) void store.loadMore(stage.id)
  const active = desk.activeOf(stage.id, cards)
  const lifted = lift.lifted?.card.deal.id
  const pinned = cards.flatMap(({ deal: { id } }, at) => (id === active || id === lifted ? [at] : []))
  return columnTemplate(
    column,
    {
      rows: withPinned(seen && layout.row > 0 ? [from, to] : [0, 0], layout.row > 0 ? pinned : []),
      newCards: store.newIn(stage.id),
      stateOf: (id) => ({
        active: id === active,
        lifted: id === lifted,
        pending: store.moves.isPending(id),
        failure: failureOf(desk, id),
      }),
    },
    context,
  )
}

function failureOf(desk: BoardDesk, dealId: string): string | undefined {
  const refusal = desk.refusal(dealId)
  return refusal && (refusal.reasons.length > 1 ? refusal.title : refusal.detail)
}

function contextOf({ element, layout }: BoardDesk, { today }: Board): CardContext {
  const may = (feature: 'move' | 'win' | 'lose') => element.connection?.allows('pipeline_board', feature) ?? false
  const actions = may('win') || may('lose') ? 'more' : may('move') ? 'move' : 'none'
  return { text: element.text, format: element.format, today, rowHeight: layout.row, actions }
}

/** The form of the board, before there is one. */
export function boardSkeleton({ element }: BoardDesk): TemplateResult {
  const bones = (cards: number) => html`<div class="column">
    <div class="column-head"><div class="bar"></div><div class="bar"></div></div>
    <div class="list">
      ${Array.from({ length: cards }, () => html`<div class="card"><div class="bar"></div><div class="bar"></div></div>`)}
    </div>
  </div>`
  return skeleton(element.text, html`<div class="columns bones">${[4, 3, 5, 2].map(bones)}</div>`)
}
