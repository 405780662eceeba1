import { css } from 'lit'

export const cardStyles = css`
  .card {
    position: absolute;
    inset: 0 0 auto;
    display: grid;
    align-content: space-between;
    block-size: var(--_card);
    padding: var(--_card-padding);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    box-shadow: var(--_shadow-card);
    font-size: 1em;
    cursor: grab;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  .card:hover,
  .card:focus-within {
    border-color: var(--_border-strong);
  }
  .card:focus-within {
    z-index: 1;
  }
  /* A name that runs the other way stands where the card begins all the same. */
  .card .clip,
  .column-head .clip,
  .table .clip {
    text-align: match-parent;
  }
  .card > .clip {
    color: var(--_text-muted);
    font-size: 0.8571em;
    line-height: 1.334;
  }
  .card-title {
    display: block;
    min-inline-size: 0;
    margin-block: -2px;
    margin-inline: -4px 20px;
    padding: 2px 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    line-height: 1.43;
    text-align: start;
    cursor: inherit;
  }
  .card-title .clip {
    display: block;
  }
  .card-title:focus-visible {
    outline-offset: -2px;
  }
  .card-title:hover {
    color: var(--_accent-text);
  }
  .card-line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-inline-size: 0;
    font-size: 0.8571em;
    line-height: 1.334;
  }
  .card-line time,
  .age,
  .saving {
    flex: none;
    white-space: nowrap;
  }
  .late {
    color: var(--_warning-text);
  }
  .foot .clip {
    flex: 1;
    min-inline-size: 0;
  }
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 1.9em;
    block-size: 1.9em;
    margin-block: -3px;
    border-radius: 50%;
    background: var(--_surface-hover);
    color: var(--_text-muted);
    font-size: 0.8333em;
    font-weight: 600;
    letter-spacing: -0.02em;
  }
  .age,
  .saving {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .card-more {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    display: grid;
    place-items: center;
    inline-size: 2em;
    block-size: 2em;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_text-muted);
    font: inherit;
    cursor: pointer;
    opacity: 0;
  }
  .card-more::before {
    content: '•••' / '';
    font-size: 0.6em;
    letter-spacing: 0.1em;
  }
  .card:hover .card-more,
  .card:focus-within .card-more {
    opacity: 1;
  }
  .card-more:hover {
    background: var(--_surface-hover);
    color: var(--_text);
  }
  .card-more:focus-visible {
    outline-offset: -2px;
    opacity: 1;
  }
  .card-failure {
    min-inline-size: 0;
    max-inline-size: 100%;
    margin: -2px -4px;
    padding: 2px 4px;
    border: 0;
    border-radius: 4px;
    background: var(--_danger-soft);
    color: var(--_danger-text);
    font: inherit;
    font-weight: 550;
    text-align: start;
    cursor: pointer;
  }
  .card-failure .clip {
    display: block;
  }
  .card.failure {
    border-color: var(--_danger);
  }
  .card.pending {
    border-style: dashed;
  }
  .card.lifted {
    opacity: 0.35;
  }
  .card.ghost {
    border-style: dashed;
    background: none;
    box-shadow: none;
    cursor: default;
  }
  .preview {
    position: fixed;
    inset: 0 auto auto 0;
    margin: 0;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
    color: inherit;
    pointer-events: none;
  }
  .preview .card {
    position: static;
    transform: rotate(1.5deg);
    border-color: var(--_border-strong);
    box-shadow: var(--_shadow-drag);
    opacity: 1;
  }
  @media (pointer: coarse) {
    .card-more {
      opacity: 1;
      inline-size: 44px;
      block-size: 44px;
      inset: 0 auto auto auto;
      inset-inline-end: 0;
      background: none;
    }
    .card-title {
      margin-inline-end: 32px;
    }
  }
  @media (forced-colors: active) {
    .card.lifted {
      border-style: dashed;
    }
    .avatar {
      border: 1px solid;
    }
  }
`
