import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePlaces, keyOfGap, liesIn, type Place, spreadPlaces } from './deal-place.ts'

const at = (id: string, position: string): Place => ({ id, position })

describe('a gap', () => {
  it.each([
    ['between two', at('1', 'a0'), at('2', 'a1'), 'a0V'],
    ['at the start', undefined, at('2', 'a0'), 'Zz'],
    ['at the end', at('1', 'a0'), undefined, 'a1'],
    ['in an empty stage', undefined, undefined, 'a0'],
    ['between equal keys', at('1', 'a0'), at('2', 'a0'), undefined],
    [
      'between keys so near that the next is too long',
      at('1', `a0${'0'.repeat(48)}1`),
      at('2', `a0${'0'.repeat(48)}2`),
      undefined,
    ],
  ])('%s has the key that fits', (_, lower, upper, key) => {
    expect(keyOfGap({ lower, upper })).toBe(key)
  })

  it('holds what stands between its sides, told apart by id where keys are equal', () => {
    const gap = { lower: at('1', 'a0'), upper: at('3', 'a0') }
    expect(liesIn(at('2', 'a0'), gap)).toBe(true)
    expect(liesIn(at('4', 'a0'), gap)).toBe(false)
    expect(liesIn(at('1', 'a0'), gap)).toBe(false)
    expect(liesIn(at('9', 'zz'), { lower: undefined, upper: undefined })).toBe(true)
  })
})

describe('spreading', () => {
  it('keeps the order, makes all keys differ and puts one more into the gap', () => {
    const places = fc.uniqueArray(fc.record({ id: fc.uuid(), position: fc.constantFrom('a0', 'a0V', 'a1', 'Zz') }), {
      selector: ({ id }) => id,
      minLength: 1,
    })
    fc.assert(
      fc.property(places, fc.nat(), fc.boolean(), (some, seed, fromAbove) => {
        const before = some.toSorted(comparePlaces)
        const index = seed % before.length
        const gap = fromAbove
          ? { lower: before[index], upper: before[index + 1] }
          : { lower: undefined, upper: before[index] }
        const wanted = fromAbove ? index + 1 : index
        const { placed, own } = spreadPlaces(some, gap)
        const after = [...placed, at('own', own)].toSorted(comparePlaces)
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id).toSpliced(wanted, 0, 'own'))
        expect(new Set(after.map(({ position }) => position)).size).toBe(after.length)
      }),
    )
  })
})
