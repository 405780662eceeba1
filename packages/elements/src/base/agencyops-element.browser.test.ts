import { invoices } from '@agencyops/sdk/invoices'
import { html } from 'lit'
import { expect, test, vi } from 'vitest'
import { expectAccessible } from '../../tests/axe.ts'
import { fakeApi, mount, problem, sessionFor } from '../../tests/mount.ts'
import { AgencyOpsElement } from './agencyops-element.ts'
import { defineElement } from './define-element.ts'
import { Resource } from './resource.ts'
import { configure } from './settings.ts'

const ownStrings = { heading: 'Invoice' }

class Probe extends AgencyOpsElement<typeof ownStrings> {
  static override properties = { invoiceId: { attribute: 'invoice-id' }, broken: { type: Boolean } }
  declare invoiceId: string
  declare broken: boolean
  protected readonly ownStrings = ownStrings
  readonly invoice = new Resource<{ number: string }, readonly [string]>(this, {
    args: () => (this.invoiceId ? [this.invoiceId] : undefined),
    load: async (connection, [id], signal) =>
      (await connection.areas({ invoices }).invoices.get(id as `invoice_${string}`, {}, { signal })) as {
        number: string
      },
    affected: (change) => change.subject.id === this.invoiceId,
  })
  protected content() {
    if (this.broken) throw new Error('a fault of ours')
    return this.show(this.invoice, {
      loading: () => html`<p>${this.text.loading}</p>`,
      ready: ({ number }) => html`<h2>${this.text.heading} ${number}</h2>`,
    })
  }
}
defineElement('agencyops-probe', Probe)

const ID = 'invoice_01m86d72r0fkxt9zq4c7w2h5nb'
const textOf = (element: Element) => element.shadowRoot?.textContent?.trim().replace(/\s+/g, ' ')

test('ten components share one session, and each shows its record', async () => {
  const api = fakeApi({ 'GET /v1/invoices/{id}': () => ({ number: 'QH-1' }) })
  const fetchSession = vi.fn(sessionFor())
  configure({ apiUrl: api.url, fetchSession })
  const place = await mount(
    html`<div>${Array.from({ length: 10 }, () => html`<agencyops-probe invoice-id=${ID}></agencyops-probe>`)}</div>`,
  )
  const all = [...place.querySelectorAll('agencyops-probe')]
  await expect.poll(() => all.map(textOf)).toEqual(Array(10).fill('Invoice QH-1'))
  expect(fetchSession).toHaveBeenCalledTimes(1)
  await expect.poll(() => api.streams()).toBe(1)
})

test('a change that is told is looked up again, once for those that come together', async () => {
  let number = 1
  const api = fakeApi({ 'GET /v1/invoices/{id}': () => ({ number: `QH-${number}` }) })
  const element = await mount(
    html`<agencyops-probe api-url=${api.url} .fetchSession=${sessionFor()} invoice-id=${ID}></agencyops-probe>`,
  )
  await expect.poll(() => textOf(element)).toBe('Invoice QH-1')
  await expect.poll(() => api.of('GET /v1/invoices/{id}')).toHaveLength(2)
  number = 2
  for (let i = 0; i < 5; i++) api.send({ type: 'invoice.updated', subject: { type: 'invoice', id: ID } })
  await expect.poll(() => textOf(element)).toBe('Invoice QH-2')
  // Once at first, once since the stream stands, once for all five.
  expect(api.of('GET /v1/invoices/{id}')).toHaveLength(3)
})

test('a refusal is told in the words of the API, and the host hears of it', async () => {
  let works = false
  const api = fakeApi({
    'GET /v1/invoices/{id}': () =>
      works ? { number: 'QH-1' } : problem(404, 'not_found', 'There is no such invoice.'),
  })
  const heard = vi.fn()
  document.addEventListener('agencyops-error', heard, { once: true })
  const element = await mount(
    html`<agencyops-probe api-url=${api.url} .fetchSession=${sessionFor()} invoice-id=${ID}></agencyops-probe>`,
  )
  await expect.poll(() => textOf(element)).toContain('There is no such invoice.')
  expect(textOf(element)).toContain('req_000001')
  expect(heard.mock.calls[0]?.[0].detail).toMatchObject({ problem: { code: 'not_found' } })
  await expectAccessible(element)
  works = true
  element.shadowRoot?.querySelector('button')?.click()
  await expect.poll(() => textOf(element)).toBe('Invoice QH-1')
})

test('what is shown stays when it cannot be loaded again, and says since when it is old', async () => {
  let works = true
  const api = fakeApi({
    'GET /v1/invoices/{id}': () =>
      works ? { number: 'QH-1' } : problem(404, 'not_found', 'There is no such invoice.'),
  })
  const element = await mount<Probe>(
    html`<agencyops-probe api-url=${api.url} .fetchSession=${sessionFor()} invoice-id=${ID}></agencyops-probe>`,
  )
  await expect.poll(() => textOf(element)).toBe('Invoice QH-1')
  works = false
  element.invoice.refresh()
  await expect.poll(() => textOf(element)).toMatch(/^Not found\. Not up to date\. Last loaded at .* Invoice QH-1$/)
  await expectAccessible(element)
  works = true
  element.invoice.refresh()
  await expect.poll(() => textOf(element)).toBe('Invoice QH-1')
})

test('another record shows nothing of the one before', async () => {
  let answer: (value: object) => void = () => undefined
  const api = fakeApi({
    'GET /v1/invoices/{id}': ({ path }) =>
      path.endsWith(ID) ? { number: 'QH-1' } : new Promise<object>((done) => (answer = done)),
  })
  const element = await mount<Probe>(
    html`<agencyops-probe api-url=${api.url} .fetchSession=${sessionFor()} invoice-id=${ID}></agencyops-probe>`,
  )
  await expect.poll(() => textOf(element)).toBe('Invoice QH-1')
  element.invoiceId = 'invoice_01m86d72r0fkxt9zq4c7w2h5nc'
  await expect.poll(() => textOf(element)).toBe('Loading…')
  answer({ number: 'QH-2' })
  await expect.poll(() => textOf(element)).toBe('Invoice QH-2')
})

test('a fault in what it draws stays inside the component', async () => {
  const api = fakeApi({})
  const element = await mount<Probe>(
    html`<agencyops-probe api-url=${api.url} .fetchSession=${sessionFor()} broken></agencyops-probe>`,
  )
  expect(textOf(element)).toContain('Something went wrong')
  element.broken = false
  element.shadowRoot?.querySelector('button')?.click()
  await element.updateComplete
  expect(textOf(element)).toBe('Loading…')
})

test('without settings it says what is missing', async () => {
  configure({ apiUrl: undefined, fetchSession: undefined })
  expect(textOf(await mount(html`<agencyops-probe></agencyops-probe>`))).toContain('api-url and session-url')
})
