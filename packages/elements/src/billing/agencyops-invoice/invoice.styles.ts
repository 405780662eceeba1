import { css } from 'lit'

export const invoiceStyles = css`
  .page {
    container: invoice / inline-size;
  }
  article {
    padding: 32px 40px 40px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    box-shadow: var(--_shadow-card);
  }
  .stale {
    margin-block-end: 12px;
  }
  header,
  td.description,
  .party,
  .note p,
  dd {
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
    color: var(--_text-muted);
    font-size: 0.8571em;
    font-weight: 600;
    line-height: 1.34;
  }
  table {
    font: inherit;
    color: inherit;
    line-height: inherit;
    white-space: normal;
  }
  th {
    font-weight: inherit;
  }

  .title-row {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 16px;
    min-height: var(--_control);
  }
  .title-row .button {
    flex: none;
  }
  .seller {
    padding-block: 8px;
    color: var(--_text-muted);
    font-weight: 550;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block-start: 12px;
  }
  .title h2,
  .seller,
  .link,
  .file,
  .pay dd {
    min-width: 0;
    max-width: 100%;
  }
  .amount-label {
    margin-block-start: 20px;
    color: var(--_text-muted);
  }
  .amount {
    font-size: 2.2857em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.02em;
  }
  .amount .figure {
    white-space: normal;
    font-variant-numeric: normal;
  }
  .when {
    margin-block-start: 4px;
  }
  .when.late {
    color: var(--_danger-text);
    font-weight: 550;
  }
  .reason {
    margin-block-start: 4px;
  }
  .progress {
    max-width: 320px;
    height: 6px;
    margin-block: 16px 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--_surface-hover);
  }
  .progress span {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--_accent);
  }

  .parties {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 24px 32px;
    margin-block-start: 28px;
    padding-block: 24px;
    border-block-start: 1px solid var(--_border);
  }
  .party h3 {
    margin-block-end: 6px;
  }
  .party-name {
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: 0 16px;
    align-items: baseline;
  }
  .facts > div {
    display: contents;
  }
  dt {
    color: var(--_text-muted);
  }

  .lines {
    margin-block-start: 8px;
  }
  .lines thead th {
    border-block-end-color: var(--_border-strong);
  }
  td.description {
    width: 46%;
  }
  /* Names on one line must not widen their columns. */
  .checkpoint,
  .evidence-facts {
    contain: inline-size;
  }
  .lines tbody td {
    padding-block: 10px;
  }
  .lines tbody tr:focus-visible {
    outline-offset: -2px;
  }
  .description > bdi {
    white-space: pre-line;
  }
  .under {
    display: block;
    font-size: 0.8571em;
    line-height: 1.5;
  }
  .narrow {
    display: none;
  }
  .unit {
    display: inline-block;
    max-width: 10ch;
    vertical-align: bottom;
  }
  .number.words {
    white-space: normal;
  }
  .lines .group td {
    padding-block: 16px 8px;
    border-block-end-color: transparent;
  }
  .group + .evidence.folded + tr td,
  .group + tr td {
    padding-block-start: 4px;
  }
  .checkpoint {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 12px;
  }
  .checkpoint-name,
  .approved {
    max-width: 100%;
  }
  .checkpoint-name {
    font-weight: 600;
  }
  .approved {
    font-size: 0.9286em;
  }
  .file {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .file .hash {
    flex: none;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    font-weight: 550;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .chevron {
    flex: none;
    transition: transform 120ms var(--_ease);
  }
  .chevron.turned {
    transform: rotate(180deg);
  }
  .evidence td {
    padding-block: 0 8px;
    border: 0;
  }
  .evidence-facts {
    row-gap: 8px;
    padding: 12px 16px;
    border-radius: var(--_radius-card);
    background: var(--_surface-sunken);
  }
  .hash {
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    font-size: 0.8571em;
    overflow-wrap: anywhere;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px 16px;
    padding: 16px;
  }

  .end {
    display: flex;
    flex-direction: row-reverse;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
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
  }
  .totals th {
    width: 99%;
    max-width: 0;
    padding-inline-end: 24px;
    overflow-wrap: anywhere;
  }
  .totals .total th,
  .totals .total td,
  .totals .balance th,
  .totals .balance td {
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
    font-weight: 600;
  }
  .totals .balance th,
  .totals .balance td {
    border-block-start: 2px solid var(--_text);
    font-size: 1.1429em;
  }
  .pay {
    flex: 1 1 260px;
    min-width: 0;
  }
  .pay h3,
  .note h3 {
    margin-block-end: 6px;
  }
  .pay .facts {
    align-items: center;
  }
  .pay dd {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 28px;
  }
  .copy {
    flex: none;
  }
  .pay-value {
    min-width: 0;
    font-variant-numeric: tabular-nums;
    user-select: all;
  }
  .pay .button {
    min-height: 28px;
    padding: 0 8px;
    font-size: 0.9286em;
  }
  @media (pointer: coarse) {
    .pay .button,
    .link {
      min-height: 44px;
    }
  }
  .note {
    margin-block-start: 28px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_border);
  }
  .note p {
    max-width: 72ch;
    white-space: pre-line;
  }

  .bars {
    display: grid;
    gap: 14px;
    padding: 40px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
  }
  .bars .bar {
    height: 16px;
  }
  .bars .short {
    width: 120px;
  }
  .bars .title-bar {
    width: 220px;
    height: 36px;
    margin-block-end: 24px;
  }
  .bars .half {
    width: 50%;
  }

  @container invoice (max-width: 46em) {
    article {
      padding: 20px 16px 24px;
    }
    .parties {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 20px 16px;
    }
    .wide {
      display: none;
    }
    td.description {
      width: auto;
    }
    .narrow {
      display: block;
    }
    .evidence-facts {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 0;
    }
    .evidence-facts dd {
      margin-block-end: 8px;
    }
    .totals {
      flex-basis: 100%;
    }
  }
  @container invoice (max-width: 30em) {
    .parties {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media screen {
    .rest,
    .evidence.folded {
      display: none;
    }
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
      font-size: 9.5pt;
    }
    article {
      padding: 0;
      border: 0;
      box-shadow: none;
    }
    .title-row .button {
      display: none;
    }
    .progress {
      display: none;
    }
    .badge {
      padding: 0 6px;
      border: 1px solid;
    }
    thead {
      display: table-header-group;
    }
    tr,
    .party,
    .totals,
    .pay,
    .note {
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
    .pay dd {
      min-height: 0;
    }
    .evidence-facts {
      padding: 0 0 4px;
      font-size: 0.8571em;
    }
    .evidence-facts .hash {
      font-size: 1em;
    }
    .link {
      color: inherit;
    }
  }
`
