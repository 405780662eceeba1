import { css, html, type TemplateResult } from 'lit'

export type BadgeKind = 'neutral' | 'positive' | 'warning' | 'danger' | 'info'

/** A state in a word, never by its colour alone; styleable by `::part(badge)`. */
export function badge(label: string, kind: BadgeKind = 'neutral'): TemplateResult {
  return html`<span class="badge ${kind}" part="badge badge-${kind}">${label}</span>`
}

export const badgeStyles = css`
  .badge {
    display: inline-block;
    padding: 2px 8px;
    border-radius: 999px;
    background: var(--_surface-hover);
    color: var(--_text);
    font-size: 0.8571em;
    font-weight: 600;
    line-height: 1.34;
    white-space: nowrap;
  }
  .badge.positive {
    background: var(--_positive-soft);
    color: var(--_positive-text);
  }
  .badge.warning {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }
  .badge.danger {
    background: var(--_danger-soft);
    color: var(--_danger-text);
  }
  .badge.info {
    background: var(--_info-soft);
    color: var(--_info-text);
  }
  @media (forced-colors: active) {
    .badge {
      border: 1px solid;
    }
  }
`
