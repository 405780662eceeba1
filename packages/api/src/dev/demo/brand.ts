/** A host's own colours, on light pages and on dark ones: what the theme switch shows, and what there is to copy. */
export const BRAND = `:root {
  font-family: Charter, 'Bitstream Charter', Georgia, serif;
  --agencyops-font-size: 0.9375rem;
  --agencyops-accent: light-dark(#9a3b12, #f0925c);
  --agencyops-accent-hover: light-dark(#7f2f0d, #f5a97c);
  --agencyops-accent-text: light-dark(#8f3610, #f3a377);
  --agencyops-text-on-accent: light-dark(#ffffff, #1b130c);
  --agencyops-surface: light-dark(#fffdf9, #1e1a15);
  --agencyops-surface-sunken: light-dark(#f7f1e6, #15120e);
  --agencyops-surface-raised: light-dark(#ffffff, #27221b);
  --agencyops-surface-hover: light-dark(#f1e9da, #302a21);
  --agencyops-border: light-dark(#e6dbc7, #3a3226);
  --agencyops-border-strong: light-dark(#8d7f68, #8c7d67);
  --agencyops-text: light-dark(#2a2118, #f1e9dc);
  --agencyops-text-muted: light-dark(#6a5c49, #b8aa94);
  --agencyops-radius-control: 2px;
  --agencyops-radius-card: 3px;
  --agencyops-radius-panel: 4px;
}`
