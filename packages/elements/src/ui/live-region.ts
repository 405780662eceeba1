/** Says a sentence to who listens: the last wins, at most one in a tenth of a second. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'

const PAUSE_MS = 100

export class LiveRegion implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #said = ''
  #next: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  say(sentence: string): void {
    this.#next = sentence
    this.#timer ??= setTimeout(() => this.#speak(), PAUSE_MS)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Goes into the component's template once, and stays there. */
  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-live="assertive" aria-atomic="true">${this.#said}</div>`
  }

  #speak(): void {
    this.#timer = undefined
    // A sentence that is said twice differs by a space, or it would not be heard again.
    this.#said = this.#next === this.#said ? `${this.#next} ` : (this.#next ?? '')
    this.#host.requestUpdate()
  }
}
