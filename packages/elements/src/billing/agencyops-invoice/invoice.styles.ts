import { css } from 'lit'

export const invoiceStyles = css`
  .page {
    container-type: inline-size;
  }
  article {
    padding: 32px 40px 40px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.1429em;
  }
  h3 {
    margin-block-end: 6px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font: inherit;
  }
  th,
  td {
    padding: 10px 0;
    border-block-end: 1px solid var(--_border);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  .number {
    padding-inline-start: 16px;
    text-align: end;
    font-variant-numeric: tabular-nums;
    overflow-wrap: normal;
  }
  thead th,
  h3 {
    color: var(--_text-muted);
    font-size: 0.8571em;
  }
  thead th,
  h2,
  h3,
  .strong,
  .amount,
  .link,
  .total > * {
    font-weight: 600;
  }

  .title-row,
  .title,
  .checkpoint,
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
    line-height: 1.25;
  }
  .amount .figure {
    white-space: normal;
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

  thead th {
    border-color: var(--_border-strong);
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
    font-family: inherit;
    font-size: inherit;
    text-align: start;
    vertical-align: top;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  [aria-expanded='true'] svg {
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
    padding: 16px;
    text-align: center;
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
    padding-block: 6px;
    border: 0;
  }
  .totals th {
    width: 99%;
    max-width: 0;
    padding-inline-end: 24px;
  }
  .totals .total > * {
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
  }
  .totals .balance > * {
    border-block-start: 2px solid;
    font-size: 1.1429em;
  }
  .pay {
    flex: 1 1 260px;
    min-width: 0;
  }
  .note {
    margin-block-start: 28px;
  }
  .bar {
    height: 240px;
    background: repeating-linear-gradient(var(--_surface-hover) 0 16px, #0000 0 32px);
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
    .title-row .button {
      display: none;
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
  }
`
