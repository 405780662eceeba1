import { html } from 'lit'
import { expect, test, vi } from 'vitest'
import { fakeApi, mount, sessionFor } from '../../tests/mount.ts'
import { AgencyOpsElement } from './agencyops-element.ts'
import type { Connection } from './connection.ts'
import { provideConnection } from './connection-context.ts'
import { defineElement } from './define-element.ts'
import { configure } from './settings.ts'

class Blank extends AgencyOpsElement {
  protected readonly ownStrings = {}
  protected content() {
    return html`<p>${this.format.date('2026-12-04')}</p>`
  }
}

/** Another copy of the same component, as a second script on the page brings it. */
const copyOf = (version: string) =>
  class extends Blank {
    static override readonly version = version
  }

test('components-02: loaded again, also in another version: the first stays and the other is named once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const first = copyOf('1.0.0')
  defineElement('agencyops-twice', first)
  defineElement('agencyops-twice', first)
  defineElement('agencyops-twice', copyOf('1.0.0'))
  expect(warn).not.toHaveBeenCalled()
  defineElement('agencyops-twice', copyOf('2.0.0'))
  defineElement('agencyops-twice', copyOf('2.0.0'))
  expect(customElements.get('agencyops-twice')).toBe(first)
  expect(warn).toHaveBeenCalledTimes(1)
  expect(warn.mock.calls[0]?.[0]).toMatch(/1\.0\.0.*2\.0\.0/)
})

test('a connection comes from the element, else from what stands above it, else from the page', async () => {
  defineElement('agencyops-blank', Blank)
  const api = fakeApi({})
  configure({ apiUrl: 'http://page.test', fetchSession: sessionFor() })
  const section = await mount<HTMLElement>(
    html`<section>
      <agencyops-blank></agencyops-blank>
      <agencyops-blank api-url=${api.url} .fetchSession=${sessionFor()}></agencyops-blank>
    </section>`,
  )
  const [below, own] = [...section.querySelectorAll('agencyops-blank')] as Blank[]
  expect(urlOf(below)).toBe('http://page.test')
  provideConnection(section, { apiUrl: 'http://above.test', fetchSession: sessionFor() })
  await expect.poll(() => urlOf(below)).toBe('http://above.test')
  expect(urlOf(own)).toBe(api.url)
  configure({ apiUrl: undefined, fetchSession: undefined })
})

test('words and formats follow the element, then the page', async () => {
  defineElement('agencyops-blank', Blank)
  const of = (locale: string | undefined, lang: string) =>
    mount<Blank>(
      html`<agencyops-blank
        lang=${lang}
        .locale=${locale}
        api-url="http://api.test"
        .fetchSession=${sessionFor()}
      ></agencyops-blank>`,
    )
  const shown = (element: Blank) => element.shadowRoot?.textContent?.trim()
  expect(shown(await of(undefined, 'de'))).toBe('04.12.2026')
  expect(shown(await of('nl-NL', 'de'))).toBe('4 dec 2026')
  expect(shown(await of('not a locale', 'de'))).toBe('Dec 4, 2026')
})

test('taken out and put back, in one turn or in two, it goes on', async () => {
  defineElement('agencyops-blank', Blank)
  const element = await mount<Blank>(
    html`<agencyops-blank api-url="http://api.test" .fetchSession=${sessionFor()} locale="de"></agencyops-blank>`,
  )
  const place = element.parentElement as HTMLElement
  place.append(element)
  element.remove()
  await new Promise((done) => setTimeout(done))
  place.append(element)
  configure({ locale: 'nl' })
  element.locale = undefined
  await element.updateComplete
  expect(element.shadowRoot?.textContent?.trim()).toBe('4 dec 2026')
  configure({ locale: undefined })
})

const urlOf = (element: Blank | undefined) => (element?.connection as Connection | undefined)?.apiUrl
