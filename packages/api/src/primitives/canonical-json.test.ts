import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, sha256Hex } from './canonical-json.ts'

describe('canonical JSON', () => {
  test('members are sorted by UTF-16 code units, without spaces', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      ö: [],
      a: { c: null, b: true },
    }
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"a":{"b":true,"c":null},"\u0080":6,"ö":[],"€":1,"😀":5,"\ufb33":3}',
    )
  })

  test('texts are escaped in one way', () => {
    expect(canonicalJson('€$\u000f\nA\'B"\\/\u2028')).toBe('"€$\\u000f\\nA\'B\\"\\\\/\u2028"')
  })

  test('members that are undefined are left out, and minus zero is zero', () => {
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}')
  })

  test('equal values have equal bytes in whatever order their members came', () => {
    const values = fc.dictionary(
      fc.string({ unit: 'grapheme' }),
      fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.string({ unit: 'grapheme' })),
    )
    fc.assert(
      fc.property(values, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('what has no single spelling is refused', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    const refused = [
      0.5,
      Number.NaN,
      2 ** 53,
      1n,
      undefined,
      [undefined],
      '\ud800',
      { '\udc00': 1 },
      new Date(0),
      new Map(),
      cycle,
      () => 1,
    ]
    for (const value of refused) expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  test('the same object twice is no cycle', () => {
    const shared = { a: 1 }
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]')
  })
})

test('SHA-256 of a text is that of its UTF-8', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sha256Hex(new TextEncoder().encode('é'))).toBe(sha256Hex('é'))
})
