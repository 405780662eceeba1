import type { PortalInvoice } from '@agencyops/sdk'
import type {} from '@vitest/browser-playwright'
import { html } from 'lit'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../../tests/axe.ts'
import {
  CREDIT_NOTE_ID,
  HOSTILE,
  hostileInvoice,
  INVOICE_ID,
  longInvoice,
  partlyPaid,
  sampleCreditNote,
  sampleInvoice,
} from '../../../tests/invoice-samples.ts'
import { fakeApi, mount, problem, sessionFor } from '../../../tests/mount.ts'
import '../../define/invoice.ts'
import type { AgencyOpsInvoice } from './agencyops-invoice.ts'

const GET = 'GET /v1/portal/invoices/{id}'
const GET_NOTE = 'GET /v1/portal/credit_notes/{id}'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const rootOf = (element: Element) => element.shadowRoot as ShadowRoot
/** What can be seen of it. */
const textOf = (element: Element, selector = '.page') =>
  // biome-ignore lint/performance/useDomNodeTextContent: rows that only paper shows are not seen.
  (rootOf(element).querySelector<HTMLElement>(selector)?.innerText ?? '').replaceAll(/[\u2066-\u2069]/g, '')
const all = <T extends HTMLElement>(element: Element, selector: string) => [
  ...rootOf(element).querySelectorAll<T>(selector),
]
const focused = (element: Element) => rootOf(element).activeElement as HTMLElement | null

async function show(answer: () => unknown, options: { width?: string; theme?: string; dir?: string } = {}) {
  const api = fakeApi({ [GET]: () => answer() as object, [GET_NOTE]: () => sampleCreditNote({ released: eur(1500) }) })
  if (options.dir) document.documentElement.dir = options.dir
  const element = await mount<AgencyOpsInvoice>(
    html`<agencyops-invoice
      api-url=${api.url}
      .fetchSession=${sessionFor()}
      invoice-id=${INVOICE_ID}
      locale="en-GB"
      theme=${options.theme ?? 'light'}
    ></agencyops-invoice>`,
    options.width,
  )
  await expect.poll(() => textOf(element, 'article, .notice')).not.toBe('')
  return { api, element }
}

beforeEach(() => {
  document.body.style.fontFamily = 'sans-serif'
})

const paid = () =>
  sampleInvoice({
    status: 'paid',
    paid: eur(628147),
    balance: eur(0),
    due_in_days: null,
    allocations: [{ id: 'payment_allocation_1', allocated_on: '2026-12-18', amount: eur(628147) }],
  })
const credited = () =>
  sampleInvoice({
    status: 'paid',
    credited: eur(628147),
    balance: eur(0),
    due_in_days: null,
    credits: [
      { id: CREDIT_NOTE_ID, number: 'CN-2026-0001', issued_on: '2026-12-21', total: eur(628147), reason: 'All' },
    ],
  })
const reverseCharge = () =>
  sampleInvoice({
    note: 'Thank you.',
    lines: sampleInvoice().lines.map((line) => ({ ...line, tax_category: 'AE', tax_percent: '0' })),
    taxes: [
      {
        category: 'AE',
        percent: '0',
        taxable: eur(523438),
        tax: eur(0),
        exemption_reason: 'Article 196 of Directive 2006/112/EC',
      },
    ],
  })

