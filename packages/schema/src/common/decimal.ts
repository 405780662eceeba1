import { z } from 'zod'

/** The one spelling of a decimal: at most 12 digits before the point and 8 behind it, no exponent, no plus, no spaces. */
export const DECIMAL = /^-?(0|[1-9]\d{0,11})(\.\d{1,8})?$/

const spelling = 'Write a decimal as text with a point: "7", "7.5" or "-7.25".'

export const decimal = z.string().regex(DECIMAL, spelling).meta({
  id: 'Decimal',
  description: 'A decimal number as text, so that no digit is lost: `"0.3475"`.',
  example: '0.3475',
})

export const percent = z
  .string()
  .regex(/^(100(\.0{1,8})?|\d{1,2}(\.\d{1,8})?)$/, 'Write a percentage from 0 to 100 as text: "21" or "9.975".')
  .meta({ id: 'Percent', description: 'A percentage from 0 to 100 as text: `"21"` is 21 %.', example: '21' })

export const ratio = z
  .string()
  .regex(/^(1(\.0{1,8})?|0(\.\d{1,8})?)$/, 'Write a ratio from 0 to 1 as text: "0.6".')
  .meta({ id: 'Ratio', description: 'A ratio from 0 to 1 as text: `"0.6"` is 60 %.', example: '0.6' })
