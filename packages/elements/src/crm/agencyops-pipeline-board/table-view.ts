/** The board as a table: every deal a row, in any order, for reading and comparing. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { moneyText } from '../../ui/money.ts'
import { setStyle } from '../../ui/set-style.ts'
import { tableStyles } from '../../ui/table.styles.ts'
import { clippedText, isolated } from '../../ui/user-text.ts'
import type { BoardDesk } from './board-desk.ts'
import type { Board } from './board-model.ts'
import { ageInDays } from './card-facts.ts'
import type { BoardStrings } from './strings.ts'
import { type Row, rowsOf, type Sort, type SortKey } from './table-order.ts'
import { seen } from './window.ts'

/** Beyond so many, who looks for a deal narrows the search. */
const MOST = 2_000

const HEADS: readonly [key: SortKey, name: keyof BoardStrings, number?: true][] = [
  ['deal', 'deal'],
  ['client', 'client'],
  ['stage', 'stage'],
  ['value', 'value', true],
  ['weighted', 'weightedValue', true],
  ['close', 'closeDate'],
  ['owner', 'ownerFilter'],
  ['age', 'age', true],
  ['next', 'next'],
]

export class BoardTable {
  readonly #desk: BoardDesk
  #sort: Sort = { key: 'stage', descending: false }
  #offset = 0
  #height = 640
  #row = 40
  #loading = false

  constructor(desk: BoardDesk) {
    this.#desk = desk
  }

