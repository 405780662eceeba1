/** The colours, by role: what a host may set as `--agencyops-<role>`. */

/** [on light pages, on dark pages] */
export const colours = {
  surface: ['#ffffff', '#16181f'],
  'surface-sunken': ['#f5f6f8', '#0f1116'],
  'surface-raised': ['#ffffff', '#1e212a'],
  'surface-hover': ['#eef0f4', '#272b36'],
  border: ['#dfe3ea', '#2e3340'],
  'border-strong': ['#828b9b', '#737d90'],
  text: ['#1b2130', '#e8eaf0'],
  'text-muted': ['#5a6475', '#a0a8b8'],
  accent: ['#4353d6', '#8d9bff'],
  'accent-hover': ['#3644b8', '#a8b2ff'],
  'accent-text': ['#3a49c4', '#a8b3ff'],
  'text-on-accent': ['#ffffff', '#0f1116'],
  'positive-soft': ['#e3f4ea', '#14301f'],
  'positive-text': ['#126640', '#67d19d'],
  'warning-soft': ['#fdf1dc', '#3a2a0d'],
  'warning-text': ['#8a4d04', '#edb95c'],
  'danger-soft': ['#fcebec', '#43191e'],
  'danger-text': ['#ae2230', '#ff949c'],
  'info-soft': ['#e4f1fb', '#122c44'],
  'info-text': ['#175c93', '#85c4f5'],
  danger: ['#c22f3d', '#f2727c'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type ColourRole = keyof typeof colours

/** What is no colour. Lengths follow the font size, so that a host's own text size carries through. */
export const measures = {
  'font-size': '0.875rem',
  'radius-control': '6px',
  'radius-card': '8px',
  'radius-panel': '12px',
  'shadow-card': '0 1px 2px #1018280f',
  'shadow-menu': '0 8px 24px #10182824',
  'shadow-drag': '0 12px 32px #10182838',
} as const
