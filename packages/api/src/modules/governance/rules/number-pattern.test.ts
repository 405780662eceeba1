import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDate } from '../../../primitives/day.ts'
import {
  changeSeries,
  earliestIssue,
  hasIssuedIn,
  nextNumber,
  patternFault,
  printNumber,
  type Series,
} from './number-pattern.ts'

const fresh: Series = { pattern: 'QH-{yyyy}-{seq:4}', nextNumber: 1, period: '', lastIssuedOn: null }

describe('patterns', () => {
  it.each(['QH-{yyyy}-{seq:4}', 'INV-{yy}{seq}', '{seq}'])('%s makes numbers', (pattern) => {
    expect(patternFault(pattern)).toBeNull()
  })
  it.each([
    ['QH-{yyyy}', 'needs {seq}'],
    ['{seq}{seq:2}', 'once'],
    ['{seq}-{month}', 'no variable {month}'],
    ['{seq:0}', 'needs {seq}'],
    ['{seq', 'needs {seq}'],
    ['{seq}}', 'brace'],
  ])('%s is refused', (pattern, words) => {
    expect(patternFault(pattern)).toContain(words)
  })
  it('prints year and running number', () => {
    const on = plainDate('2026-12-04')
    expect(printNumber('QH-{yyyy}-{seq:4}', 7, on)).toBe('QH-2026-0007')
    expect(printNumber('INV-{yy}{seq:4}', 1234, on)).toBe('INV-261234')
    expect(printNumber('{seq:2}', 12345, on)).toBe('12345')
  })
})

describe('series', () => {
  it('starts again at 1 with the year', () => {
    const first = nextNumber(fresh, plainDate('2026-12-31'))
    const second = nextNumber(first.after, plainDate('2026-12-31'))
    const third = nextNumber(second.after, plainDate('2027-01-01'))
    expect([first.number, second.number, third.number]).toEqual(['QH-2026-0001', 'QH-2026-0002', 'QH-2027-0001'])
    expect(third.after).toMatchObject({ nextNumber: 2, period: '2027', lastIssuedOn: '2027-01-01' })
  })
  it('begins at the number that it was given before its first document', () => {
    const given = changeSeries(fresh, { nextNumber: 50 }, plainDate('2026-12-04'))
    expect(nextNumber(given, plainDate('2026-12-04')).number).toBe('QH-2026-0050')
  })
  it('counts on for ever without a year', () => {
    const series = { ...fresh, pattern: 'INV-{seq}' }
    const first = nextNumber(series, plainDate('2026-12-31'))
    expect(nextNumber(first.after, plainDate('2027-01-01')).number).toBe('INV-2')
    expect(hasIssuedIn(first.after, plainDate('2031-01-01'))).toBe(true)
  })
  it('abuse-19: is fixed from its first document to the next year', () => {
    const { after } = nextNumber(fresh, plainDate('2026-12-04'))
    expect(hasIssuedIn(fresh, plainDate('2026-12-04'))).toBe(false)
    expect(hasIssuedIn(after, plainDate('2026-12-31'))).toBe(true)
    expect(hasIssuedIn(after, plainDate('2027-01-01'))).toBe(false)
  })
  it('changed in a new year, takes no date of the year before', () => {
    const { after } = nextNumber(fresh, plainDate('2026-12-04'))
    const changed = changeSeries(after, { pattern: 'Q{yy}-{seq}' }, plainDate('2027-01-02'))
    expect(earliestIssue(changed)).toBe('2027-01-01')
    expect(nextNumber(changed, plainDate('2027-01-02')).number).toBe('Q27-1')
  })
  it('has no gap and no number twice in a year', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }), (steps) => {
        let day = Date.parse('2026-01-01')
        let series = fresh
        const numbers: string[] = []
        for (const step of steps) {
          day += step * 86_400_000
          const taken = nextNumber(series, plainDate(new Date(day).toISOString().slice(0, 10)))
          numbers.push(taken.number)
          series = taken.after
        }
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const [index, number] of numbers.entries()) {
          const [year, running] = number.slice(3).split('-').map(Number)
          const sameYearBefore = numbers.slice(0, index).filter((one) => one.startsWith(`QH-${year}`)).length
          expect(running).toBe(sameYearBefore + 1)
        }
      }),
    )
  })
})
