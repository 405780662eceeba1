import { expect, test } from 'vitest'
import { printTrace, type TraceTree } from '../src/index.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const node = (id: string, type: string, label: string, status: string | null = null) => ({ id, type, label, status })
const edge = (kind: string, from: string, to: string, net: number, tax?: number) => ({
  kind,
  from,
  to,
  net: eur(net),
  tax: tax === undefined ? null : eur(tax),
})

const dollar: TraceTree = {
  id: 'deal_01',
  truncated: false,
  totals: { sold: eur(1662138) },
  nodes: [
    node('deal_01', 'deal', 'Timetable relaunch'),
    node('company_01', 'company', 'Oakmere Ferries'),
    node('scope_item_01', 'scope_item', 'Design'),
    node('scope_item_02', 'scope_item', 'Print'),
    node('scope_item_03', 'scope_item', 'Build'),
    node('milestone_01', 'milestone', 'Design accepted', 'approved'),
    node('invoice_line_01', 'invoice_line', 'QH-2026-0001 line 1'),
    node('invoice_line_02', 'invoice_line', 'QH-2026-0001 line 2'),
    node('payment_allocation_01', 'payment_allocation', 'Payment of 2026-12-05'),
    node('payment_allocation_02', 'payment_allocation', 'Payment of 2026-12-06'),
  ],
  edges: [
    edge('sold', 'deal_01', 'scope_item_01', 480000),
    edge('sold', 'deal_01', 'scope_item_02', 43438),
    edge('sold', 'deal_01', 'scope_item_03', 1138700),
    edge('delivered', 'scope_item_01', 'milestone_01', 480000),
    edge('delivered', 'scope_item_02', 'milestone_01', 43438),
    edge('billed', 'milestone_01', 'invoice_line_01', 480000, 100800),
    edge('billed', 'milestone_01', 'invoice_line_02', 43438, 3909),
    edge('collected', 'invoice_line_01', 'payment_allocation_01', 382076, 80236),
    edge('collected', 'invoice_line_02', 'payment_allocation_01', 34576, 3112),
    edge('collected', 'invoice_line_01', 'payment_allocation_02', 97924, 20564),
    edge('collected', 'invoice_line_02', 'payment_allocation_02', 8862, 797),
  ],
}

test('the dollar is printed as a tree that ends in sums of what it shows', () => {
  expect(printTrace(dollar)).toBe(`\
Timetable relaunch, Oakmere Ferries  EUR
 Design                sold       4,800.00
  Design accepted      approved   4,800.00
  QH-2026-0001 line 1  billed     4,800.00
  2 payments           collected  4,800.00
 Print                 sold         434.38
  Design accepted      approved     434.38
  QH-2026-0001 line 2  billed       434.38
  2 payments           collected    434.38
 Build                 sold      11,387.00
sold 16,621.38 = billed 5,234.38 + to deliver 11,387.00
billed 5,234.38 + tax 1,047.09 = 6,281.47 = paid 5,000.00 + 1,281.47`)
})

test('before the payment there is a balance, before the bill something to bill, after a credit a credited sum', () => {
  const upTo = (...kinds: string[]) =>
    printTrace({ ...dollar, edges: dollar.edges.filter((e) => kinds.includes(e.kind)) })
  expect(upTo('sold')).toMatch(/\nsold 16,621\.38 = to deliver 16,621\.38$/)
  expect(upTo('sold', 'delivered')).toMatch(/\nsold 16,621\.38 = to bill 5,234\.38 \+ to deliver 11,387\.00$/)
  expect(upTo('sold', 'delivered', 'billed')).toMatch(/= 6,281\.47 = balance 6,281\.47$/)
  const credit = edge('credited', 'invoice_line_02', 'credit_note_line_01', 43438, 3909)
  const nodes = [...dollar.nodes, node('credit_note_line_01', 'credit_note_line', 'QC-2026-0001 line 1')]
  const edges = [...dollar.edges.filter((e) => e.kind !== 'collected'), credit]
  const text = printTrace({ ...dollar, nodes, edges })
  expect(text).toContain('\n  QC-2026-0001 line 1  credited   -434.38\n')
  expect(text).toMatch(/= 6,281\.47 = credited 473\.47 \+ balance 5,808\.00$/)
})

test('a line says which item it bills where two have the same net', () => {
  const same = ['scope_item_01', 'scope_item_02']
  const edges = [
    ...same.flatMap((item) => [edge('sold', 'deal_01', item, 100), edge('delivered', item, 'milestone_01', 100)]),
    { ...edge('billed', 'milestone_01', 'invoice_line_01', 100, 0), scope_item_id: 'scope_item_02' },
    { ...edge('billed', 'milestone_01', 'invoice_line_02', 100, 0), scope_item_id: 'scope_item_01' },
  ]
  const rows = printTrace({ ...dollar, edges })
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/)[0])
  expect(rows.slice(1, 7)).toEqual([
    'Design',
    'Design accepted',
    'QH-2026-0001 line 2',
    'Print',
    'Design accepted',
    'QH-2026-0001 line 1',
  ])
})

test('currencies without and with three digits, returns, and a cut trace', () => {
  const yen = {
    ...dollar,
    truncated: true,
    edges: [{ ...edge('sold', 'deal_01', 'scope_item_01', 0), net: { amount: -1234567, currency: 'JPY' } }],
  }
  expect(printTrace(yen)).toContain('sold -1,234,567\n')
  expect(printTrace(yen)).toMatch(/\nThe trace is cut/)
  const dinar = {
    ...dollar,
    edges: [{ ...edge('sold', 'deal_01', 'scope_item_01', 0), net: { amount: 5, currency: 'KWD' } }],
  }
  expect(printTrace(dinar)).toContain('sold 0.005 = to deliver 0.005')
})
