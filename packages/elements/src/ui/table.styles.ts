import { css } from 'lit'

/** Tables of figures: heads over their columns, numbers at the end of theirs. */
export const tableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th,
  td {
    padding: 10px 12px;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead th {
    color: var(--_text-muted);
    font-size: 0.8571em;
    font-weight: 600;
    line-height: 1.34;
    vertical-align: bottom;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`
