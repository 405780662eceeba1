import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashKey, keyHint, lastFour, looksLikeKey, newKeySecret } from './key-secret.ts'

/** CRC32 (IEEE 802.3) bit by bit, and its six base62 digits: the written rule by another road. */
function checkOf(text: string): string {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let rest = (crc ^ 0xffffffff) >>> 0
  let made = ''
  while (rest > 0) {
    made = digits[rest % 62] + made
    rest = Math.floor(rest / 62)
  }
  return made.padStart(6, '0')
}

describe('API keys', () => {
  test.each(['live', 'test', 'platform'] as const)('ao_%s_ + 32 random + 6 check characters', (kind) => {
    const key = newKeySecret(kind)
    expect(key).toMatch(new RegExp(`^ao_${kind}_[0-9A-Za-z]{38}$`))
    expect(key.slice(-6)).toBe(checkOf(key.slice(0, -6)))
    expect(looksLikeKey(key)).toBe(true)
    expect(lastFour(key)).toBe(key.slice(-4))
    expect(keyHint(key)).toBe(`ao_${kind}_…${key.slice(-4)}`)
  })

  test('a small checksum is padded with 0 on the left', () => {
    const checks = Array.from({ length: 300 }, () => newKeySecret('test').slice(-6))
    // 62^5 is about a fifth of 2^32, so that the first digit is often 0 and never above 4.
    expect(checks.every((check) => /^[0-4]/.test(check))).toBe(true)
    expect(checks.some((check) => check.startsWith('0'))).toBe(true)
  })

  test('one wrong character is seen', () => {
    const key = newKeySecret('live')
    fc.assert(
      fc.property(fc.integer({ min: 8, max: key.length - 1 }), fc.constantFrom(...'0123456789AZaz'), (at, letter) => {
        fc.pre(key[at] !== letter)
        expect(looksLikeKey(key.slice(0, at) + letter + key.slice(at + 1))).toBe(false)
      }),
    )
    for (const text of [
      '',
      'ao_live_',
      key.slice(1),
      `${key} `,
      `${key}\n`,
      key.replace('live', 'test'),
      key.toUpperCase(),
    ]) {
      expect(looksLikeKey(text)).toBe(false)
    }
  })

  test('the random characters favour none', () => {
    const counts = new Map<string, number>()
    const keys = Array.from({ length: 4000 }, () => newKeySecret('test').slice(8, 40))
    for (const letter of keys.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    const expected = (4000 * 32) / 62
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(counts.size).toBe(62)
    // 61 degrees of freedom: fair characters pass 130 about once in a million runs; a bias of 256 mod 62 gives over 600.
    expect(chiSquare).toBeLessThan(130)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('what is kept is the SHA-256 of the whole key', () => {
    expect(hashKey('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
