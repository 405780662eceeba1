import { createHash } from 'node:crypto'

/**
 * Canonical JSON in the manner of RFC 8785: no spaces, members sorted by UTF-16 code units, so that equal values have
 * equal bytes. Members that are undefined are left out. Throws a TypeError for what has no single spelling here:
 * numbers that are no safe integers, lone surrogates, undefined in a list, bigints, dates, instances, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

/** The SHA-256 of a text (as UTF-8) or bytes, in lower case hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function write(value: unknown, path: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is no safe integer`)
    return String(value === 0 ? 0 : value)
  }
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`)
  if (path.includes(value)) throw new TypeError('canonical JSON has no cycles')
  const inner = [...path, value]
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, inner)).join(',')}]`
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('canonical JSON has plain objects only')
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${writeText(name)}:${write(member, inner)}`).join(',')}}`
}

function writeText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('a lone surrogate has no UTF-8')
  return JSON.stringify(text)
}
