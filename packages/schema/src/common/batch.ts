import { z } from 'zod'
import { problemCodes } from '../catalog/problems.ts'

/** How many rows one batch takes. */
export const MAX_BATCH = 1000

/** The body of a batch of one kind of record. */
export function batchOf<T extends z.ZodType>(id: string, row: T) {
  return z
    .strictObject({ rows: z.array(row).min(1).max(MAX_BATCH) })
    .meta({ id, description: `1 to ${MAX_BATCH} rows, each as its own create takes it.` })
}

const rowProblem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(problemCodes as [(typeof problemCodes)[number], ...typeof problemCodes]),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          code: z.string(),
          detail: z.string(),
          pointer: z.string().optional(),
          nearest: z.string().optional(),
        }),
      )
      .optional(),
    request_id: z.string(),
  })
  .meta({ id: 'RowProblem', description: 'Why one row of a batch was refused; pointers begin at the row.' })

/** The answer of a batch: one result for each row, in their order. */
export function batchResults<T extends z.ZodType>(id: string, item: T) {
  return z
    .object({
      results: z.array(
        z.object({
          index: z.number().int().describe('The row, from 0.'),
          status: z.number().int().describe('What the row alone would have been answered with: 201, or a refusal.'),
          data: item.optional(),
          problem: rowProblem.optional(),
        }),
      ),
    })
    .meta({
      id,
      description: 'One result for each row, in their order: the record, or with `partial=true` why there is none.',
    })
}

export const batchQuery = {
  partial: z
    .boolean()
    .optional()
    .describe(
      '`true` keeps the rows that succeed and answers each by itself; else one refused row refuses all. A row that does not fit the schema refuses the request either way.',
    ),
}
