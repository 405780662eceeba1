/** A sentence at the foot of a component that goes by itself, unless somebody is at it. */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import type { CommonStrings } from '../base/strings.ts'
import { button } from './button.ts'

const SHOWN_MS = 8_000

export interface ToastContent {
  message: string
  kind?: 'danger' | 'info'
  action?: { label: string; onClick: () => void }
}

export class Toast implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #content: ToastContent | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  show(content: ToastContent): void {
    this.#content = content
    this.#wait()
    this.#host.requestUpdate()
  }

  readonly hide = () => {
    this.#hold()
    this.#content = undefined
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#hold()
  }

  render(text: CommonStrings): TemplateResult {
    return html`<div class="toast-place no-print" role="status">${this.#content ? this.#body(this.#content, text) : nothing}</div>`
  }

  #body({ message, kind = 'info', action }: ToastContent, text: CommonStrings): TemplateResult {
    const act = () => {
      this.hide()
      action?.onClick()
    }
    return html`<div
      class="toast ${kind}"
      part="toast"
      @pointerenter=${this.#hold}
      @pointerleave=${this.#wait}
      @focusin=${this.#hold}
      @focusout=${this.#wait}
    >
      <span><bdi>${message}</bdi></span>
      ${action ? button({ label: action.label, onClick: act, kind: 'quiet' }) : nothing}
      ${button({ label: text.close, onClick: this.hide, kind: 'quiet' })}
    </div>`
  }

  readonly #hold = () => clearTimeout(this.#timer)

  readonly #wait = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.hide, SHOWN_MS)
  }
}

export const toastStyles = css`
  .toast-place {
    position: sticky;
    inset-block-end: 12px;
    z-index: 3;
    display: grid;
    justify-items: center;
    height: 0;
    align-items: end;
  }
  .toast {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    max-width: min(560px, calc(100% - 24px));
    padding: 6px 6px 6px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow-menu);
    animation: agencyops-enter 180ms var(--_ease);
  }
  .toast.danger {
    border-color: var(--_danger);
  }
`
