import { css, html, nothing, type TemplateResult } from 'lit'

export interface ButtonOptions {
  label: string | TemplateResult
  onClick: (event: MouseEvent) => void
  kind?: 'primary' | 'danger' | 'plain' | 'quiet'
  /** For who does not see the label: what it says beyond it. */
  name?: string
  disabled?: boolean
  /** It was pressed, and its answer is awaited: it keeps its focus and does nothing. */
  busy?: boolean
  id?: string
}

/** A button, styleable from outside by `::part(button)`. */
export function button({ label, onClick, kind = 'plain', name, disabled, busy, id }: ButtonOptions): TemplateResult {
  return html`<button
    id=${id ?? nothing}
    class="button ${kind}"
    part="button button-${kind}"
    type="button"
    aria-label=${name ?? nothing}
    aria-disabled=${busy ? 'true' : nothing}
    ?disabled=${disabled ?? false}
    @click=${(event: MouseEvent) => !busy && onClick(event)}
  >
    ${label}${busy ? html`<span class="busy" aria-hidden="true"></span>` : nothing}
  </button>`
}

export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--_control);
    padding: 0 14px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    line-height: 1.3;
    cursor: pointer;
    transition:
      background-color 120ms var(--_ease),
      border-color 120ms var(--_ease);
  }
  .button:hover {
    background: var(--_surface-hover);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_text-on-accent);
  }
  .button.primary:hover {
    border-color: var(--_accent-hover);
    background: var(--_accent-hover);
  }
  .button.danger {
    border-color: var(--_danger);
    background: var(--_danger);
    color: var(--_text-on-accent);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent-text);
  }
  .button.quiet:hover {
    background: var(--_surface-hover);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.6;
  }
  .busy {
    width: 12px;
    height: 12px;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: agencyops-turn 800ms linear infinite;
  }
  @keyframes agencyops-turn {
    to {
      transform: rotate(1turn);
    }
  }
`
