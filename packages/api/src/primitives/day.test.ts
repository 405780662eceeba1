import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compareDays,
  dayIn,
  daysBetween,
  endOfMonth,
  isPlainDate,
  isTimeZone,
  type PlainDate,
  plainDate,
  startOfDay,
} from './day.ts'

const ms = (text: string) => Date.parse(text)
const dates = fc
  .integer({ min: -719_162, max: 2_932_896 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString() as PlainDate)
const zones = [
  'UTC',
  'America/Los_Angeles',
  'Europe/Amsterdam',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Kolkata',
]

describe('calendar dates', () => {
  test.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '0000-01-01',
    '2027-1-1',
    '2027-01-01T00:00Z',
    '20270101',
    ' 2027-01-01',
    '1900-02-29',
    '',
  ])('%j is none', (text) => {
    expect(isPlainDate(text)).toBe(false)
    expect(() => plainDate(text)).toThrow(RangeError)
  })

  test.each(['2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isPlainDate(text)).toBe(true)
  })

  test('dates-01: a month from the anchor 31 does not drift', () => {
    const anchor = plainDate('2028-01-31')
    expect([0, 1, 2, 3, 4, 5].map((months) => addMonths(anchor, months))).toEqual([
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
      '2028-05-31',
      '2028-06-30',
    ])
  })

  test('dates-02: years from 29 February return to it', () => {
    const anchor = plainDate('2028-02-29')
    expect([12, 24, 48].map((months) => addMonths(anchor, months))).toEqual(['2029-02-28', '2030-02-28', '2032-02-29'])
  })

  test('the leap day that ends four centuries', () => {
    expect(addDays(plainDate('2000-02-28'), 1)).toBe('2000-02-29')
    expect(addDays(plainDate('1900-02-28'), 1)).toBe('1900-03-01')
  })

  test('agree with Temporal over the whole range', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), dates, (date, count, other) => {
        const reference = Temporal.PlainDate.from(date)
        const inRange = (wanted: Temporal.PlainDate) => wanted.year >= 1 && wanted.year <= 9999
        const check = (wanted: Temporal.PlainDate, made: () => string) =>
          inRange(wanted) ? expect(made()).toBe(wanted.toString()) : expect(made).toThrow(RangeError)
        expect(isPlainDate(date)).toBe(true)
        check(reference.add({ days: count }), () => addDays(date, count))
        check(reference.add({ months: count }), () => addMonths(date, count))
        expect(endOfMonth(date)).toBe(reference.with({ day: reference.daysInMonth }).toString())
        expect(daysBetween(date, other)).toBe(reference.until(other).days)
        expect(compareDays(date, other)).toBe(Temporal.PlainDate.compare(date, other))
      }),
    )
  })
})

describe('zones', () => {
  test('dates-04: the date of a document is the tenant’s date, west of Greenwich', () => {
    expect(dayIn('America/Los_Angeles', ms('2027-03-01T07:30:00Z'))).toBe('2027-02-28')
    expect(dayIn('UTC', ms('2027-03-01T07:30:00Z'))).toBe('2027-03-01')
  })

  test.each([
    ['2027-05-11T02:30:00Z', 0],
    ['2027-05-11T04:59:59Z', 0],
    ['2027-05-11T04:59:59.999Z', 0],
    ['2027-05-11T05:00:00Z', 1],
  ])('dates-09: overdue begins at midnight of the tenant: %s is %i days past due', (instant, days) => {
    expect(daysBetween(plainDate('2027-05-10'), dayIn('America/Chicago', ms(instant)))).toBe(days)
  })

  test('dates-06: a call at 04:30 UTC is the evening before in New York', () => {
    expect(dayIn('America/New_York', ms('2027-11-09T04:30:00Z'))).toBe('2027-11-08')
  })

  test('a day begins at midnight, or at the first moment after it where midnight is skipped', () => {
    expect(startOfDay('America/Chicago', plainDate('2027-05-11'))).toBe(ms('2027-05-11T05:00:00Z'))
    expect(startOfDay('America/Sao_Paulo', plainDate('2018-11-04'))).toBe(ms('2018-11-04T03:00:00Z'))
    // Apia left out 2011-12-30.
    expect(dayIn('Pacific/Apia', ms('2011-12-30T09:59:59Z'))).toBe('2011-12-29')
    expect(dayIn('Pacific/Apia', ms('2011-12-30T10:00:00Z'))).toBe('2011-12-31')
  })

  test('a date that comes twice in a night is told right in any order of asking', () => {
    // Clocks in St John’s went from 00:01 back to 23:01 on 2010-11-07.
    const asked: [string, string][] = [
      ['2010-11-07T02:30:00Z', '2010-11-07'],
      ['2010-11-07T02:31:30Z', '2010-11-06'],
      ['2010-11-07T03:29:59Z', '2010-11-06'],
      ['2010-11-07T03:30:00Z', '2010-11-07'],
      ['2010-11-07T02:31:30Z', '2010-11-06'],
      ['2010-11-07T02:30:30Z', '2010-11-07'],
    ]
    for (const [instant, date] of asked) expect(dayIn('America/St_Johns', ms(instant)), instant).toBe(date)
  })

  test('the remembered day never answers wrongly', () => {
    const instants = fc.integer({ min: ms('2005-01-01T00:00:00Z'), max: ms('2030-01-01T00:00:00Z') })
    const steps = fc.array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, steps, (zone, start, moves) => {
        let now = start
        for (const move of [0, ...moves]) {
          now += move
          const wanted = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
          expect(dayIn(zone, now)).toBe(wanted)
          expect(dayIn(zone, startOfDay(zone, wanted as PlainDate))).toBe(wanted)
        }
      }),
    )
  })

  test.each(['Europe/Amsterdam', 'UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires'])(
    '%s is a zone',
    (zone) => {
      expect(isTimeZone(zone)).toBe(true)
      expect(isTimeZone(zone)).toBe(true)
    },
  )

  test.each([
    '+02:00',
    'Europe/Atlantis',
    '',
    'europe/amsterdam',
    'utc',
    'Europe/AMSTERDAM',
    'Utc',
    'Mars',
    'x'.repeat(100),
  ])('%j is no zone', (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  })

  test('an unknown zone has no day', () => {
    expect(() => dayIn('Europe/Atlantis', 0)).toThrow(RangeError)
  })
})
