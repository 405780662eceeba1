import fc from 'fast-check'
import { fromString, TypeID } from 'typeid-js'
import { describe, expect, test } from 'vitest'
import { decodeId, encodeId, uuidv7 } from './id.ts'

const vectors = [
  { name: 'nil', id: '00000000000000000000000000', prefix: '', uuid: '00000000-0000-0000-0000-000000000000' },
  { name: 'one', id: '00000000000000000000000001', prefix: '', uuid: '00000000-0000-0000-0000-000000000001' },
  { name: 'ten', id: '0000000000000000000000000a', prefix: '', uuid: '00000000-0000-0000-0000-00000000000a' },
  { name: 'sixteen', id: '0000000000000000000000000g', prefix: '', uuid: '00000000-0000-0000-0000-000000000010' },
  { name: 'thirty-two', id: '00000000000000000000000010', prefix: '', uuid: '00000000-0000-0000-0000-000000000020' },
  { name: 'max', id: '7zzzzzzzzzzzzzzzzzzzzzzzzz', prefix: '', uuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  {
    name: 'valid-alphabet',
    id: 'prefix_0123456789abcdefghjkmnpqrs',
    prefix: 'prefix',
    uuid: '0110c853-1d09-52d8-d73e-1194e95b5f19',
  },
  {
    name: 'valid-uuidv7',
    id: 'prefix_01h455vb4pex5vsknk084sn02q',
    prefix: 'prefix',
    uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  },
  {
    name: 'prefix-underscore',
    id: 'pre_fix_00000000000000000000000000',
    prefix: 'pre_fix',
    uuid: '00000000-0000-0000-0000-000000000000',
  },
]

describe('TypeID', () => {
  test.each(vectors)('agrees with the vector $name', ({ id, prefix, uuid }) => {
    expect(encodeId(prefix, uuid)).toBe(id)
    expect(decodeId(id)).toEqual({ prefix, uuid })
  })

  test.each([
    'PREFIX_00000000000000000000000000',
    '12345_00000000000000000000000000',
    'pre.fix_00000000000000000000000000',
    'préfix_00000000000000000000000000',
    '  prefix_00000000000000000000000000',
    `${'a'.repeat(64)}_00000000000000000000000000`,
    '_00000000000000000000000000',
    '_',
    '',
    'prefix_1234567890123456789012345',
    'prefix_123456789012345678901234567',
    'prefix_1234567890123456789012345 ',
    'prefix_0123456789ABCDEFGHJKMNPQRS',
    'prefix_123456789-123456789-123456',
    'prefix_ooooooiiiiiiuuuuuuulllllll',
    'prefix_i23456789ol23456789oi23456',
    'prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz',
    '_prefix_00000000000000000000000000',
    'prefix__00000000000000000000000000',
    'deal_0000000000000000000000000é',
    'deal',
  ])('%s is no id', (text) => {
    expect(decodeId(text)).toBeNull()
  })

  test('any uuid comes back, and typeid-js says the same', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.stringMatching(/^[a-z](?:[a-z_]{0,20}[a-z])?$/), (uuid, prefix) => {
        const id = encodeId(prefix, uuid)
        expect(id).toBe(TypeID.fromUUID(prefix, uuid).toString())
        expect(fromString(id).toString()).toBe(id)
        expect(decodeId(id)).toEqual({ prefix, uuid })
      }),
    )
  })

  test('only one spelling decodes to a uuid', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123789abhijklouzA_'), maxLength: 40 }), (text) => {
        const parts = decodeId(text)
        if (parts !== null) expect(encodeId(parts.prefix, parts.uuid)).toBe(text)
      }),
    )
  })

  test('upper case hex is the same uuid; what is no uuid and what is no prefix are refused', () => {
    expect(encodeId('deal', '01890A5D-AC96-774B-BCCE-B302099A8057')).toBe('deal_01h455vb4pex5vsknk084sn02q')
    expect(() => encodeId('deal', '01890a5dac96774bbcceb302099a8057')).toThrow(RangeError)
    expect(() => encodeId('deal', '01890a5d-ac96-774b-bcce-b302099a805g')).toThrow(RangeError)
    expect(() => encodeId('Deal', vectors[0]?.uuid as string)).toThrow(RangeError)
  })
})

describe('uuidv7', () => {
  test('carries its time, its version and its variant', () => {
    const time = 4_000_000_000_123
    const uuid = uuidv7(time)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)).toBe(time)
  })

  test('grows within one millisecond, past 4,096 of them, and when the clock goes back', () => {
    const start = 5_000_000_000_000
    const times = [...Array(10_000).fill(start), start - 5_000, start - 1, start + 20, start + 20]
    const ids = times.map((time) => uuidv7(time))
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('refuses what is no time', () => {
    for (const time of [-1, Number.NaN, 2 ** 48]) expect(() => uuidv7(time)).toThrow(RangeError)
  })
})
