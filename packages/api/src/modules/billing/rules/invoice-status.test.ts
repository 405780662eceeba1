import { describe, expect, it } from 'vitest'
import { companyBalanceRows } from './company-balance.ts'
import { balanceEvent, invoiceMoves, issuedStatus } from './invoice-status.ts'

describe('an issued invoice', () => {
  it.each([
    [{ paid: 0, balance: 0 }, 'paid'],
    [{ paid: 0, balance: 5 }, 'issued'],
    [{ paid: 1, balance: 4 }, 'partially_paid'],
    [{ paid: 5, balance: 0 }, 'paid'],
  ])('%j is %s', (sums, status) => expect(issuedStatus(sums)).toBe(status))

  it.each([
    ['issued', 'partially_paid', 'invoice.partially_paid'],
    ['issued', 'paid', 'invoice.paid'],
    ['paid', 'issued', 'invoice.reopened'],
    ['paid', 'partially_paid', 'invoice.reopened'],
    ['partially_paid', 'issued', 'invoice.balance_changed'],
    ['partially_paid', 'partially_paid', 'invoice.balance_changed'],
    ['issued', 'issued', 'invoice.balance_changed'],
    ['paid', 'paid', 'invoice.balance_changed'],
  ] as const)('%s → %s tells %s', (before, after, event) => expect(balanceEvent(before, after)).toBe(event))

  it('lists what it can still do', () => {
    expect(invoiceMoves('draft')).toEqual(['update', 'issue', 'delete'])
    expect(invoiceMoves('paid')).toEqual(['credit'])
    expect(invoiceMoves('paid', { creditable: false })).toEqual([])
  })
})

describe('what a company owes', () => {
  it('billing-11: client credit stands beside an overdue invoice and never hides it', () => {
    const of = { legal_entity_id: 'e', currency: 'EUR' }
    expect(companyBalanceRows([{ ...of, open: 50000, overdue: 50000 }], [{ ...of, unallocated: 50000 }])).toEqual([
      { ...of, open: 50000, overdue: 50000, unallocated: 50000 },
    ])
  })
})
