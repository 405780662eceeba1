/** Empty, failed, no longer the newest, not there yet: what stands where content does not. */
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Told } from '../base/problem.ts'
import type { CommonStrings } from '../base/strings.ts'
import { button } from './button.ts'

/** What belongs here, and at most one thing to do. */
export function notice(title: string, detail: string, action?: TemplateResult): TemplateResult {
  return html`<div class="notice" part="notice">
    <p class="notice-title">${title}</p>
    <p class="muted">${detail}</p>
    ${action ?? nothing}
  </div>`
}

/** What failed in the API's words, with the request to name when one asks for help. */
export function failureState(told: Told, text: CommonStrings, retry: () => void, busy = false): TemplateResult {
  return html`<div class="notice failed" part="notice error" role="alert">
    <p class="notice-title">${told.title}</p>
    <p class="muted"><bdi>${told.detail}</bdi></p>
    ${told.again ? button({ label: text.retry, onClick: retry, busy }) : nothing}
    ${told.requestId ? requestLine(told.requestId, text) : nothing}
  </div>`
}

function requestLine(id: string, text: CommonStrings): TemplateResult {
  return html`<p class="request muted">${text.requestId(id)}</p>`
}

/** Above content that could not be renewed. */
export function staleBar(
  told: Told,
  since: string,
  text: CommonStrings,
  retry: () => void,
  busy = false,
): TemplateResult {
  return html`<div class="stale no-print" part="stale" role="status">
    <span><strong>${told.title}.</strong> ${text.stale(since)}</span>
    ${button({ label: text.retry, onClick: retry, kind: 'quiet', busy })}
  </div>`
}

/** Grey bars in the form of what comes; screen readers hear that it is loading. */
export function skeleton(text: CommonStrings, bars: TemplateResult): TemplateResult {
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">${text.loading}</span>
    <div aria-hidden="true">${bars}</div>
  </div>`
}

export const stateStyles = css`
  .notice {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 32px 24px;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    text-align: center;
  }
  .notice p {
    max-width: 52ch;
  }
  .notice .button {
    margin-block-start: 8px;
  }
  .notice.failed {
    border-style: solid;
  }
  .notice-title {
    font-weight: 600;
  }
  .request {
    font-size: 0.8571em;
    user-select: all;
  }
  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    padding: 4px 4px 4px 12px;
    border-radius: var(--_radius-control);
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }
  .skeleton {
    animation: agencyops-appear 180ms var(--_ease) 200ms both;
  }
  .bar {
    border-radius: 4px;
    background: var(--_surface-hover);
  }
  @keyframes agencyops-appear {
    from {
      opacity: 0;
    }
  }
`
