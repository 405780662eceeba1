/** A modal dialog: focus goes in, stays in and comes back, also through shadow roots and to what has moved meanwhile. */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import type { CommonStrings } from '../base/strings.ts'

export interface DialogContent {
  title: string
  body: TemplateResult
  actions: TemplateResult
  role?: 'alertdialog'
}

const FOCUSABLE = 'button:not(:disabled), [href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled)'

export class Dialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  #content: (() => DialogContent) | undefined
  #back: (() => HTMLElement | null | undefined) | undefined

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  get #element(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.dialog')
  }

  get isOpen(): boolean {
    return this.#content !== undefined
  }

  /** `content` is asked on each render; `back` is asked at the end for what then takes the focus. */
  open(content: () => DialogContent, back: () => HTMLElement | null | undefined): void {
    this.#content = content
    this.#back = back
    this.#host.requestUpdate()
  }

  close(): void {
    if (!this.#content) return
    this.#element?.close()
    this.#content = undefined
    this.#host.requestUpdate()
    const back = this.#back
    void this.#host.updateComplete.then(() => back?.()?.focus())
  }

  hostUpdated(): void {
    const element = this.#element
    if (this.#content && element && !element.open) element.showModal()
  }

  render(text: CommonStrings): TemplateResult | typeof nothing {
    if (!this.#content) return nothing
    const { title, body, actions, role } = this.#content()
    return html`<dialog
      class="dialog"
      part="dialog"
      role=${role ?? nothing}
      aria-labelledby="dialog-title"
      @cancel=${this.#onCancel}
      @keydown=${this.#onKey}
    >
      <div class="dialog-head">
        <h2 id="dialog-title">${title}</h2>
        <button class="button quiet dialog-close" type="button" aria-label=${text.close} @click=${() => this.close()}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M2 2l10 10M12 2L2 12" stroke="currentColor" stroke-width="1.6" fill="none" stroke-linecap="round" />
          </svg>
        </button>
      </div>
      <div class="dialog-body">${body}</div>
      <div class="dialog-actions">${actions}</div>
    </dialog>`
  }

  readonly #onCancel = (event: Event) => {
    event.preventDefault()
    this.close()
  }

  readonly #onKey = (event: KeyboardEvent) => {
    // A host's own dialog around this one must not close, too.
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      this.close()
    }
    if (event.key === 'Tab') this.#keepInside(event)
  }

  // The browser lets Tab leave a modal dialog for its own bars, from where the page is a key away.
  #keepInside(event: KeyboardEvent): void {
    const element = this.#element
    const inside = [...(element?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])]
    const focused = (element?.getRootNode() as ShadowRoot | undefined)?.activeElement
    const edge = event.shiftKey ? inside.at(0) : inside.at(-1)
    if (focused !== edge && inside.includes(focused as HTMLElement)) return
    event.preventDefault()
    const next = event.shiftKey ? inside.at(-1) : inside.at(0)
    next?.focus()
  }
}

export const dialogStyles = css`
  .dialog {
    width: min(440px, calc(100vw - 32px));
    max-height: calc(100dvh - 32px);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: var(--_shadow-menu);
    animation: agencyops-enter 180ms var(--_ease);
  }
  .dialog::backdrop {
    background: #0f111680;
  }
  .dialog-head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 12px;
    padding: 16px 12px 0 20px;
  }
  .dialog-head h2 {
    padding-block: 6px;
    font-size: 1.1429em;
    font-weight: 600;
    line-height: 1.5;
  }
  .dialog-close {
    flex: none;
    width: var(--_control);
    padding: 0;
    color: var(--_text-muted);
  }
  .dialog-body {
    display: grid;
    gap: 12px;
    padding: 8px 20px 16px;
  }
  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    padding: 12px 20px;
    border-block-start: 1px solid var(--_border);
  }
  @keyframes agencyops-enter {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`
