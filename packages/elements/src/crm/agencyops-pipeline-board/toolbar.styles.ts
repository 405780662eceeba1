import { css } from 'lit'

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .board-title {
    flex: 1 1 6em;
    min-inline-size: 0;
    font-size: 1.1429em;
    font-weight: 600;
    line-height: 1.5;
  }
  .search {
    flex: 0 1 15em;
  }
  .owner.input,
  .pipeline.input {
    flex: 0 1 11em;
    max-inline-size: 11em;
  }
  .views {
    display: flex;
    padding: 2px;
    border-radius: var(--_radius-control);
    background: var(--_surface-sunken);
  }
  .view {
    min-block-size: calc(var(--_control) - 4px);
    padding: 0 12px;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
    color: var(--_text-muted);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }
  .view[aria-pressed='true'] {
    border-color: var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    .view[aria-pressed='true'] {
      border-color: Highlight;
      color: Highlight;
    }
  }
`
