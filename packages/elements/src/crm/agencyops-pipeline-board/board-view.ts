/** The board drawn: what stands around the columns, and which of the cards can be seen. */
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../ui/button.ts'
import { notice, skeleton } from '../../ui/states.ts'
import type { BoardDesk } from './board-desk.ts'
import type { Board, Column } from './board-model.ts'
import type { CardContext } from './card.ts'
import { columnTemplate } from './column.ts'
import { toolbar, type View } from './toolbar.ts'
import { withPinned } from './window.ts'

export function boardView(desk: BoardDesk, board: Board, view: View, setView: (view: View) => void): TemplateResult {
  const { element, store, layout } = desk
  const { text } = element
  const actions = {
    onPipeline: (id: string) => {
      element.pipelineId = id
    },
    onOwner: (ownerId: string) => desk.filter({ ownerId }),
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
    @touchmove=${desk.onTouchMove}
    @pointerdown=${desk.onPointerDown}
    @click=${desk.onClick}
    @keydown=${desk.onKey}
    @keyup=${desk.onKey}
    @contextmenu=${desk.onContextMenu}
    @focusin=${desk.onFocusIn}
  >
    <slot name="header"></slot>
    ${toolbar(state, text, actions)} ${content(desk, board, view)}
    ${desk.hands?.render()}${desk.dialogs?.render()}
  </div>`
}

function content(desk: BoardDesk, board: Board, view: View): TemplateResult {
  const { element, store } = desk
  const { text } = element
  if (board.columns.length === 0) return notice(text.noStagesTitle, text.noStagesDetail)
  if (board.columns.every(({ count }) => count === 0)) {
    const clear = button({ label: text.clearFilter, onClick: () => desk.filter({ q: '', ownerId: '' }) })
    if (store.filter.q || store.filter.ownerId) return notice(text.noneFoundTitle, text.noneFoundDetail, clear)
    return html`<slot name="empty">${notice(text.emptyTitle, text.emptyDetail)}</slot>`
  }
  if (view === 'table') return desk.table?.render(board) ?? boardSkeleton(desk)
  return columns(desk, board)
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
  const { store, layout } = desk
  const { cards, count, stage, next_cursor } = column
  const [from, to] = layout.rows(stage.id, next_cursor ? count : cards.length)
  if (seen && next_cursor && to > cards.length) void store.loadMore(stage.id)
  const active = desk.activeOf(stage.id, cards)
  const lifted = desk.hands?.lift.lifted?.card.deal.id
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
  const refusal = desk.refusals.get(dealId)
  return refusal && (refusal.short ?? (refusal.reasons.length > 1 ? refusal.title : refusal.detail))
}

function contextOf(desk: BoardDesk, { today }: Board): CardContext {
  const { element, layout } = desk
  const actions = desk.allows('win') || desk.allows('lose') ? 'more' : desk.allows('move') ? 'move' : 'none'
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
