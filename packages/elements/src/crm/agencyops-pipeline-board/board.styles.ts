import { css } from 'lit'

/** The board around its cards. Sizes follow the font, so that 200 % text is a board of twice the size. */
export const boardStyles = css`
  :host {
    --_column: 20.286em;
    --_gap: 12px;
    --_card: 6.571em;
    --_card-gap: 8px;
    --_card-padding: 8px 12px;
    block-size: min(760px, 88dvh);
    min-block-size: 320px;
  }
  :host([density='compact']) {
    --_card: 5.714em;
    --_card-gap: 6px;
    --_card-padding: 4px 8px;
  }
  .board {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 12px;
    block-size: 100%;
    outline: none;
  }
  .columns {
    position: relative;
    flex: 1;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: min(var(--_column), 100% - 32px);
    grid-template-rows: auto minmax(0, 1fr);
    column-gap: var(--_gap);
    min-block-size: 0;
    overflow: auto hidden;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border-strong) transparent;
  }
  .probe {
    position: absolute;
    inset: 0 auto auto 0;
    inline-size: calc(min(var(--_column), 100% - 32px) + var(--_gap));
    block-size: calc(var(--_card) + var(--_card-gap));
    visibility: hidden;
    pointer-events: none;
  }
  .column {
    grid-row: span 2;
    display: grid;
    grid-template-rows: subgrid;
    min-inline-size: 0;
    overflow: hidden;
    border: 1px solid transparent;
    border-radius: var(--_radius-panel);
    background: var(--_surface-sunken);
  }
  .column[data-over] {
    border-color: var(--_accent);
  }
  .column-head {
    min-inline-size: 0;
    padding: 10px 12px 8px;
  }
  .column-head h3 {
    display: flex;
    align-items: baseline;
    gap: 8px;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.43;
  }
  .count {
    color: var(--_text-muted);
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 8px;
    font-size: 0.8571em;
    line-height: 1.5;
  }
  .list {
    position: relative;
    min-block-size: 0;
    padding: 2px 8px 8px;
    overflow: hidden auto;
    overscroll-behavior-y: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
    /* Positions are ours: the browser's own anchoring would answer each change of them by a scroll. */
    overflow-anchor: none;
  }
  .list ul {
    position: relative;
  }
  .list ul::after {
    content: '';
    display: block;
    block-size: var(--_height);
  }
  .none {
    padding: 8px 4px;
    font-size: 0.8571em;
  }
  .new-cards {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    inline-size: fit-content;
    block-size: 0;
    margin-inline: auto;
    color: var(--_text-on-accent);
    font-size: 0.8571em;
    font-weight: 600;
    line-height: 24px;
    white-space: nowrap;
  }
  .new-cards::before {
    content: '';
    position: absolute;
    inset: 0 -10px auto;
    z-index: -1;
    block-size: 24px;
    border-radius: 12px;
    background: var(--_accent);
  }
  .drop-line {
    position: absolute;
    inset: -1px 8px auto;
    display: none;
    block-size: 2px;
    border-radius: 1px;
    background: var(--_accent);
    pointer-events: none;
  }
  .column[data-over] .drop-line {
    display: block;
  }
  .keys {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 50%;
    z-index: 2;
    display: none;
    padding: 4px 12px;
    transform: translateX(-50%);
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface-raised);
    box-shadow: var(--_shadow-menu);
    color: var(--_text-muted);
    font-size: 0.8571em;
    white-space: nowrap;
    pointer-events: none;
  }
  :dir(rtl) > .keys {
    transform: translateX(50%);
  }
  .columns:has(.card-title:focus-visible) ~ .keys {
    display: block;
  }
  .board > .toast-place {
    position: absolute;
    inset: auto 0 12px;
  }
  .columns.bones {
    overflow: hidden;
  }
  .bones .card {
    position: static;
    margin-block-end: var(--_card-gap);
  }
  .bones .bar {
    block-size: 1em;
    margin-block: 4px;
    inline-size: 60%;
  }
  @media (forced-colors: active) {
    .column {
      border-color: CanvasText;
    }
    .column[data-over] {
      border-color: Highlight;
    }
    .drop-line {
      background: Highlight;
      forced-color-adjust: none;
    }
    .new-cards {
      forced-color-adjust: none;
    }
  }
`
