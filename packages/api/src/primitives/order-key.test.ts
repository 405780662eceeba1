import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyBetween, keysBetween } from './order-key.ts'

describe('keyBetween', () => {
  it.each([
    [null, null, 'a0'],
    ['a0', null, 'a1'],
    [null, 'a0', 'Zz'],
    ['a0', 'a1', 'a0V'],
    ['d0001', 'd0002', 'd0001V'],
  ])('%s and %s have %s between them', (lower, upper, key) => {
    expect(keyBetween(lower, upper)).toBe(key)
  })

  it('lies between its neighbours byte by byte, wherever in an order it is put', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (places) => {
        const keys: string[] = []
        for (const place of places) {
          const at = place % (keys.length + 1)
          keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null))
        }
        const bytewise = keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
        expect(keys).toEqual(bytewise)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})

describe('keysBetween', () => {
  it('are as many as wanted, in order, and short', () => {
    const keys = keysBetween(null, null, 5000)
    expect(new Set(keys).size).toBe(5000)
    expect(keys).toEqual(keys.toSorted())
    expect(Math.max(...keys.map((key) => key.length))).toBe(4)
  })
})
