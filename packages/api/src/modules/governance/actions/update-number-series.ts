import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, notFound } from '../../../http/problem.ts'
import type { PlainDate } from '../../../primitives/day.ts'
import { lockNumberSeries } from '../queries/legal-entities.ts'
import { changeSeries, hasIssuedIn } from '../rules/number-pattern.ts'
import type { NumberSeriesRow } from '../tables.ts'
import { numberSeriesView } from '../views.ts'
import { checkPattern } from './create-legal-entity.ts'
import { seriesOf } from './take-number.ts'

/** Changes the pattern or the next number. Throws 422 once the series has issued in its period. */
export async function updateNumberSeries(
  work: UnitOfWork,
  id: RowId<'number_series'>,
  input: { pattern?: string | undefined; next_number?: number | undefined },
): Promise<NumberSeriesRow> {
  checkPattern('#/pattern', input.pattern)
  const before = await work.first(lockNumberSeries({ id }))
  if (!before) throw notFound('number series')
  work.match(before.version)
  const changesPattern = input.pattern !== undefined && input.pattern !== before.pattern
  const changesNext = input.next_number !== undefined && input.next_number !== before.next_number
  if (!changesPattern && !changesNext) return before
  const series = seriesOf(before)
  if (hasIssuedIn(series, work.today as PlainDate)) {
    const pointer = changesPattern ? '#/pattern' : '#/next_number'
    const until =
      series.period === '' ? 'It counts on for ever' : `It can change from ${Number(series.period) + 1}-01-01 on`
    throw invalidField(pointer, 'fixed', `The series has issued ${before.last_issued_on}. ${until}.`)
  }
  const changed = changeSeries(
    series,
    { pattern: input.pattern, nextNumber: input.next_number },
    work.today as PlainDate,
  )
  const { after, columns } = changeRow(
    before,
    { pattern: changed.pattern, next_number: changed.nextNumber, period: changed.period },
    work.now,
  )
  if (!columns) return before
  work.later(updateRow('number_series', id, columns), 1)
  await work.record({
    type: 'number_series.updated',
    subject: { type: 'number_series', id, version: after.version },
    before: numberSeriesView(before),
    after: numberSeriesView(after),
  })
  return after
}
