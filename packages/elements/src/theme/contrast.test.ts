import { describe, expect, test } from 'vitest'
import { type ColourRole, colours } from './tokens.ts'

/** WCAG 2.2, relative luminance of an sRGB colour written #rrggbb. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const surfaces: ColourRole[] = ['surface', 'surface-sunken', 'surface-raised', 'surface-hover']
const soft: ColourRole[] = ['positive-soft', 'warning-soft', 'danger-soft', 'info-soft']

// WCAG 1.4.3 demands 4.5 of text, 1.4.11 3 of what marks a control.
const pairs: [on: ColourRole, over: ColourRole[], least: number][] = [
  ['text', [...surfaces, ...soft], 4.5],
  ['text-muted', surfaces, 4.5],
  ['accent-text', surfaces, 4.5],
  ['positive-text', [...surfaces, 'positive-soft'], 4.5],
  ['warning-text', [...surfaces, 'warning-soft'], 4.5],
  ['danger-text', [...surfaces, 'danger-soft'], 4.5],
  ['info-text', [...surfaces, 'info-soft'], 4.5],
  ['text-on-accent', ['accent', 'accent-hover', 'danger'], 4.5],
  ['accent', surfaces, 3],
  ['border-strong', surfaces, 3],
]

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const of = (role: ColourRole) => colours[role][scheme === 'light' ? 0 : 1]
  test.each(pairs.flatMap(([on, over, least]) => over.map((under) => [on, under, least] as const)))(
    '%s can be read on %s',
    (on, under, least) => {
      expect(contrast(of(on), of(under))).toBeGreaterThanOrEqual(least)
    },
  )
})

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})
