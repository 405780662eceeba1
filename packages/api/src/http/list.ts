/** Keyset pages: one query, `limit + 1` rows, and a cursor that carries the sort value and the id. */
import { DEFAULT_LIMIT } from '@agencyops/schema'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { TenantDb } from '../db/database.ts'
import { oftenBuilt } from '../db/query.ts'
import type { Tables } from '../db/tables.ts'
import { parseInstant } from '../primitives/instant.ts'
import { decodeCursor, encodeCursor, noCursor } from './cursor.ts'

/** A column that a list can be sorted by. */
export interface SortColumn {
  /** SQL of the column, never null: index and sort a coalesce where it can be. */
  sql: string
  /** The cast of a cursor's value. */
  type: 'text' | 'timestamptz' | 'bigint' | 'date' | 'uuid' | 'int'
  /** Where the row has it, when that is not the sort's name. */
  row?: string
  /** The text that stands for null in a cursor. */
  whenNull?: string
}

/** Whether a cursor's value can be cast: who asks may have written it by hand. */
const FITS: Record<SortColumn['type'], (value: string) => boolean> = {
  text: () => true,
  timestamptz: (value) => parseInstant(value) !== null,
  date: (value) => parseInstant(`${value}T00:00:00Z`) !== null,
  bigint: (value) => /^-?\d{1,18}$/.test(value),
  int: (value) => /^-?\d{1,9}$/.test(value),
  uuid: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
}

export interface ListRequest {
  limit?: number | undefined
  cursor?: string | undefined
  sort?: string | undefined
}

export interface Page<Row> {
  rows: Row[]
  nextCursor: string | null
}

// biome-ignore lint/suspicious/noExplicitAny: a builder over any joined tables.
type Select<Row> = SelectQueryBuilder<any, any, Row>

/**
 * Runs `build`'s query, which selects `id` and the sort columns, a page at a time. `list` names the operation; its
 * filters are part of the cursor. Equal sort values are told apart by id, so each row comes once.
 */
export async function listPage<Row extends { id: string }>(
  db: TenantDb,
  list: {
    name: string
    query: ListRequest & Record<string, unknown>
    sorts: Readonly<Record<string, SortColumn>>
    defaultSort: string
    /** The table whose id breaks ties. */
    table: keyof Tables & string
    build(): Select<Row>
  },
): Promise<Page<Row>> {
  const { limit = DEFAULT_LIMIT, cursor, sort = list.defaultSort, ...filters } = list.query
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const column = list.sorts[name] as SortColumn
  const listKey = `${list.name} ${sort} ${JSON.stringify(filters)}`
  const id = sql.ref(`${list.table}.id`)
  const key = sql.raw(column.sql)
  const direction = descending ? sql`desc` : sql`asc`
  let select = list.build()
  if (cursor !== undefined) {
    const from = decodeCursor(cursor, listKey)
    if (from.value !== undefined && from.value !== column.whenNull && !FITS[column.type](from.value)) throw noCursor()
    const comparison = descending ? sql`<` : sql`>`
    const value = sql`cast(${from.value ?? null} as ${sql.raw(column.type)})`
    select = select.where(sql<boolean>`(${key}, ${id}) ${comparison} (${value}, cast(${from.id} as uuid))`)
  }
  const ordered = select
    .orderBy(sql`${key} ${direction}`)
    .orderBy(sql`${id} ${direction}`)
    .limit(limit + 1)
  const rows = await db.all(oftenBuilt(ordered as Select<Row>))
  const more = rows.length > limit
  if (more) rows.pop()
  const last = rows.at(-1)
  return { rows, nextCursor: more && last ? encodeCursor(positionOf(last, name, column), listKey) : null }
}

function positionOf(row: { id: string }, name: string, column: SortColumn) {
  const value = (row as Record<string, unknown>)[column.row ?? name] ?? column.whenNull
  return { id: row.id, value: String(value) }
}

/** `%` and `_` as themselves in a LIKE pattern. */
export function likeContaining(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
}
