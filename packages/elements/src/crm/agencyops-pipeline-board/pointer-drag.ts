/** Dragging by mouse, pen and finger: it moves what is in hand and a picture of it, never the card itself. */
import type { ReactiveController } from 'lit'
import { scrollSpeed } from './auto-scroll.ts'
import type { Board } from './board-model.ts'
import { type CardLift, indexAt } from './card-lift.ts'

const MOUSE_SLOP = 4
const TOUCH_SLOP = 8
const TOUCH_HOLD_MS = 250
/** A column is hit this far beyond its edges. */
const BEYOND = 24

export interface PointerDragHost {
  readonly shadowRoot: ShadowRoot | null
  addController(controller: ReactiveController): void
  mayDrag(dealId: string): boolean
  rowHeight(): number
  board(): Board | undefined
}

interface Press {
  readonly pointerId: number
  readonly dealId: string
  readonly card: HTMLElement
  readonly x: number
  readonly y: number
  readonly touch: boolean
  readonly ended: AbortController
  hold?: ReturnType<typeof setTimeout>
}

interface Drag {
  x: number
  y: number
  /** Where in the card it was taken. */
  readonly dx: number
  readonly dy: number
  frame: number
}

export class PointerDrag implements ReactiveController {
  readonly #host: PointerDragHost
  readonly #lift: CardLift
  #press: Press | undefined
  #drag: Drag | undefined
  #columns: { stageId: string; rect: DOMRect; list: HTMLElement; top: number }[] | undefined

  constructor(host: PointerDragHost, lift: CardLift) {
    this.#host = host
    this.#lift = lift
    host.addController(this)
  }

  get isDragging(): boolean {
    return this.#drag !== undefined
  }

  hostUpdated(): void {
    this.#columns = undefined
  }

  hostDisconnected(): void {
    this.#stop()
  }

