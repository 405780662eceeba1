import { css, unsafeCSS } from 'lit'
import { colours, measures } from './tokens.ts'

const roles = [
  ...Object.entries(colours).map(([role, [light, dark]]) => [role, `light-dark(${light}, ${dark})`]),
  ...Object.entries(measures),
]

/** Every token once, as `--_<role>`: the host's `--agencyops-<role>`, else ours. */
const tokens = unsafeCSS(roles.map(([role, value]) => `--_${role}: var(--agencyops-${role}, ${value});`).join('\n'))

/** What every component begins with: tokens, scheme, density, and a floor under what a host's page would pass down. */
export const themeStyles = css`
  :host {
    ${tokens}
    --_accent-soft: var(--agencyops-accent-soft, color-mix(in oklab, var(--_accent) 12%, var(--_surface)));
    --_control: 36px;
    --_row: 40px;
    --_ease: cubic-bezier(0.2, 0, 0, 1);
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font-size: var(--_font-size);
    line-height: 1.43;
    font-weight: 400;
    letter-spacing: normal;
    text-transform: none;
    text-align: start;
    text-indent: 0;
    white-space: normal;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([density='compact']) {
    --_control: 28px;
    --_row: 32px;
  }
  @media (pointer: coarse) {
    :host {
      --_control: 44px;
      --_row: 44px;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--_text-muted);
  }
  .figure {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  bdi {
    unicode-bidi: isolate;
  }
  .clip {
    display: inline-block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 1ms !important;
      animation-delay: 0s !important;
      transition-duration: 1ms !important;
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
    .no-print {
      display: none !important;
    }
  }
`
