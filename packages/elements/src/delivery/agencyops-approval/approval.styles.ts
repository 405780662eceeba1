import { css } from 'lit'

export const approvalStyles = css`
  .page {
    container-type: inline-size;
  }
  article,
  .bars {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    padding: 28px 32px 32px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .bars .bar {
    height: 48px;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block: 4px;
  }
  .title h2 {
    min-width: 0;
    font-size: 1.4286em;
    font-weight: 600;
    line-height: 1.4;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    margin-block-end: 8px;
    color: var(--_text-muted);
    font-size: 0.8571em;
    font-weight: 600;
  }
  .strong {
    font-weight: 600;
  }
  blockquote {
    margin: 12px 0 0;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_border-strong);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .files {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
  }
  .files li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 10px 12px 10px 16px;
  }
  .files li + li {
    border-block-start: 1px solid var(--_border);
  }
  .files .button,
  .files span {
    flex: none;
  }
  .file {
    min-width: 0;
  }
  .file bdi {
    font-weight: 550;
  }
  .file p,
  .print-of {
    font-size: 0.8571em;
  }
  .print-of {
    margin-block-start: 8px;
  }

  .sums {
    width: 100%;
    margin-block-start: 8px;
    border-collapse: collapse;
    font: inherit;
  }
  .sums th,
  .sums td {
    padding: 8px 0;
    border-block-end: 1px solid var(--_border);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  .sums .number {
    padding-inline-start: 24px;
    text-align: end;
  }
  .sums .total > * {
    border: 0;
    font-weight: 600;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block-start: 24px;
    border-block-start: 1px solid var(--_border);
  }
  .button {
    max-width: 100%;
  }
  .box {
    padding: 12px 16px;
    border-radius: var(--_radius-card);
    overflow-wrap: anywhere;
  }
  .box.danger {
    background: var(--_danger-soft);
    color: var(--_danger-text);
  }
  @container (max-width: 36em) {
    article {
      padding: 20px 16px;
    }
    .actions .button {
      width: 100%;
    }
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
    }
    .button {
      display: none;
    }
  }
`
