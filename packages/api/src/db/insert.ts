/** Inserts and updates of whole rows, compiled once for each set of columns. */
import type { Insertable, Updateable } from 'kysely'
import type { Tables } from './tables.ts'
import type { Statement } from './wire.ts'

type Table = keyof Tables & string

const compiled = new Map<string, { name: string; sql: string }>()

function remember(key: string, compile: () => string): { name: string; sql: string } {
  let known = compiled.get(key)
  if (!known) {
    known = { name: `r${compiled.size + 1}`, sql: compile() }
    compiled.set(key, known)
  }
  return known
}

/** The bound tenant fills `tenant_id` in. Stringify JSON arrays; objects travel as JSON. */
export function insertRow<T extends Table>(table: T, row: Insertable<Tables[T]>): Statement {
  return insertRows(table, [row])
}

/** All rows have the same columns in the same order. Bounded: a statement takes 65,535 parameters. */
export function insertRows<T extends Table>(table: T, rows: readonly Insertable<Tables[T]>[]): Statement {
  const first = rows[0] as Record<string, unknown>
  const columns = Object.keys(first)
  const { name, sql: text } = remember(`insert ${table} ${rows.length} ${columns}`, () => {
    let index = 0
    const tuples = rows.map(() => `(${columns.map(() => `$${++index}`).join(', ')})`)
    return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values ${tuples.join(', ')}`
  })
  const parameters = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
  // Only the shape of a single row is worth a name on every connection.
  return rows.length === 1 ? { name, sql: text, parameters } : { sql: text, parameters }
}

/** Sets columns of one row by id. For sums use a query that changes them relatively. */
export function updateRow<T extends Table>(table: T, id: string, changes: Updateable<Tables[T]>): Statement {
  const columns = Object.keys(changes)
  const { name, sql: text } = remember(`update ${table} ${columns}`, () => {
    const sets = columns.map((column, index) => `"${column}" = $${index + 2}`)
    return `update "${table}" set ${sets.join(', ')} where "id" = $1`
  })
  return { name, sql: text, parameters: [id, ...columns.map((column) => (changes as Record<string, unknown>)[column])] }
}

/** Deletes one row by id. */
export function deleteRow<T extends Table>(table: T, id: string): Statement {
  const { name, sql: text } = remember(`delete ${table}`, () => `delete from "${table}" where "id" = $1`)
  return { name, sql: text, parameters: [id] }
}
