import { Temporal } from 'temporal-polyfill'
import { civilFromDays, daysFromCivil, daysInMonth } from './civil.ts'

/** A calendar date `YYYY-MM-DD` of the years 0001 to 9999, without a time or a zone. */
export type PlainDate = string & { readonly __plainDate: true }

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const FIRST_DAY = daysFromCivil(1, 1, 1)
const LAST_DAY = daysFromCivil(9999, 12, 31)

/** Whether the text is a date that the calendar has: `2027-02-29` is none. */
export function isPlainDate(text: string): text is PlainDate {
  const match = DATE.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The text as a date; throws a RangeError when the calendar has no such date. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`'${text}' is no calendar date`)
  return text
}

/** −1, 0 or 1, as a is before, on or after b. */
export function compareDays(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The date a number of days later (or earlier, below zero). Throws a RangeError beyond the years 0001 to 9999. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOf(dayNumber(date) + days)
}

/**
 * The date a number of months later, or the last day of that month where it has no such day: from 2028-01-31 one month
 * is 2028-02-29. Count from the anchor, never from the date before, so that a 31st does not drift.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = partsOf(date)
  const index = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return dateOf(daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))))
}

/** The last day of the date's month. */
export function endOfMonth(date: PlainDate): PlainDate {
  const [year, month] = partsOf(date)
  return dateOf(daysFromCivil(year, month, daysInMonth(year, month)))
}

/** Days from the first date to the second: 1 to the next day, below zero backwards. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

const zones = new Map<string, boolean>()

/**
 * Whether the text names an IANA time zone, in its own spelling (`Europe/Amsterdam`, `UTC`, also a link such as
 * `Asia/Kolkata`); an offset such as `+02:00` is none.
 */
export function isTimeZone(zone: string): boolean {
  const known = zones.get(zone)
  if (known !== undefined) return known
  if (zone.length > 64 || !/^[A-Z]/.test(zone)) return false
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
    // A link resolves to another name; the same name in other letters is a misspelling.
    if (timeZone !== zone && timeZone.toLowerCase() === zone.toLowerCase()) return false
  } catch {
    return false
  }
  zones.set(zone, true)
  return true
}

type Span = { date: PlainDate; start: number; end: number }

// The last day asked for in each zone. Requests ask for today, so one comparison answers nearly all.
const spans = new Map<string, Span>()
const MAX_SPANS = 2000

/** The calendar date in a zone at an instant (milliseconds since 1970). Throws a RangeError for an unknown zone. */
export function dayIn(zone: string, instantMs: number): PlainDate {
  const span = spans.get(zone)
  if (span && instantMs >= span.start && instantMs < span.end) return span.date
  const at = zoned(zone, instantMs)
  const date = plainDate(at.toPlainDate().toString())
  const start = at.startOfDay()
  const end = start.add({ days: 1 }).startOfDay()
  // On a day when clocks change around midnight, a date may come twice: such a day is not one span.
  if (start.offsetNanoseconds === end.offsetNanoseconds) {
    if (spans.size >= MAX_SPANS) spans.clear()
    spans.set(zone, { date, start: start.epochMilliseconds, end: end.epochMilliseconds })
  }
  return date
}

/**
 * The first instant (milliseconds since 1970) of a date in a zone: midnight, or the first moment after it where the
 * clocks skip midnight. Throws a RangeError for an unknown zone.
 */
export function startOfDay(zone: string, date: PlainDate): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
}

function zoned(zone: string, instantMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
}

function partsOf(date: PlainDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

function dayNumber(date: PlainDate): number {
  return daysFromCivil(...partsOf(date))
}

function dateOf(days: number): PlainDate {
  if (!(days >= FIRST_DAY && days <= LAST_DAY)) throw new RangeError('the date lies outside the years 0001 to 9999')
  const { year, month, day } = civilFromDays(days)
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate
}
