import { describe, expect, it } from 'vitest'
import { changedFields, splitPersonal } from './record.ts'

describe('changedFields', () => {
  it('names what differs, bookkeeping aside', () => {
    const before = { name: 'A', notes: null, address: { city: 'Delft' }, version: 1, updated_at: 'x' }
    const after = { name: 'B', notes: null, address: { city: 'Delft' }, version: 2, updated_at: 'y' }
    expect(changedFields(before, after)).toEqual(['name'])
  })

  it('sees into nested values, and takes absent for null', () => {
    expect(changedFields({ a: { b: 1 } }, { a: { b: 2 } })).toEqual(['a'])
    expect(changedFields({}, { a: null })).toEqual([])
    expect(changedFields(undefined, { a: 1 })).toEqual([])
  })
})

describe('splitPersonal', () => {
  it('parts personal values from the rest and drops bookkeeping', () => {
    expect(splitPersonal({ id: 1, name: 'Ilse', version: 3 }, ['name'])).toEqual({
      plain: { id: 1 },
      personal: { name: 'Ilse' },
    })
    expect(splitPersonal({ id: 1 })).toEqual({ plain: { id: 1 }, personal: null })
    expect(splitPersonal(undefined)).toEqual({ plain: null, personal: null })
  })
})
