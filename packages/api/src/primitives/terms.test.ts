import { describe, expect, test } from 'vitest'
import { plainDate } from './day.ts'
import { dueOn, type PaymentTerms } from './terms.ts'

describe('dates-08: "end of month plus n days" and "n days, end of month" are two terms', () => {
  const cases: [PaymentTerms, string][] = [
    [{ kind: 'net', days: 45 }, '2027-03-27'],
    [{ kind: 'net', days: 0 }, '2027-02-10'],
    [{ kind: 'end_of_month_plus', days: 45 }, '2027-04-14'],
    [{ kind: 'days_end_of_month', days: 45 }, '2027-03-31'],
    [{ kind: 'months_end_of_month', months: 1 }, '2027-03-31'],
    [{ kind: 'months_end_of_month', months: 0 }, '2027-02-28'],
  ]
  test.each(cases)('%o from 2027-02-10 is %s', (terms, due) => {
    expect(dueOn(plainDate('2027-02-10'), terms)).toBe(due)
  })
})

test('one month end of month from the 31st stays in the next month', () => {
  expect(dueOn(plainDate('2027-01-31'), { kind: 'months_end_of_month', months: 1 })).toBe('2027-02-28')
})

test('a sandbox invoice of 2027-01-31 with 14 days is due on 2027-02-14', () => {
  expect(dueOn(plainDate('2027-01-31'), { kind: 'net', days: 14 })).toBe('2027-02-14')
})

test('a count is a whole number from 0', () => {
  for (const days of [-1, 1.5, Number.NaN]) {
    expect(() => dueOn(plainDate('2027-01-31'), { kind: 'net', days })).toThrow(RangeError)
  }
})
