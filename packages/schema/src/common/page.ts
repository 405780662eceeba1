import { z } from 'zod'
import { nullable } from './nullable.ts'
import { instant } from './time.ts'

export const MAX_LIMIT = 200
export const DEFAULT_LIMIT = 50

/** The answer of a list: one page, and the cursor of the next. */
export function page<T extends z.ZodType>(id: string, item: T) {
  return z
    .object({
      data: z.array(item),
      next_cursor: nullable(z.string()).describe('Pass as `cursor` for the next page; null on the last.'),
    })
    .meta({ id, description: 'One page of a list.' })
}

/** The answer of a feed: it never ends, so it always carries a cursor. */
export function feed<T extends z.ZodType>(id: string, item: T) {
  return z
    .object({
      data: z.array(item),
      next_cursor: z.string().describe('Pass as `after` to go on; keep it, also when nothing came.'),
      has_more: z.boolean().describe('Whether more is there already.'),
    })
    .meta({ id, description: 'One stretch of a feed.' })
}

/** Query parameters of every list. Numbers, flags and repeated parameters are read by their schema. */
export const pageQuery = {
  limit: z
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .optional()
    .describe(`How many, 1 to ${MAX_LIMIT}; ${DEFAULT_LIMIT} unless told.`),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('`next_cursor` of the page before; with the same filters and sort.'),
}

/** Query parameters of every feed. */
export const feedQuery = {
  limit: pageQuery.limit,
  after: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('The cursor of the last row that you have; from the start without it.'),
}

/** A filter that may be repeated: `status=open&status=won`. */
export function several<T extends z.ZodType>(item: T) {
  return z.array(item).min(1).max(50).optional()
}

/** The filters that every list of archivable records has. */
export const listQuery = {
  ...pageQuery,
  archived: z.boolean().optional().describe('`true` lists the archived records instead.'),
  updated_since: instant
    .optional()
    .describe('Only what changed at or after this instant; overlap by a minute, or follow the feed.'),
}
