/** How the numbers of documents look, and which dates and years they may carry. */
import type { PlainDate } from '../../../primitives/day.ts'

const VARIABLE = /\{([^{}]*)\}/g
const SEQUENCE = /^seq(:([1-9]))?$/
const YEARS: ReadonlySet<string> = new Set(['yyyy', 'yy'])

/** What is wrong with a pattern as a sentence with the mend; null where nothing is. */
export function patternFault(pattern: string): string | null {
  const names = [...pattern.matchAll(VARIABLE)].map((match) => match[1] as string)
  const sequences = names.filter((name) => SEQUENCE.test(name))
  if (sequences.length === 0) return 'A pattern needs {seq}, or {seq:4} for four digits.'
  if (sequences.length > 1) return 'A pattern takes {seq} once.'
  const unknown = names.find((name) => !SEQUENCE.test(name) && !YEARS.has(name))
  if (unknown !== undefined) return `There is no variable {${unknown}}. There are {seq}, {seq:4}, {yyyy} and {yy}.`
  return /[{}]/.test(pattern.replaceAll(VARIABLE, '')) ? 'A brace of the pattern has no other half.' : null
}

/** The year that a number of this date counts in: `2027`; empty where the pattern has no year and counts on. */
export function periodOf(pattern: string, issuedOn: PlainDate): string {
  return /\{yyyy\}|\{yy\}/.test(pattern) ? issuedOn.slice(0, 4) : ''
}

/** `('QH-{yyyy}-{seq:4}', 7, '2026-12-04')` → `QH-2026-0007`; a longer running number is printed whole. */
export function printNumber(pattern: string, sequence: number, issuedOn: PlainDate): string {
  return pattern.replaceAll(VARIABLE, (_, name: string) => {
    if (name === 'yyyy') return issuedOn.slice(0, 4)
    if (name === 'yy') return issuedOn.slice(2, 4)
    return String(sequence).padStart(Number(SEQUENCE.exec(name)?.[2] ?? 1), '0')
  })
}

export interface Series {
  pattern: string
  nextNumber: number
  /** The year that `nextNumber` counts in; empty for none. */
  period: string
  lastIssuedOn: PlainDate | null
}

/** The first date that the next document may carry: not before the last one's, nor before the year that is counted. */
export function earliestIssue({ period, lastIssuedOn }: Series): PlainDate | null {
  const yearBegins = period === '' ? null : (`${period}-01-01` as PlainDate)
  if (lastIssuedOn === null || yearBegins === null) return lastIssuedOn ?? yearBegins
  return lastIssuedOn > yearBegins ? lastIssuedOn : yearBegins
}

/** The number of the next document, and the series after it. The date is one that `earliestIssue` and today allow. */
export function nextNumber(series: Series, issuedOn: PlainDate): { number: string; after: Series } {
  const period = periodOf(series.pattern, issuedOn)
  const goesOn = period === series.period || (series.period === '' && series.lastIssuedOn === null)
  const sequence = goesOn ? series.nextNumber : 1
  return {
    number: printNumber(series.pattern, sequence, issuedOn),
    after: { ...series, nextNumber: sequence + 1, period, lastIssuedOn: issuedOn },
  }
}

/** Whether the series has issued in the period of today, which fixes its pattern and its next number. */
export function hasIssuedIn(series: Series, today: PlainDate): boolean {
  return (
    series.lastIssuedOn !== null && periodOf(series.pattern, series.lastIssuedOn) === periodOf(series.pattern, today)
  )
}

/** The series with another pattern or next number, from today on. A year that has turned starts again at 1. */
export function changeSeries(
  series: Series,
  change: { pattern?: string | undefined; nextNumber?: number | undefined },
  today: PlainDate,
): Series {
  const pattern = change.pattern ?? series.pattern
  const turned = series.lastIssuedOn !== null
  return {
    ...series,
    pattern,
    nextNumber: change.nextNumber ?? (turned ? 1 : series.nextNumber),
    // A series that has issued nothing takes any date up to today; one that has turned starts in this year.
    period: turned ? periodOf(pattern, today) : series.period,
  }
}