describe('what a client asks first', () => {
  test.each<[string, () => PortalInvoice, string[]]>([
    ['an open invoice', sampleInvoice, ['Open', 'Amount due', '€6,281.47', 'Due in 14 days, on 18 December 2026']],
    ['one due tomorrow', () => sampleInvoice({ due_in_days: 1 }), ['Due tomorrow, on 18 December 2026']],
    ['one due today', () => sampleInvoice({ due_in_days: 0 }), ['Open', 'Due today, on 18 December 2026']],
    ['an overdue one', () => sampleInvoice({ due_in_days: -8 }), ['Overdue', 'Due 8 days ago, on 18 December 2026']],
    [
      'one paid in part',
      partlyPaid,
      ['Partly paid', '€1,243.59', 'Due in 3 days', '€5,037.88 of €6,281.47 is settled.'],
    ],
    ['a paid one', paid, ['Paid', '€6,281.47', 'The last payment came on 18 December 2026.']],
    ['a credited one', credited, ['Credited', '€0.00', 'Nothing is left to pay.']],
  ])('of %s', async (_, answer, words) => {
    const { element } = await show(answer)
    const head = textOf(element, 'header')
    for (const word of words) expect(head).toContain(word)
  })

  test('no date of the reader’s own clock comes in: two readers a year apart read the same', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-01-01T00:00:00Z') })
    try {
      const { element } = await show(sampleInvoice)
      expect(textOf(element, 'header')).toContain('Due in 14 days')
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the document', () => {
  test('leads from subtotal by tax, payments and credits to the balance', async () => {
    const { element } = await show(partlyPaid)
    expect(
      all(element, '.totals tr').map((row) => row.textContent.replaceAll(/[\s\u2066-\u2069]+/g, ' ').trim()),
    ).toEqual([
      'Subtotal €5,234.38',
      'Tax 21% on €4,800.00 €1,008.00',
      'Tax 9% on €434.38 €39.09',
      'Total €6,281.47',
      'Payment 18 Dec 2026 -€5,000.00',
      'Credit note CN-2026-0001 21 Dec 2026 -€37.88',
      'Balance due €1,243.59',
    ])
  })

  test('names the tax category where no tax is due, and why', async () => {
    const { element } = await show(reverseCharge)
    expect(textOf(element, '.totals')).toContain('Reverse charge on €5,234.38')
    expect(textOf(element, '.totals')).toContain('Article 196')
    expect(textOf(element, '.lines')).toContain('Reverse charge')
  })

  test('shows sums where its reader may not see payments and credits one by one', async () => {
    const { element } = await show(() => partlyPaid({ allocations: null, credits: null }))
    expect(textOf(element, '.totals')).toContain('Paid')
    expect(textOf(element, '.totals')).toContain('-€5,000.00')
    expect(textOf(element, '.totals')).toContain('-€37.88')
    expect(textOf(element, '.totals')).toContain('€1,243.59')
  })

  test('shows the checkpoint over its lines, and by a key press the evidence behind it', async () => {
    const { element } = await show(partlyPaid)
    expect(textOf(element, '.group')).toContain('Design accepted')
    expect(textOf(element, '.group')).toContain('Approved by Ada Brandt on 4 Dec 2026, 10:12')
    const button = page.getByRole('button', { name: 'Evidence: Design accepted' })
    await expect.poll(() => button.element().getAttribute('aria-expanded')).toBe('false')
    expect(textOf(element)).not.toContain('timetable-winter.pdf')
    ;(button.element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => button.element().getAttribute('aria-expanded')).toBe('true')
    expect(textOf(element)).toContain('timetable-winter.pdf')
    expect(textOf(element)).toContain(sampleInvoice().approvals[0]?.sha256)
    expect(textOf(element)).toContain('The winter sailings are clear now.')
  })

  test('tells where to pay to while something is open', async () => {
    const { element } = await show(sampleInvoice)
    expect(textOf(element, '.pay')).toContain('NL91 ABNA 0417 1643 00')
    expect(textOf(element, '.pay')).toContain('QH-2026-0001')
    element.remove()
    const { element: other } = await show(paid)
    expect(rootOf(other).querySelector('.pay')).toBeNull()
  })

  test('a credit note is a document of its own, linked both ways, and the focus goes along', async () => {
    const { element } = await show(partlyPaid)
    await userEvent.click(page.getByRole('button', { name: 'Credit note CN-2026-0001' }))
    await expect.poll(() => textOf(element, 'h2')).toContain('Credit note CN-2026-0001')
    expect(textOf(element)).toContain('A part was misprinted')
    expect(textOf(element)).toContain('€15.00 of what you had paid is your credit again.')
    expect(textOf(element, '.totals')).toContain('€37.88')
    expect(focused(element)?.localName).toBe('h2')
    await userEvent.click(page.getByRole('button', { name: 'QH-2026-0001' }))
    await expect.poll(() => textOf(element, 'h2')).toContain('Invoice QH-2026-0001')
    expect(focused(element)?.localName).toBe('h2')
  })

  test('can begin with a credit note alone, from which its invoice is reached', async () => {
    const api = fakeApi({ [GET]: () => partlyPaid(), [GET_NOTE]: () => sampleCreditNote() })
    const element = await mount<AgencyOpsInvoice>(
      html`<agencyops-invoice api-url=${api.url} .fetchSession=${sessionFor()} credit-note-id=${CREDIT_NOTE_ID}></agencyops-invoice>`,
    )
    await expect.poll(() => textOf(element, 'h2')).toContain('Credit note')
    await userEvent.click(page.getByRole('button', { name: 'QH-2026-0001' }))
    await expect.poll(() => textOf(element, 'h2')).toContain('Invoice QH-2026-0001')
    expect(api.of(GET)[0]?.path).toContain(INVOICE_ID)
  })

  test('for a member it asks the firm’s own side', async () => {
    const api = fakeApi({ 'GET /v1/invoices/{id}/client_view': () => partlyPaid() })
    const element = await mount<AgencyOpsInvoice>(
      html`<agencyops-invoice
        api-url=${api.url}
        .fetchSession=${sessionFor('member_01m86d72r0fkxt9zq4c7w2h5nb')}
        invoice-id=${INVOICE_ID}
      ></agencyops-invoice>`,
    )
    await expect.poll(() => textOf(element, 'h2')).toContain('QH-2026-0001')
  })
})

describe('many lines', () => {
  const seen = (element: Element) => all(element, 'tr[data-line]').filter((row) => row.offsetParent !== null).length

  test('100 are all shown', async () => {
    const { element } = await show(() => longInvoice(100))
    expect(seen(element)).toBe(100)
    expect(textOf(element)).not.toContain('Show all')
  })

  test('of 340, 50 are shown, then all, and the focus goes on to the first of the rest', async () => {
    const { element } = await show(() => longInvoice(340))
    expect(seen(element)).toBe(50)
    await userEvent.click(page.getByRole('button', { name: 'Show all 340 lines' }))
    await expect.poll(() => seen(element)).toBe(340)
    expect(focused(element)?.dataset.line).toBe('51')
    expect(all(element, '.group').filter((row) => row.offsetParent !== null)).toHaveLength(3)
  })
})

describe('live', () => {
  test('a payment that is told shows at once, and nothing that was opened closes', async () => {
    let answer = sampleInvoice()
    const { api, element } = await show(() => answer)
    await expect.poll(() => api.streams()).toBe(1)
    await userEvent.click(page.getByRole('button', { name: 'Evidence: Design accepted' }))
    answer = partlyPaid({ version: 4 })
    api.send({ type: 'invoice.partially_paid', subject: { type: 'invoice', id: INVOICE_ID } })
    await expect.poll(() => textOf(element, 'header')).toContain('Partly paid')
    expect(textOf(element)).toContain('timetable-winter.pdf')
    answer = partlyPaid({ version: 5, credited: eur(0) })
    const before = api.of(GET).length
    api.send({
      type: 'credit_note.issued',
      subject: { type: 'credit_note', id: CREDIT_NOTE_ID },
      data: { invoice_id: INVOICE_ID },
    })
    await expect.poll(() => api.of(GET).length).toBe(before + 1)
  })

  test('what could not be renewed stays, under a bar that offers to try again', async () => {
    let fails = false
    const { api, element } = await show(() =>
      fails ? problem(503, 'unavailable', 'Try again later.') : sampleInvoice(),
    )
    await expect.poll(() => api.streams()).toBe(1)
    fails = true
    api.send({ type: 'invoice.paid', subject: { type: 'invoice', id: INVOICE_ID } })
    await expect.poll(() => textOf(element, '.stale'), { timeout: 15_000 }).toContain('Not up to date.')
    expect(textOf(element)).toContain('QH-2026-0001')
    fails = false
    await userEvent.click(page.getByRole('button', { name: 'Try again' }))
    await expect.poll(() => textOf(element, '.stale')).toBe('')
  })
})

test('components-03: two invoices with two sessions on one page share nothing', async () => {
  const numbers: Record<string, string> = { a: 'A-1', b: 'B-1' }
  const answers = (token: string | null) => numbers[(token ?? '').slice(-1)]
  const api = fakeApi({
    [GET]: ({ headers }) => {
      const token = headers.get('authorization')
      if (token === 'Bearer old-b') return problem(401, 'session_expired', 'The session has ended.')
      return sampleInvoice({ number: answers(token) as string })
    },
  })
  let renewed = 0
  const session = (token: () => string) => async () => ({ ...(await sessionFor()()), token: token() })
  const fetchA = vi.fn(session(() => 'token-a'))
  const fetchB = vi.fn(session(() => (renewed++ === 0 ? 'old-b' : 'token-b')))
  const place = await mount(html`<div>
    <agencyops-invoice api-url=${api.url} .fetchSession=${fetchA} invoice-id=${INVOICE_ID}></agencyops-invoice>
    <agencyops-invoice api-url=${api.url} .fetchSession=${fetchB} invoice-id=${INVOICE_ID}></agencyops-invoice>
  </div>`)
  const [a, b] = [...place.children] as [Element, Element]
  await expect.poll(() => [textOf(a, 'h2'), textOf(b, 'h2')]).toEqual(['Invoice A-1', 'Invoice B-1'])
  expect(fetchA).toHaveBeenCalledTimes(1)
  expect(fetchB).toHaveBeenCalledTimes(2)
  for (const { headers } of api.of(GET))
    expect(headers.get('authorization')).toMatch(/^Bearer (token-a|old-b|token-b)$/)
  expect(api.of(GET).filter(({ headers }) => headers.get('authorization') === 'Bearer token-a').length).toBeGreaterThan(
    0,
  )
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toMatch(/token-|old-b/)
  expect(document.cookie).not.toMatch(/token-|old-b/)
  expect(api.asked.map(({ path, query }) => path + query).join()).not.toMatch(/token-|old-b/)
  expect(place.innerHTML).not.toMatch(/token-|old-b/)
})

describe('hostile text', () => {
  test('stays text wherever it is shown, and widens nothing', async () => {
    const { element } = await show(hostileInvoice, { width: '360px' })
    for (const button of all<HTMLButtonElement>(element, '[aria-expanded]')) button.click()
    await element.updateComplete
    expect(rootOf(element).querySelector('img')).toBeNull()
    expect('hacked' in window).toBe(false)
    expect(rootOf(element).textContent).toContain(HOSTILE.slice(0, 60))
    expect(element.scrollWidth).toBeLessThanOrEqual(360)
    const wide = all(element, '*').filter((one) => one.getBoundingClientRect().right > 361 && !one.closest('.clip'))
    expect(wide.map((one) => `${one.localName}.${one.className}`)).toEqual([])
  })

  test('figures stay whole beside it', async () => {
    const { element } = await show(hostileInvoice, { width: '360px' })
    for (const figure of all(element, '.figure, td.number')) {
      if (figure.offsetParent) expect(figure.scrollWidth).toBeLessThanOrEqual(figure.clientWidth || figure.offsetWidth)
    }
    expect(textOf(element, '.balance')).toContain('€1,243.59')
  })
})

describe('on paper', () => {
  test('the Print button prints the document alone: all lines, light, under its number', async () => {
    const { element } = await show(() => longInvoice(340), { theme: 'dark' })
    await userEvent.click(page.getByRole('button', { name: 'Print' }))
    const frame = document.querySelector('iframe[title="QH-2026-0001"]') as HTMLIFrameElement
    const paper = frame.contentDocument as Document
    const copy = paper.body.firstElementChild?.shadowRoot as ShadowRoot
    expect(paper.title).toBe('QH-2026-0001')
    expect(copy.querySelectorAll('tr[data-line]')).toHaveLength(340)
    expect(copy.textContent).toContain('€103,261.40')
    expect(copy.host.getAttribute('theme')).toBeNull()
    expect(copy.adoptedStyleSheets).toHaveLength(rootOf(element).adoptedStyleSheets.length)
    frame.contentWindow?.dispatchEvent(new Event('afterprint'))
    expect(frame.isConnected).toBe(false)
  })

  test('every line, every evidence and nothing to press is printed, light and dark page alike', async () => {
    const { element } = await show(() => longInvoice(340), { theme: 'dark' })
    const visible = (selector: string) => all(element, selector).filter((one) => one.checkVisibility()).length
    expect([visible('tr[data-line]'), visible('.evidence')]).toEqual([50, 0])
    await expect.poll(() => all(element, '.evidence').length).toBe(3)
    await cdp().send('Emulation.setEmulatedMedia', { media: 'print' })
    try {
      expect([visible('tr[data-line]'), visible('.evidence'), visible('button')]).toEqual([340, 3, 0])
      expect(getComputedStyle(element).colorScheme).toBe('light')
      expect(getComputedStyle(all(element, 'tr[data-line]')[60] as Element).breakInside).toBe('avoid')
      expect(getComputedStyle(rootOf(element).querySelector('thead') as Element).display).toBe('table-header-group')
    } finally {
      await cdp().send('Emulation.setEmulatedMedia', { media: '' })
    }
  })
})

describe('anybody can read it', () => {
  const states: [string, () => unknown][] = [
    ['open', sampleInvoice],
    ['overdue', () => sampleInvoice({ due_in_days: -8 })],
    ['partly paid', partlyPaid],
    ['paid', paid],
    ['credited', credited],
    ['reverse charge', reverseCharge],
    ['many lines', () => longInvoice(120)],
    ['refused', () => problem(404, 'not_found', 'There is no such invoice.')],
  ]
  describe.each(['light', 'dark'])('in %s', (theme) => {
    test.each(states)('%s', async (_, answer) => {
      document.documentElement.style.colorScheme = theme
      document.body.style.background = theme === 'dark' ? '#0f1116' : '#ffffff'
      const { element } = await show(answer, { theme })
      for (const button of all<HTMLButtonElement>(element, '[aria-expanded]')) button.click()
      await element.updateComplete
      await expectAccessible(element)
    })
  })

  test('from right to left', async () => {
    const { element } = await show(partlyPaid, { dir: 'rtl' })
    await expectAccessible(element)
    const [label, amount] = all(element, '.balance > *') as [HTMLElement, HTMLElement]
    expect(amount.getBoundingClientRect().left).toBeLessThan(label.getBoundingClientRect().left)
  })

  test.each(['360px', '320px'])('in a column of %s nothing is cut off', async (width) => {
    const { element } = await show(partlyPaid, { width })
    expect(element.scrollWidth).toBeLessThanOrEqual(Number.parseInt(width, 10))
    expect(textOf(element, '.lines')).toContain('1,250 leaflet × 0.3475 · tax 9%')
  })

  test('with text of twice the size', async () => {
    document.documentElement.style.fontSize = '200%'
    try {
      const { element } = await show(partlyPaid, { width: '720px' })
      expect(element.scrollWidth).toBeLessThanOrEqual(720)
      expect(textOf(element, '.lines')).toContain('1,250 leaflet × 0.3475 · tax 9%')
    } finally {
      document.documentElement.style.fontSize = ''
    }
  })
})
