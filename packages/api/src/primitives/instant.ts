import { civilFromDays, daysFromCivil, daysInMonth } from './civil.ts'

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/
const DAY = 86_400_000
const FIRST = daysFromCivil(1, 1, 1) * DAY
const END = (daysFromCivil(9999, 12, 31) + 1) * DAY

/** An instant (milliseconds since 1970) as RFC 3339 in UTC: `2026-11-24T09:00:00.000Z`. Throws beyond the years 0001 to 9999. */
export function formatInstant(instantMs: number): string {
  if (!(Number.isInteger(instantMs) && instantMs >= FIRST && instantMs < END)) {
    throw new RangeError(`${instantMs} is no instant of the years 0001 to 9999`)
  }
  const days = Math.floor(instantMs / DAY)
  const { year, month, day } = civilFromDays(days)
  const rest = instantMs - days * DAY
  const [hour, minute] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60]
  const [second, millisecond] = [Math.floor(rest / 1000) % 60, rest % 1000]
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(millisecond, 3)}Z`
}

/**
 * Milliseconds since 1970 of an RFC 3339 date-time in any offset; digits below a millisecond are cut. Null without an
 * offset, for a date or time that does not exist (also second 60), and for anything else.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text)
  if (!match) return null
  const part = (index: number) => Number(match[index])
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  let offset = 0
  if (match[8] !== undefined) {
    if (part(9) > 23 || part(10) > 59) return null
    offset = (part(9) * 60 + part(10)) * (match[8] === '-' ? -1 : 1)
  }
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const minutes = (daysFromCivil(year, month, day) * 24 + hour) * 60 + minute - offset
  const instant = minutes * 60_000 + second * 1000 + milliseconds
  return instant >= FIRST && instant < END ? instant : null
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}
