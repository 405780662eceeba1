import { css } from 'lit'

export const invoiceStyles = css`
  .page {
    container-type: inline-size;
  }
  article,
  .bars {
    padding: 32px 40px 40px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  h2 {
    font-size: 1.1429em;
    font-weight: 600;
    line-height: 1.5;
  }
  h3 {
    margin-block-end: 6px;
    color: var(--_text-muted);
    font-size: 0.8571em;
    font-weight: 600;
  }
  table {
    font: inherit;
  }
  .strong,
  .total > * {
    font-weight: 600;
  }

  .title-row,
  .title,
  .checkpoint,
  .more,
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .title-row {
    flex-wrap: nowrap;
  }
  .title,
  .checkpoint {
    justify-content: start;
  }
  .title > *,
  .checkpoint > *,
  .seller {
    min-width: 0;
    max-width: 100%;
  }
  .title-row .button {
    flex: none;
  }
  .title {
    margin-block: 12px 20px;
  }
  .amount {
    margin-block-end: 4px;
    font-size: 2.2857em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.02em;
  }
  .amount .figure {
    white-space: normal;
    font-variant-numeric: normal;
  }
  .late {
    color: var(--_danger-text);
    font-weight: 600;
  }
  .progress {
    display: block;
    max-width: 100%;
    margin-block: 16px 6px;
    fill: var(--_surface-hover);
  }
  .progress :last-child {
    fill: var(--_accent);
  }

  .parties {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 24px 32px;
    margin-block-start: 28px;
    padding-block: 24px;
    border-block-start: 1px solid var(--_border);
  }
  .facts {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: 2px 16px;
  }
  dt {
    color: var(--_text-muted);
  }

  .lines thead th {
    border-block-end-color: var(--_border-strong);
  }
  td.description {
    width: 46%;
  }
  .description > bdi,
  .note {
    white-space: pre-line;
  }
  .under,
  code {
    display: block;
    font-size: 0.8571em;
  }
  code {
    color: var(--_text-muted);
  }
  .narrow {
    display: none;
  }
  .unit {
    display: inline-block;
    max-width: 10ch;
    vertical-align: bottom;
  }
  .words {
    white-space: normal;
  }
  .lines .group td {
    padding-block: 16px 0;
    border: 0;
  }
  /* Names on one line must not widen their columns. */
  .checkpoint,
  .evidence dl {
    contain: inline-size;
  }
  .link {
    max-width: 100%;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    font-weight: 600;
    text-align: start;
    vertical-align: top;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  [aria-expanded='true'] .chevron {
    rotate: 180deg;
  }
  .lines .evidence td {
    padding-block: 8px;
    border: 0;
  }
  .evidence dl {
    row-gap: 8px;
    padding: 12px 16px;
    border-radius: var(--_radius-card);
    background: var(--_surface-sunken);
  }
  .more {
    justify-content: center;
    padding: 16px;
  }

  .end {
    flex-direction: row-reverse;
    align-items: start;
    gap: 32px;
    margin-block-start: 20px;
  }
  .totals {
    flex: 0 1 360px;
    width: auto;
  }
  .totals th,
  .totals td {
    padding: 6px 0;
    border: 0;
    font-weight: inherit;
  }
  .totals th {
    width: 99%;
    max-width: 0;
    padding-inline-end: 24px;
  }
  .totals .total > * {
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
    font-weight: 600;
  }
  .totals .balance > * {
    border-block-start: 2px solid;
    font-size: 1.1429em;
  }
  .pay {
    flex: 1 1 260px;
    min-width: 0;
  }
  .pay dd {
    user-select: all;
  }
  .note {
    max-width: 72ch;
    margin-block-start: 28px;
  }
  .bars {
    display: grid;
    gap: 14px;
  }
  .bars .bar {
    height: 36px;
  }

  @container (max-width: 46em) {
    article {
      padding: 20px 16px 24px;
    }
    .parties {
      grid-template-columns: repeat(auto-fit, minmax(12em, 1fr));
    }
    .wide {
      display: none;
    }
    .narrow {
      display: block;
    }
    td.description {
      width: auto;
    }
    .evidence dl {
      grid-template-columns: 100%;
    }
    .totals {
      flex-basis: 100%;
    }
  }

  @media screen {
    .rest,
    .folded {
      display: none;
    }
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
      font-size: 9.5pt;
    }
    article,
    .evidence dl {
      padding: 0;
      border: 0;
    }
    .title-row .button,
    .progress {
      display: none;
    }
    .badge {
      border: 1px solid;
    }
    tr,
    .parties,
    .totals,
    .pay {
      break-inside: avoid;
    }
    .group,
    .evidence,
    thead {
      break-after: avoid;
    }
    .lines tbody td {
      padding-block: 5px;
    }
    .link {
      color: inherit;
    }
  }
`
