import type { PortalInvoice } from '@agencyops/sdk'
import { describe, expect, test } from 'vitest'
import { invoiceLine, sampleInvoice } from '../../../tests/invoice-samples.ts'
import { balanceRows } from './balance-rows.ts'
import { headline } from './headline.ts'
import { lineGroups, shownAtFirst } from './line-groups.ts'
import { addressLines, groupedIban } from './party-lines.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('the headline', () => {
  test.each<[string, Partial<PortalInvoice>, string, number]>([
    ['nothing paid, due later', {}, 'open', 628147],
    ['due today', { due_in_days: 0 }, 'open', 628147],
    ['a part paid', { status: 'partially_paid', paid: eur(500000), balance: eur(128147) }, 'partlyPaid', 128147],
    ['past its date', { due_in_days: -8 }, 'overdue', 628147],
    [
      'a part paid and past its date',
      { status: 'partially_paid', paid: eur(500000), balance: eur(128147), due_in_days: -1 },
      'overdue',
      128147,
    ],
    ['paid', { status: 'paid', paid: eur(628147), balance: eur(0), due_in_days: null }, 'paid', 628147],
    [
      'paid after a credit',
      { status: 'paid', paid: eur(624359), credited: eur(3788), balance: eur(0), due_in_days: null },
      'paid',
      624359,
    ],
    ['taken back whole', { status: 'paid', credited: eur(628147), balance: eur(0), due_in_days: null }, 'credited', 0],
    ['of nothing', { status: 'paid', total: eur(0), balance: eur(0), due_in_days: null }, 'paid', 0],
  ])('of one with %s', (_, more, state, amount) => {
    expect(headline(sampleInvoice(more))).toMatchObject({ state, amount: eur(amount) })
  })

  test('tells what is settled, and when the last money came', () => {
    const half = { status: 'partially_paid', paid: eur(314073), credited: eur(1), balance: eur(314073) } as const
    expect(headline(sampleInvoice(half)).settled).toEqual(eur(314074))
    const allocations = ['2026-12-18', '2027-01-04', '2026-12-30'].map((on, at) => ({
      id: `payment_allocation_${at}` as const,
      allocated_on: on,
      amount: eur(1),
    }))
    const paid = sampleInvoice({ status: 'paid', paid: eur(628147), balance: eur(0), allocations })
    expect(headline(paid).settledOn).toBe('2027-01-04')
  })
})

describe('the lines', () => {
  const [a, b] = ['milestone_a', 'milestone_b'] as const
  const at = (position: number, milestone_id: typeof a | typeof b | null) => invoiceLine(position, { milestone_id })

  test('stay in their order, cut where the checkpoint changes', () => {
    const milestones = [
      { id: a, name: 'A', approved_at: null },
      { id: b, name: 'B', approved_at: null },
    ]
    const groups = lineGroups(
      sampleInvoice({ milestones, lines: [at(1, a), at(2, a), at(3, null), at(4, b), at(5, a)] }),
    )
    expect(groups.map(({ milestone, lines }) => [milestone?.name, lines.map(({ position }) => position)])).toEqual([
      ['A', [1, 2]],
      [undefined, [3]],
      ['B', [4]],
      ['A', [5]],
    ])
  })

  test('have no checkpoint where the reader may not see it', () => {
    const [group] = lineGroups(sampleInvoice({ milestones: [], approvals: [], lines: [at(1, a)] }))
    expect([group?.milestone, group?.approval, group?.lines.length]).toEqual([null, null, 1])
  })

  test.each([
    [0, 0],
    [100, 100],
    [101, 50],
    [340, 50],
  ])('of %i, %i are shown at first', (count, shown) => expect(shownAtFirst(count)).toBe(shown))
})

describe('between total and balance', () => {
  test('each payment and each credit stands with its date, and they lead from one to the other', () => {
    const invoice = sampleInvoice({
      paid: eur(500000),
      credited: eur(3788),
      balance: eur(124359),
      allocations: [
        { id: 'payment_allocation_1', allocated_on: '2026-12-18', amount: eur(400000) },
        { id: 'payment_allocation_2', allocated_on: '2027-01-18', amount: eur(100000) },
      ],
      credits: [{ id: 'credit_note_1', number: 'CN-1', issued_on: '2026-12-21', total: eur(3788), reason: 'Misprint' }],
    })
    const rows = balanceRows(invoice)
    expect(rows.map(({ kind, on }) => [kind, on])).toEqual([
      ['payment', '2026-12-18'],
      ['credit', '2026-12-21'],
      ['payment', '2027-01-18'],
    ])
    const sum = rows.reduce((all, { amount }) => all + amount.amount, invoice.total.amount)
    expect(sum).toBe(invoice.balance.amount)
  })

  test('sums stand where the reader may not see payments and credits one by one', () => {
    const hidden = { allocations: null, credits: null, paid: eur(500000), credited: eur(0) }
    expect(balanceRows(sampleInvoice(hidden))).toEqual([{ kind: 'payment', on: null, amount: eur(-500000) }])
  })
})

describe('an address', () => {
  const name = (code: string) => ({ NL: 'Netherlands', US: 'United States' })[code] ?? code
  test.each([
    [
      { line1: 'Quay 12', city: 'Rotterdam', postal_code: '3011 AA', country: 'NL' },
      ['Quay 12', '3011 AA Rotterdam', 'Netherlands'],
    ],
    [
      { line1: '1 Main St', line2: 'Suite 4', city: 'Portland', region: 'OR', postal_code: '97201', country: 'US' },
      ['1 Main St', 'Suite 4', 'Portland, OR 97201', 'United States'],
    ],
    [{ city: 'Utrecht' }, ['Utrecht']],
    [{}, []],
    [null, []],
  ])('%j is written %j', (address, lines) => expect(addressLines(address, name)).toEqual(lines))

  test('an IBAN is read in fours', () => {
    expect(groupedIban('NL91ABNA0417164300')).toBe('NL91 ABNA 0417 1643 00')
  })
})
