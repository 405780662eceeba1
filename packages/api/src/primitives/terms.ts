import { addDays, addMonths, endOfMonth, type PlainDate } from './day.ts'

/**
 * When an invoice falls due. `end_of_month_plus` goes to the end of the month first and then counts days;
 * `days_end_of_month` counts days first and then goes to the end of that month. They are two terms.
 */
export type PaymentTerms =
  | { kind: 'net'; days: number }
  | { kind: 'end_of_month_plus'; days: number }
  | { kind: 'days_end_of_month'; days: number }
  | { kind: 'months_end_of_month'; months: number }

/**
 * The due date. Issued on 2027-02-10: net 45 is 03-27, end of month + 45 is 04-14, 45 days end of month is 03-31, one
 * month end of month is 03-31. Throws a RangeError for a count that is no whole number from 0.
 */
export function dueOn(issuedOn: PlainDate, terms: PaymentTerms): PlainDate {
  const count = terms.kind === 'months_end_of_month' ? terms.months : terms.days
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no count for payment terms`)
  switch (terms.kind) {
    case 'net':
      return addDays(issuedOn, count)
    case 'end_of_month_plus':
      return addDays(endOfMonth(issuedOn), count)
    case 'days_end_of_month':
      return endOfMonth(addDays(issuedOn, count))
    case 'months_end_of_month':
      return endOfMonth(addMonths(issuedOn, count))
  }
}
