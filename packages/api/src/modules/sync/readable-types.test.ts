import { events, eventTypes } from '@agencyops/schema'
import { describe, expect, it } from 'vitest'
import { readableTypes } from './readable-types.ts'

describe('readableTypes', () => {
  it('leaves out what the scopes do not read', () => {
    expect(readableTypes(new Set(['deals:read']), ['deal.won', 'payment.created'])).toEqual(['deal.won'])
  })

  it('answers nothing without scopes, and all with every scope', () => {
    expect(readableTypes(new Set(), undefined)).toEqual([])
    expect(readableTypes(new Set(eventTypes.map((type) => events[type].scope)), undefined)).toEqual(eventTypes)
  })
})
