import { css } from 'lit'

/** What people type into and choose from. */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 4px;
    font-weight: 550;
  }
  .field small {
    color: var(--_text-muted);
    font-size: 0.8571em;
    font-weight: 400;
  }
  .input {
    min-inline-size: 0;
    min-block-size: var(--_control);
    padding: 0 10px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-control);
    background-color: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }
  .input::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  textarea.input {
    padding-block: 8px;
    resize: vertical;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_danger);
  }
`