  readonly onPointerDown = (event: PointerEvent) => {
    if (this.#press || event.button !== 0 || !event.isPrimary) return
    const target = event.target as HTMLElement
    const card = target.closest<HTMLElement>('.card[data-id]')
    const dealId = card?.dataset.id
    if (!card || !dealId || target.closest('.card-more, .card-failure') || !this.#host.mayDrag(dealId)) return
    const { pointerId, clientX: x, clientY: y } = event
    const touch = event.pointerType === 'touch'
    const ended = new AbortController()
    this.#press = { pointerId, dealId, card, x, y, touch, ended }
    if (touch) this.#press.hold = setTimeout(() => this.#start(x, y), TOUCH_HOLD_MS)
    const options = { signal: ended.signal }
    const board = this.#board()
    // On the window until it is a drag: a press may leave the board, and is a click as long as it does not move.
    window.addEventListener('pointermove', this.#onMove, options)
    window.addEventListener('pointerup', this.#onUp, options)
    window.addEventListener('pointercancel', this.#onCancel, options)
    board?.addEventListener('lostpointercapture', this.#onLost, options)
    document.addEventListener('scroll', this.#onScroll, { ...options, capture: true })
    window.addEventListener('keydown', this.#onKey, { ...options, capture: true })
    window.addEventListener('contextmenu', this.#onContextMenu, { ...options, capture: true })
  }

  stop(): void {
    this.#stop()
  }

  readonly #onMove = (event: PointerEvent) => {
    const press = this.#press
    if (!press || event.pointerId !== press.pointerId) return
    const { clientX: x, clientY: y } = event
    if (this.#drag) {
      this.#drag.x = x
      this.#drag.y = y
      return
    }
    const far = Math.hypot(x - press.x, y - press.y)
    if (press.touch && far > TOUCH_SLOP) this.#stop()
    else if (!press.touch && far > MOUSE_SLOP) this.#start(x, y)
  }

  readonly #onUp = (event: PointerEvent) => {
    if (event.pointerId !== this.#press?.pointerId) return
    if (this.#drag) {
      this.#drag.x = event.clientX
      this.#drag.y = event.clientY
      this.#aim(this.#drag)
      swallowClick()
    }
    const dragged = this.#drag !== undefined
    this.#stop()
    if (dragged) this.#lift.drop()
  }

  readonly #onCancel = (event: PointerEvent) => {
    if (event.pointerId === this.#press?.pointerId) this.#abandon()
  }

  readonly #onLost = () => {
    if (this.#drag) this.#abandon()
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (!this.#drag) return
    // A host's dialog around the board would close by the same key.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      swallowClick()
      this.#abandon()
    }
  }

  readonly #onContextMenu = (event: Event) => {
    if (this.#drag || this.#press?.touch) event.preventDefault()
  }

  readonly #onScroll = () => {
    this.#columns = undefined
  }

  #board(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.board')
  }

  #start(x: number, y: number): void {
    const press = this.#press
    if (!press || this.#drag) return
    clearTimeout(press.hold)
    const rect = press.card.getBoundingClientRect()
    if (!press.card.isConnected || !this.#lift.pickUp(press.dealId)) {
      this.#stop()
      return
    }
    this.#board()?.setPointerCapture(press.pointerId)
    this.#drag = { x, y, dx: press.x - rect.x, dy: press.y - rect.y, frame: 0 }
    this.#showPreview(press.card, rect)
    this.#drag.frame = requestAnimationFrame(this.#onFrame)
  }

  readonly #onFrame = () => {
    const drag = this.#drag
    if (!drag) return
    drag.frame = requestAnimationFrame(this.#onFrame)
    this.#aim(drag)
    this.#movePreview(drag)
    this.#autoScroll(drag)
  }

  #aim({ x, y }: Drag): void {
    const hit = this.#hit(x, y)
    if (!hit) return
    const row = Math.round((y - hit.top + hit.list.scrollTop) / this.#host.rowHeight())
    const [board, { lifted }] = [this.#host.board(), this.#lift]
    if (board && lifted) this.#lift.aim(hit.stageId, indexAt(board, lifted, hit.stageId, row), false)
  }

  /** Measured once for as long as nothing scrolls and nothing is drawn. */
  #hit(x: number, y: number) {
    const sections = this.#host.shadowRoot?.querySelectorAll<HTMLElement>('.column[data-stage]') ?? []
    this.#columns ??= [...sections].map((section) => {
      const list = section.querySelector('.list') as HTMLElement
      const top = list.getBoundingClientRect().top + Number.parseFloat(getComputedStyle(list).paddingTop)
      return { stageId: section.dataset.stage as string, rect: section.getBoundingClientRect(), list, top }
    })
    const distance = ({ left, right }: DOMRect) => Math.max(left - x, x - right, 0)
    const near = this.#columns
      .filter(({ rect }) => distance(rect) <= BEYOND && y >= rect.top - BEYOND && y <= rect.bottom + BEYOND)
      .sort((one, other) => distance(one.rect) - distance(other.rect))
    return near[0]
  }

  #autoScroll({ x, y }: Drag): void {
    const hit = this.#hit(x, y)
    if (hit) {
      const { top, bottom } = hit.list.getBoundingClientRect()
      const speed = scrollSpeed(y, top, bottom)
      const before = hit.list.scrollTop
      if (speed) hit.list.scrollTop += speed
      if (hit.list.scrollTop !== before) return
    }
    const columns = this.#host.shadowRoot?.querySelector<HTMLElement>('.columns')
    if (!columns) return
    const { left, right } = columns.getBoundingClientRect()
    const speed = scrollSpeed(x, left, right)
    if (speed) columns.scrollLeft += speed
  }

  #preview(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.preview')
  }

  #showPreview(card: HTMLElement, { width }: DOMRect): void {
    const preview = this.#preview()
    if (!preview) return
    const picture = card.cloneNode(true) as HTMLElement
    picture.removeAttribute('data-id')
    picture.removeAttribute('style')
    preview.replaceChildren(picture)
    preview.style.width = `${width}px`
    preview.showPopover()
    if (this.#drag) this.#movePreview(this.#drag)
  }

  #movePreview({ x, y, dx, dy }: Drag): void {
    const preview = this.#preview()
    if (preview) preview.style.transform = `translate(${x - dx}px, ${y - dy}px)`
  }

  #abandon(): void {
    const dragged = this.#drag !== undefined
    this.#stop()
    if (dragged) this.#lift.cancel()
  }

  #stop(): void {
    const { hold, ended, pointerId } = this.#press ?? {}
    clearTimeout(hold)
    if (this.#drag) cancelAnimationFrame(this.#drag.frame)
    this.#press = undefined
    this.#drag = undefined
    ended?.abort()
    const board = this.#board()
    if (pointerId !== undefined && board?.hasPointerCapture(pointerId)) board.releasePointerCapture(pointerId)
    const preview = this.#preview()
    if (preview?.matches(':popover-open')) preview.hidePopover()
    preview?.replaceChildren()
  }
}

/** The click that the browser makes of a release after a drag. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}
