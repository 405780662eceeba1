/** Keeps the focus on the card that has it, by the deal's id: drawing a card elsewhere makes another element of it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

const CONTROLS = ['card-title', 'card-more', 'card-failure']

export interface FocusHost extends ReactiveControllerHost {
  readonly shadowRoot: ShadowRoot | null
  /** The card that takes the focus where the one that had it is gone. */
  insteadOf(dealId: string): string | undefined
  /** Makes sure that the card is drawn and seen. */
  reveal(dealId: string): Promise<unknown>
}

export class FocusKeeper implements ReactiveController {
  readonly #host: FocusHost
  #had: { id: string; control: string; element: Element } | undefined

  constructor(host: FocusHost) {
    this.#host = host
    host.addController(this)
  }

  /** The card that has the focus. */
  get focused(): string | undefined {
    return (this.#host.shadowRoot?.activeElement?.closest('[data-id]') as HTMLElement | null)?.dataset.id
  }

  hostUpdate(): void {
    const element = this.#host.shadowRoot?.activeElement
    const id = this.focused
    const control = CONTROLS.find((name) => element?.classList.contains(name))
    this.#had = element && id && control ? { id, control, element } : undefined
  }

  hostUpdated(): void {
    const had = this.#had
    this.#had = undefined
    if (!had || this.#host.shadowRoot?.activeElement === had.element) return
    // Something else took it: a dialog that has just opened.
    if (this.#host.shadowRoot?.activeElement) return
    void this.focus(had.id, had.control)
  }

  /** Focuses a control of a card, its title unless told, wherever the card is now. */
  async focus(id: string, control = 'card-title'): Promise<void> {
    const instead = this.element(id, 'card-title') ? id : this.#host.insteadOf(id)
    if (!instead) return
    await this.#host.reveal(instead)
    const element = this.element(instead, control) ?? this.element(instead, 'card-title')
    element?.focus({ preventScroll: true })
  }

  element(id: string, control: string): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .${control}`)
  }
}
