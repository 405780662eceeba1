import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, plainDate } from '../../../primitives/day.ts'
import { endOfDay, planZoneChange } from './zone-change.ts'

const ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'UTC']
const at = (text: string) => Date.parse(text)

describe('a change of zone', () => {
  it('to a zone behind begins at the coming midnight, and the day goes on there', () => {
    const now = at('2027-01-31T12:00:00Z')
    const [start] = planZoneChange(now, 'Europe/Amsterdam', 'America/New_York')
    expect(new Date(start?.at ?? 0).toISOString()).toBe('2027-01-31T23:00:00.000Z')
    expect(dayIn('America/New_York', start?.at ?? 0)).toBe('2027-01-31')
  })
  it('leads over UTC between zones more than a day apart', () => {
    const now = at('2027-01-31T12:00:00Z')
    const starts = planZoneChange(now, 'Pacific/Kiritimati', 'Pacific/Pago_Pago')
    expect(starts.map((start) => start.zone)).toEqual(['UTC', 'Pacific/Pago_Pago'])
  })
  it('never sets today back', () => {
    const zone = fc.constantFrom(...ZONES)
    const instant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') })
    fc.assert(
      fc.property(instant, zone, zone, (now, from, to) => {
        const starts = planZoneChange(now, from, to)
        let current = from
        for (const start of starts) {
          expect(start.at).toBeGreaterThan(now + 60_000)
          expect(dayIn(start.zone, start.at) >= dayIn(current, start.at - 1)).toBe(true)
          current = start.zone
        }
        expect(current).toBe(to)
      }),
    )
  })
})

it('a day ends by the zone that is in force then', () => {
  const change = at('2027-02-01T05:00:00Z')
  const zoneAt = (instant: number) => (instant >= change ? 'America/New_York' : 'Europe/Amsterdam')
  const zones = ['America/New_York', 'Europe/Amsterdam']
  const end = (day: string) => new Date(endOfDay(plainDate(day), zones, zoneAt)).toISOString()
  expect(end('2027-01-30')).toBe('2027-01-30T22:59:59.999Z')
  expect(end('2027-02-02')).toBe('2027-02-03T04:59:59.999Z')
})
