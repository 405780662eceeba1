/** API keys: what is minted, how one is recognised, and what of it is kept. */
import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

export type KeyKind = 'live' | 'test' | 'platform'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECK_LENGTH = 6
const FORM = /^ao_(live|test|platform)_[0-9A-Za-z]{38}$/
// 248 is the largest multiple of 62 in a byte: what lies above would favour the first digits.
const LARGEST_FAIR = 248

/** Six base62 digits of the CRC32 of all before them: for scanners and typing errors, not for security. */
function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let index = 0; index < CHECK_LENGTH; index++) {
    digits = DIGITS[rest % 62] + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

/** `ao_live_` + 32 random base62 digits + 6 check digits. */
export function newKeySecret(kind: KeyKind): string {
  let random = ''
  while (random.length < RANDOM_LENGTH) {
    for (const byte of randomBytes(RANDOM_LENGTH)) {
      if (byte < LARGEST_FAIR && random.length < RANDOM_LENGTH) random += DIGITS[byte % 62]
    }
  }
  const body = `ao_${kind}_${random}`
  return body + checksum(body)
}

/** Whether the text has a key's form and checksum; false needs no look into the database. */
export function looksLikeKey(text: string): boolean {
  return FORM.test(text) && checksum(text.slice(0, -CHECK_LENGTH)) === text.slice(-CHECK_LENGTH)
}

/** SHA-256 of the whole key. High entropy needs neither salt nor a slow hash. */
export function hashKey(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** `ao_live_…x7Qd`: enough to tell keys apart in a list. */
export function keyHint(text: string): string {
  return `${text.slice(0, text.lastIndexOf('_') + 1)}…${text.slice(-4)}`
}

/** The last four characters, by which people tell keys apart. */
export function lastFour(text: string): string {
  return text.slice(-4)
}
