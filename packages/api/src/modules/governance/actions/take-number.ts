import { updateRow } from '../../../db/insert.ts'
import type { Instant, PlainDate, RowId } from '../../../db/row.ts'
import { findTestClock, listTimeZones, tenantClock } from '../../../db/tenant-clock.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, notFound, ProblemError } from '../../../http/problem.ts'
import type { PlainDate as CalendarDate } from '../../../primitives/day.ts'
import { keepPrintedNumber, lockSeriesOfKind } from '../queries/legal-entities.ts'
import { earliestIssue, nextNumber, type Series } from '../rules/number-pattern.ts'
import type { NumberSeriesRow } from '../tables.ts'

export interface TakenNumber {
  number: string
  seriesNumber: number
  issuedOn: PlainDate
  /** The tenant's now once the series is held: it rises with the numbers. */
  issuedAt: Instant
}

/**
 * Gives a document its number and its date, under the lock of the series: call it late, as all issuing of the legal
 * entity waits for the COMMIT. The date is the tenant's today as it is once the series is held, unless told. Throws
 * 422 `invalid_date` for one before the last of the series or after today, 409 for a number that another series
 * printed; either way no number is used up. A dry run's answer must not show the number.
 */
export async function takeNumber(
  work: UnitOfWork,
  want: { legalEntityId: RowId<'legal_entity'>; kind: 'invoice' | 'credit_note'; issuedOn?: PlainDate | undefined },
): Promise<TakenNumber> {
  const row = await work.first(lockSeriesOfKind({ legal_entity_id: want.legalEntityId, document_kind: want.kind }))
  if (!row) throw notFound('number series')
  // The lock may have waited over midnight.
  const [states, zones] = await work.group(findTestClock({}), listTimeZones({}))
  const clock = tenantClock(Date.parse(work.machineNow), states[0], zones)
  const series = seriesOf(row)
  const issuedOn = (want.issuedOn ?? clock.today) as CalendarDate
  checkDate(issuedOn, earliestIssue(series), clock.today)
  const { number, after } = nextNumber(series, issuedOn)
  const kept = await work.first(
    keepPrintedNumber({ id: work.newId('printed_number'), legal_entity_id: row.legal_entity_id, number }),
  )
  if (!kept) {
    throw conflict('#', `The number ${number} is printed on another document. Change the pattern or the next number.`)
  }
  work.later(
    updateRow('number_series', row.id, {
      next_number: after.nextNumber,
      period: after.period,
      last_issued_on: issuedOn,
      version: row.version + 1,
      updated_at: clock.now,
    }),
    1,
  )
  return { number, seriesNumber: after.nextNumber - 1, issuedOn, issuedAt: clock.now }
}

/** A series as its rules see it. */
export function seriesOf(row: NumberSeriesRow): Series {
  return {
    pattern: row.pattern,
    nextNumber: row.next_number,
    period: row.period,
    lastIssuedOn: row.last_issued_on as CalendarDate | null,
  }
}

function checkDate(issuedOn: PlainDate, earliest: PlainDate | null, today: PlainDate): void {
  const early = earliest !== null && issuedOn < earliest
  if (!early && issuedOn <= today) return
  const range = earliest === null ? `up to today, ${today}` : `from ${earliest} to today, ${today}`
  const detail = `${issuedOn} is ${early ? 'before the last document of the series' : 'after today'}. It may be ${range}.`
  throw new ProblemError('invalid_date', {
    detail,
    errors: [{ code: 'invalid_date', pointer: '#/issued_on', detail }],
    more: { earliest_date: earliest, latest_date: today },
  })
}
