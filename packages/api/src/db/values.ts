/** How values travel between JavaScript and PostgreSQL's text format. */
import { Buffer } from 'node:buffer'
import pgTypes from 'pg-types'

type Parse = (text: string) => unknown

const OID = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, json: 114, date: 1082, timestamptz: 1184, jsonb: 3802 }
const OID_ARRAYS = { int4: 1007, text: 1009, int8: 1016, date: 1182, numeric: 1231, uuid: 2951 }

function integer(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53 - 1`)
  return value
}

/** `2026-11-25 00:39:14.1+00` → `2026-11-25T00:39:14.100Z`. The session's zone is UTC, columns hold milliseconds. */
function instant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`
}

const textArray = pgTypes.getTypeParser(OID_ARRAYS.text) as (text: string) => string[]

const parsers = new Map<number, Parse>([
  [OID.bool, (text) => text === 't'],
  [OID.bytea, (text) => Buffer.from(text.slice(2), 'hex')],
  [OID.int8, integer],
  [OID.int2, Number],
  [OID.int4, Number],
  [OID.json, JSON.parse],
  [OID.jsonb, JSON.parse],
  [OID.timestamptz, instant],
  [OID_ARRAYS.int4, (text) => textArray(text).map(Number)],
  [OID_ARRAYS.int8, (text) => textArray(text).map(integer)],
  [OID_ARRAYS.text, textArray],
  [OID_ARRAYS.date, textArray],
  [OID_ARRAYS.numeric, textArray],
  [OID_ARRAYS.uuid, textArray],
])

/** The parser of a column type; undefined where the text is the value (text, uuid, date, numeric). */
export function columnParser(oid: number): Parse | undefined {
  return parsers.get(oid)
}

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

function arrayLiteral(values: readonly unknown[]): string {
  const parts = values.map((value) => {
    if (value === null || value === undefined) return 'NULL'
    if (Array.isArray(value)) return arrayLiteral(value)
    const text = parameterText(value)
    return quoted(Buffer.isBuffer(text) ? `\\x${text.toString('hex')}` : (text as string))
  })
  return `{${parts.join(',')}}`
}

/** A parameter as the protocol takes it. An array is a PostgreSQL array, an object is JSON; stringify a JSON array first. */
export function parameterText(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number for a database`)
    return String(value)
  }
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return Buffer.isBuffer(value) ? value : Buffer.from(value)
  if (Array.isArray(value)) return arrayLiteral(value)
  if (value instanceof Date) throw new TypeError('Instants and dates travel as text')
  return JSON.stringify(value)
}
