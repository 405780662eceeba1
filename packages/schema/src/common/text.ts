import { z } from 'zod'

/** Texts that PostgreSQL cannot store or JSON cannot say: NUL, and halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

const storable = (schema: z.ZodString) =>
  schema.refine(isStorable, { message: 'It holds a character that cannot be stored (NUL or half a surrogate pair).' })

/** One line that names something: 1 to 200 characters, stored as sent. */
export const name = storable(z.string().min(1).max(200))
/** A line of text, up to 500 characters. */
export const line = storable(z.string().min(1).max(500))
/** Text of several lines, up to 10,000 characters. */
export const text = storable(z.string().min(1).max(10_000))
