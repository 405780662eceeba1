/** The types of values in rows, and ids between rows and the wire. */
import type { Id, IdPrefix } from '@agencyops/schema'
import { decodeId, encodeId } from '../primitives/id.ts'

/** A record's UUID in rows; an id of one table does not pass for another's. */
export type RowId<Table extends string> = string & { readonly __table: Table }

/** RFC 3339, UTC, milliseconds. */
export type Instant = string
/** `2026-11-24`, a calendar date in the tenant's zone. */
export type PlainDate = string
/** A decimal number as text. */
export type Decimal = string
// biome-ignore lint/suspicious/noExplicitAny: a JSON column's shape is stated where its view reads it.
export type Json = any

/** `('deal', row.id)` → `deal_01h4…` */
export function toWire<P extends IdPrefix>(prefix: P, id: RowId<P>): Id<P>
export function toWire<P extends IdPrefix>(prefix: P, id: RowId<P> | null): Id<P> | null
export function toWire<P extends IdPrefix>(prefix: P, id: RowId<P> | null): Id<P> | null {
  return id === null ? null : (encodeId(prefix, id) as Id<P>)
}

/** The table of an id's type: exactly one, also where a prefix begins another (`invoice`, `invoice_line`). */
type TableOf<I extends string> = {
  [P in IdPrefix]: [Id<P>] extends [I] ? ([I] extends [Id<P>] ? P : never) : never
}[IdPrefix]

/** `deal_01h4…` → its UUID. The text has passed its schema. */
export function toRow<I extends Id<IdPrefix>>(id: I): RowId<TableOf<I>>
export function toRow<I extends Id<IdPrefix>>(id: I | null): RowId<TableOf<I>> | null
export function toRow<P extends string>(id: `${P}_${string}`): RowId<P>
export function toRow<P extends string>(id: `${P}_${string}` | null): RowId<P> | null
export function toRow<P extends string>(id: `${P}_${string}` | null): RowId<P> | null {
  if (id === null) return null
  const decoded = decodeId(id)
  if (!decoded) throw new TypeError(`${id} is no id`)
  return decoded.uuid as RowId<P>
}
