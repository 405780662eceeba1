import { z } from 'zod'

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 && leap ? 29 : DAYS[month - 1]
  return last !== undefined && day >= 1 && day <= last && year >= 1900
}

/** No zone was ever further from UTC than 15 hours and some minutes; PostgreSQL knows none. */
const hasKnownOffset = (text: string) => !/[+-](1[6-9]|2\d):\d{2}$/.test(text)

export const plainDate = z.string().refine(isCalendarDate, 'Write a calendar date as YYYY-MM-DD.').meta({
  id: 'PlainDate',
  format: 'date',
  description: 'A calendar date in the time zone of the tenant. It has no time of day and is never an instant.',
  example: '2026-12-11',
})

export const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/,
    'Write an instant with its offset: "2026-12-04T09:12:00Z".',
  )
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && isCalendarDate(text.slice(0, 10)) && hasKnownOffset(text),
    'There is no such instant.',
  )
  .meta({
    id: 'Instant',
    format: 'date-time',
    description: 'An instant, RFC 3339. Answers are in UTC with milliseconds; any offset is accepted.',
    example: '2026-12-04T09:12:00.000Z',
  })
