import { randomFillSync } from 'node:crypto'

/** The alphabet of a TypeID suffix: Crockford's base32 in lower case. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const INVALID = 255
const PREFIX = /^(?:[a-z](?:[a-z_]{0,61}[a-z])?)?$/
const SUFFIX_LENGTH = 26
const MAX_TIME = 2 ** 48 - 1

// 1,024 pairs of characters: ten bits of the uuid become two characters by one lookup.
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${ALPHABET[bits >> 5]}${ALPHABET[bits & 31]}`)
const HEX2 = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const HEX3 = Array.from({ length: 4096 }, (_, bits) => bits.toString(16).padStart(3, '0'))
const NIBBLES = valuesOf('0123456789abcdef')
for (const [index, letter] of [...'ABCDEF'].entries()) NIBBLES[letter.charCodeAt(0)] = 10 + index
const LETTERS = valuesOf(ALPHABET)

const leads = new Map<string, string>()

/**
 * The TypeID (0.3) of a uuid: `deal` and a uuid give `deal_` and 26 characters.
 * An empty prefix gives the suffix alone. Throws a RangeError for a prefix or a uuid that is none.
 */
export function encodeId(prefix: string, uuid: string): string {
  const lead = leads.get(prefix) ?? leadOf(prefix)
  if (uuid.length !== 36 || uuid[8] !== '-' || uuid[13] !== '-' || uuid[18] !== '-' || uuid[23] !== '-') refuse(uuid)
  // Eight bits make the first two characters, then each five hex digits (20 bits) make four.
  const head = (nibble(uuid, 0) << 4) | nibble(uuid, 1)
  const text =
    lead +
    PAIRS[head] +
    quad(uuid, 2, 3, 4, 5, 6) +
    quad(uuid, 7, 9, 10, 11, 12) +
    quad(uuid, 14, 15, 16, 17, 19) +
    quad(uuid, 20, 21, 22, 24, 25) +
    quad(uuid, 26, 27, 28, 29, 30) +
    quad(uuid, 31, 32, 33, 34, 35)
  return text
}

/**
 * The parts of a TypeID, split at the last `_`; null when the text is none: a suffix that is not 26 characters
 * of the alphabet, that overflows 128 bits (first character above `7`), or a prefix outside the grammar.
 */
export function decodeId(text: string): { prefix: string; uuid: string } | null {
  const start = text.length - SUFFIX_LENGTH
  if (start < 0) return null
  let prefix = ''
  if (start > 0) {
    prefix = text.slice(0, start - 1)
    if (prefix === '' || text[start - 1] !== '_' || !PREFIX.test(prefix)) return null
  }
  let bad = 0
  const letter = (at: number) => {
    const code = text.charCodeAt(start + at)
    const value = code < 128 ? (LETTERS[code] as number) : INVALID
    bad |= value
    return value & 31
  }
  const first = letter(0)
  let hex = HEX2[((first << 5) | letter(1)) & 255] as string
  for (let at = 2; at < SUFFIX_LENGTH; at += 4) {
    const bits = (letter(at) << 15) | (letter(at + 1) << 10) | (letter(at + 2) << 5) | letter(at + 3)
    hex += (HEX2[bits >> 12] as string) + (HEX3[bits & 4095] as string)
  }
  if (bad > 31 || first > 7) return null
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return { prefix, uuid }
}

const pool = Buffer.allocUnsafe(4096)
let unread = pool.length
let lastTime = -1
let sequence = 0

/**
 * A UUIDv7 (RFC 9562) for the given milliseconds since 1970. Each is greater than the one before in this process,
 * also within one millisecond and when the clock went back: 12 bits count from a random start, 62 are random.
 */
export function uuidv7(nowMs: number): string {
  if (!(nowMs >= 0 && nowMs <= MAX_TIME)) throw new RangeError(`${nowMs} is no time for a UUIDv7`)
  if (unread + 10 > pool.length) {
    randomFillSync(pool)
    unread = 0
  }
  const at = unread
  unread += 10
  const now = Math.floor(nowMs)
  if (now > lastTime) {
    lastTime = now
    // The upper half stays free, so that a burst within one millisecond has room to count.
    sequence = pool.readUInt16BE(at) & 0x7ff
  } else if (++sequence > 0xfff) {
    lastTime += 1
    sequence = pool.readUInt16BE(at) & 0x7ff
  }
  const high = Math.floor(lastTime / 0x10000)
  const byte = (offset: number) => HEX2[pool[at + offset] as number] as string
  return (
    `${HEX2[high >>> 24]}${HEX2[(high >>> 16) & 255]}${HEX2[(high >>> 8) & 255]}${HEX2[high & 255]}-` +
    `${HEX2[(lastTime % 0x10000) >>> 8]}${HEX2[lastTime & 255]}-7${HEX3[sequence]}-` +
    `${HEX2[0x80 | ((pool[at + 2] as number) & 0x3f)]}${byte(3)}-` +
    `${byte(4)}${byte(5)}${byte(6)}${byte(7)}${byte(8)}${byte(9)}`
  )
}

function leadOf(prefix: string): string {
  if (!PREFIX.test(prefix)) throw new RangeError(`'${prefix}' is no TypeID prefix`)
  const lead = prefix === '' ? '' : `${prefix}_`
  leads.set(prefix, lead)
  return lead
}

function nibble(uuid: string, at: number): number {
  const code = uuid.charCodeAt(at)
  const value = code < 128 ? (NIBBLES[code] as number) : INVALID
  if (value === INVALID) refuse(uuid)
  return value
}

function quad(uuid: string, a: number, b: number, c: number, d: number, e: number): string {
  const high = (nibble(uuid, a) << 6) | (nibble(uuid, b) << 2) | (nibble(uuid, c) >> 2)
  const low = ((nibble(uuid, c) & 3) << 8) | (nibble(uuid, d) << 4) | nibble(uuid, e)
  return (PAIRS[high] as string) + (PAIRS[low] as string)
}

function refuse(uuid: string): never {
  throw new RangeError(`'${uuid}' is no uuid`)
}

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(INVALID)
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value
  return values
}