  render(board: Board): TemplateResult {
    const { text, format } = this.#desk.element
    const rows = rowsOf(board, this.#sort, format.locale)
    const count = board.columns.reduce((sum, column) => sum + column.count, 0)
    const partly = board.columns.some(({ next_cursor }) => next_cursor !== null)
    if (partly && rows.length < MOST) void this.#loadAll()
    const [from, to] = seen({ offset: this.#offset, size: this.#height }, this.#row, rows.length, 6)
    void this.#desk.element.updateComplete.then(() => this.#measure())
    const { pipelines } = this.#desk
    const name = pipelines.find(({ id }) => id === board.pipeline_id)?.name ?? text.title
    return html`<div class="table" tabindex="0" role="region" aria-label=${text.tableCaption(name)} @scroll=${this.#onScroll}>
        <table aria-rowcount=${count + 1} aria-label=${text.tableCaption(name)}>
          <thead>
            <tr aria-rowindex="1">
              ${HEADS.map(([key, label, number]) => this.#head(key, text[label] as string, number ?? false))}
              <th><span class="visually-hidden">${text.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            ${spacer(from * this.#row)}
            ${repeat(
              rows.slice(from, to),
              ({ card }) => card.deal.id,
              (row, at) => this.#line(row, from + at, board.today),
            )}
            ${spacer((rows.length - to) * this.#row)}
          </tbody>
        </table>
      </div>
      ${partly ? html`<p class="muted">${text.partly(format.integer(rows.length), format.integer(count))}</p>` : nothing}`
  }

  #head(key: SortKey, label: string, number: boolean): TemplateResult {
    const { key: sorted, descending } = this.#sort
    const order = key === sorted ? (descending ? 'descending' : 'ascending') : 'none'
    const sort = () => {
      this.#sort = { key, descending: key === sorted && !descending }
      this.#desk.element.requestUpdate()
    }
    return html`<th class=${number ? 'number' : ''} aria-sort=${order}>
      <button class="sort ${order}" type="button" @click=${sort}>${label}</button>
    </th>`
  }

  #line({ card, stage }: Row, at: number, today: string | null): TemplateResult {
    const { element } = this.#desk
    const { text, format } = element
    const { deal, company, owner } = card
    const days = today === null ? undefined : ageInDays(format.dayOf(deal.stage_entered_at), today)
    const late = deal.close_on !== null && today !== null && deal.close_on < today
    const refusal = this.#desk.refusals.get(deal.id)
    const may = ['move', 'win', 'lose'].some((feature) => this.#desk.allows(feature as 'move'))
    return html`<tr data-id=${deal.id} aria-rowindex=${at + 2}>
      <td><button class="card-title" part="card-title" type="button">${clippedText(deal.name)}</button>
        ${refusal ? html`<button class="card-failure" type="button" aria-haspopup="dialog">${text.notMovedShort}</button>` : nothing}
      </td>
      <td>${company ? clippedText(company.name) : nothing}</td>
      <td>${clippedText(stage.name)}</td>
      <td class="number">${moneyText(format, deal.value)}</td>
      <td class="number">${moneyText(format, deal.weighted_value)}</td>
      <td class=${late ? 'late' : ''}>
        ${deal.close_on ? (late ? text.overdue(isolated(format.date(deal.close_on))) : format.date(deal.close_on)) : nothing}
      </td>
      <td>${owner ? clippedText(owner.name) : nothing}</td>
      <td class="number">${days === undefined ? nothing : format.dayCount(days)}</td>
      <td>${deal.next_step ? clippedText(deal.next_step) : nothing}</td>
      <td>
        ${may ? html`<button class="card-more" type="button" aria-haspopup="dialog" aria-label=${text.more(deal.name)}></button>` : nothing}
      </td>
    </tr>`
  }

  readonly #onScroll = (event: Event) => {
    const offset = (event.target as HTMLElement).scrollTop
    if (Math.abs(offset - this.#offset) < this.#row && offset > 0) return
    this.#offset = offset
    this.#desk.element.requestUpdate()
  }

  #measure(): void {
    const root = this.#desk.element.shadowRoot
    const row = root?.querySelector('.table tr[data-id]')?.getBoundingClientRect().height || this.#row
    const height = root?.querySelector('.table')?.clientHeight || this.#height
    if (row === this.#row && height === this.#height) return
    this.#row = row
    this.#height = height
    this.#desk.element.requestUpdate()
  }

  /** An order over some of the deals only would be no order. */
  async #loadAll(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    const { store } = this.#desk
    const loaded = () => store.current?.columns.reduce((sum, { cards }) => sum + cards.length, 0) ?? MOST
    for (let more = true; more && loaded() < MOST; ) {
      const open = store.current?.columns.filter(({ next_cursor }) => next_cursor !== null) ?? []
      const answers = await Promise.all(open.map(({ stage }) => store.loadMore(stage.id)))
      more = answers.includes(true)
    }
    this.#loading = false
  }
}

const spacer = (height: number) =>
  height > 0
    ? html`<tr aria-hidden="true"><td colspan="10" class="spacer" ${setStyle({ height: `${height}px` })}></td></tr>`
    : nothing

export const tableViewStyles = [
  tableStyles,
  css`
    .table {
      flex: 1;
      min-block-size: 0;
      overflow: auto;
      overflow-anchor: none;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-panel);
    }
    .table:focus-visible {
      outline-offset: -2px;
    }
    .table table {
      inline-size: max-content;
      min-inline-size: 100%;
      border-collapse: separate;
      border-spacing: 0;
    }
    .table thead th {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      padding: 4px;
      background: var(--_surface-sunken);
    }
    .table td {
      block-size: 2.857em;
      max-inline-size: 18em;
      padding: 2px 12px;
      white-space: nowrap;
      vertical-align: middle;
    }
    .table td:first-child {
      padding-inline-start: 12px;
    }
    .table td.spacer {
      padding: 0;
      border: 0;
    }
    .table tr[data-id]:hover {
      background: var(--_surface-hover);
    }
    .table .card-title {
      display: inline-block;
      max-inline-size: 18em;
      margin: 0 -4px;
      vertical-align: middle;
      cursor: pointer;
    }
    .table .card-failure {
      margin: 0;
      font-size: 0.8571em;
    }
    .table .card-more {
      position: static;
      background: none;
      opacity: 1;
    }
    .sort {
      display: inline-flex;
      gap: 4px;
      padding: 4px 8px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: inherit;
      font: inherit;
      white-space: nowrap;
      cursor: pointer;
    }
    .sort:hover {
      color: var(--_text);
    }
    .sort::after {
      content: '↑' / '';
      visibility: hidden;
    }
    .number .sort {
      flex-direction: row-reverse;
    }
    .sort.ascending::after,
    .sort.descending::after {
      visibility: visible;
    }
    .sort.descending::after {
      content: '↓' / '';
    }
  `,
]
