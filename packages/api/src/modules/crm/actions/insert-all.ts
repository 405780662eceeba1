import type { Insertable } from 'kysely'
import { insertRows } from '../../../db/insert.ts'
import type { Tables } from '../../../db/tables.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'

const PARAMETERS = 60_000

/** Queues rows of one table in as few statements as their parameters allow; none for no rows. */
export function insertAll<T extends keyof Tables & string>(
  work: UnitOfWork,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): void {
  const [first] = rows
  if (!first) return
  const size = Math.max(1, Math.floor(PARAMETERS / Object.keys(first).length))
  for (let from = 0; from < rows.length; from += size) work.later(insertRows(table, rows.slice(from, from + size)))
}
