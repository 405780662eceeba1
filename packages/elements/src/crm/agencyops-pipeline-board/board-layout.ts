/** What of the board can be seen: measured once and whenever it changes, so that drawing and dragging measure nothing. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { type Extent, offsetToSee, seen } from './window.ts'

export class BoardLayout implements ReactiveController {
  /** A card with the gap below it; 0 before it is measured. */
  row = 0
  /** A column with the gap beside it. */
  step = 0
  #height = 0
  #width = 0
  #left = 0
  #drawn = ''
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #offsets = new Map<string, number>()
  readonly #counts = new Map<string, number>()
  readonly #observed = new Set<Element>()
  #observer: ResizeObserver | undefined

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot
    this.#observer ??= new ResizeObserver(() => this.#measure())
    for (const selector of ['.probe', '.columns', '.list']) {
      const element = root?.querySelector(selector)
      if (!element || this.#observed.has(element)) continue
      this.#observed.add(element)
      this.#observer.observe(element)
    }
    for (const element of this.#observed) {
      if (element.isConnected) continue
      this.#observed.delete(element)
      this.#observer.unobserve(element)
    }
  }

  hostDisconnected(): void {
    this.#observer?.disconnect()
    this.#observer = undefined
    this.#observed.clear()
  }

  /** The rows of a column that are drawn. */
  rows(stageId: string, count: number): [number, number] {
    this.#counts.set(stageId, count)
    const offset = Math.min(this.#offsets.get(stageId) ?? 0, Math.max(0, count * this.row - this.#height))
    return seen({ offset, size: this.#height }, this.row, count)
  }

  /** The columns whose cards are drawn. */
  columns(count: number): [number, number] {
    return seen({ offset: this.#left, size: this.#width }, this.step, count, 1)
  }

  readonly onScroll = (event: Event) => {
    const element = event.target as HTMLElement
    const stageId = element.closest<HTMLElement>('[data-stage]')?.dataset.stage
    if (stageId) this.#offsets.set(stageId, element.scrollTop)
    else if (element.classList.contains('columns')) this.#left = Math.abs(element.scrollLeft)
    const [drawn, drawing] = [this.#drawn, this.#key()]
    if (drawn !== drawing) this.#host.requestUpdate()
  }

  /** To be called as it is drawn. */
  drew(): void {
    this.#drawn = this.#key()
  }

  /** Scrolls a row of a column, and the column, to where they are seen whole. */
  reveal(stageId: string, row: number): void {
    const list = this.list(stageId)
    if (!list || !this.row) return
    const extent: Extent = { offset: list.scrollTop, size: list.clientHeight }
    const offset = offsetToSee(row, this.row, extent)
    if (offset !== extent.offset) list.scrollTop = offset
    this.#offsets.set(stageId, list.scrollTop)
    list.closest('.column')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  list(stageId: string): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(`[data-stage="${stageId}"] .list`)
  }

  #key(): string {
    const columns = this.columns(this.#counts.size)
    return [columns, ...[...this.#counts].map(([stageId, count]) => this.rows(stageId, count))].join(' ')
  }

  #measure(): void {
    const root = this.#host.shadowRoot
    const probe = root?.querySelector('.probe')?.getBoundingClientRect()
    const columns = root?.querySelector('.columns')
    this.row = probe?.height ?? 0
    this.step = probe?.width ?? 0
    this.#width = columns?.clientWidth ?? 0
    this.#height = root?.querySelector('.list')?.clientHeight ?? 0
    if (this.#drawn !== this.#key()) this.#host.requestUpdate()
  }
}
