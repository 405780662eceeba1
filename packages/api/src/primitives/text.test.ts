import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKey, searchKey, unstorable } from './text.ts'

describe('api-10: two spellings of the same name', () => {
  const first = 'Caf\u00e9 Stra\u00dfe'
  test.each(['Cafe\u0301 STRASSE', 'Caf\u00e9\u00a0Stra\u00dfe', 'CAF\u00c9 STRA\u1e9eE', ' caf\u00e9  strasse '])(
    '%j compares equal',
    (text) => {
      expect(compareKey(text)).toBe(compareKey(first))
      expect(searchKey(text)).toContain(searchKey('cafe strasse'))
    },
  )

  test('an accent tells names apart, and is found without', () => {
    expect(compareKey('Cafe Strasse')).not.toBe(compareKey(first))
    expect(searchKey(first)).toBe('cafe strasse')
  })

  test('compatibility forms, sigmas and ligatures', () => {
    expect(compareKey('ﬁrma Ⅳ')).toBe(compareKey('FIRMA iv'))
    expect(compareKey('ΟΔΟΣ')).toBe(compareKey('οδός'.normalize('NFD').replace('\u0301', '')))
    expect(searchKey('ΟΔΟΣ')).toBe(searchKey('οδόσ'))
    expect(searchKey('Οδοσήμανση')).toContain(searchKey('ΟΔΟΣ'))
  })

  test('a key is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(compareKey(compareKey(text))).toBe(compareKey(text))
        expect(searchKey(searchKey(text))).toBe(searchKey(text))
        expect(compareKey(text.normalize('NFD'))).toBe(compareKey(text.normalize('NFC')))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('unstorable', () => {
  test.each(['a\u0000b', '\ud800', 'a\udc00', '\udc00\ud800'])('%j cannot be stored', (text) => {
    expect(unstorable(text)).toBe(true)
  })

  test.each(['', 'Café', '😀', '\u0001', '\uffff', 'שלום'])('%j can', (text) => {
    expect(unstorable(text)).toBe(false)
  })
})
