/** Batches of one kind of record: all or nothing, or each row by itself behind a savepoint. */
import type { UnitOfWork } from '../db/unit-of-work.ts'
import { DatabaseError } from '../db/wire.ts'
import { ProblemError, problemBody } from './problem.ts'
import { toProblem } from './to-problem.ts'

export interface BatchResult<View> {
  index: number
  status: number
  data?: View
  problem?: ReturnType<typeof problemBody> & { errors?: never }
}

/**
 * `create` makes records of all rows that it is given, in their order; `at` is where a row's input stands. Partial
 * batches call it row by row, and pointers begin at the row.
 */
export async function runBatch<Row, View>(
  work: UnitOfWork,
  rows: readonly Row[],
  partial: boolean | undefined,
  create: (rows: readonly Row[], at: (index: number) => string) => Promise<View[]>,
): Promise<{ results: BatchResult<View>[] }> {
  if (!partial) {
    const made = await create(rows, (index) => `#/rows/${index}`)
    return { results: made.map((data, index) => ({ index, status: 201, data })) }
  }
  const results: BatchResult<View>[] = []
  for (const [index, row] of rows.entries()) {
    try {
      const [data] = await work.savepoint(() => create([row], () => '#'))
      results.push({ index, status: 201, data: data as View })
    } catch (error) {
      const problem = refusal(error)
      results.push({ index, status: problem.status, problem: problemBody(problem, work.requestId) as never })
    }
  }
  return { results }
}

/** A row's refusal; what is nobody's fault ends the whole batch. */
function refusal(error: unknown): ProblemError {
  if (!(error instanceof ProblemError || error instanceof DatabaseError)) throw error
  const problem = toProblem(error)
  if (problem.status >= 500) throw error
  return problem
}
