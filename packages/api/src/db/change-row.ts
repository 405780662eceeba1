/** A changed resource's columns: what the input names, with its version raised once and its time. */
import type { Instant } from './row.ts'

interface Versioned {
  version: number
  updated_at: Instant
}

/**
 * The row after a change, and the columns to write. `changes` without a difference answers the row itself and no
 * columns: nothing is written, no version is raised.
 */
export function changeRow<Row extends Versioned>(
  row: Row,
  changes: Partial<Row>,
  now: Instant,
): { after: Row; columns: Partial<Row> | undefined } {
  const differing = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && JSON.stringify(row[key as keyof Row]) !== JSON.stringify(value),
  )
  if (differing.length === 0) return { after: row, columns: undefined }
  const columns = { ...Object.fromEntries(differing), version: row.version + 1, updated_at: now } as Partial<Row>
  return { after: { ...row, ...columns }, columns }
}
