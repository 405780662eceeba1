import type { PortalApproval } from '@agencyops/sdk'
import { html } from 'lit'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  APPROVAL_ID,
  changedApproval,
  decidedAs,
  FILE_ID,
  hostileApproval,
  SHA,
  sampleApproval,
  withdrawn,
} from '../../../tests/approval-samples.ts'
import { expectAccessible } from '../../../tests/axe.ts'
import { HOSTILE } from '../../../tests/invoice-samples.ts'
import { type Asked, fakeApi, mount, problem, sessionFor } from '../../../tests/mount.ts'
import '../../define/approval.ts'
import type { AgencyOpsApproval } from './agencyops-approval.ts'

const GET = 'GET /v1/portal/approvals/{id}'
const APPROVE = 'POST /v1/portal/approvals/{id}/approve'
const REJECT = 'POST /v1/portal/approvals/{id}/reject'
const DOWNLOAD = 'GET /v1/portal/files/{id}/content'

const rootOf = (element: Element) => element.shadowRoot as ShadowRoot
/** What can be seen of it. */
const textOf = (element: Element, selector = 'article') =>
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen.
  (rootOf(element).querySelector<HTMLElement>(selector)?.innerText ?? '').replaceAll(/[\u2066-\u2069]/g, '')
const focused = (element: Element) => rootOf(element).activeElement as HTMLElement | null
const press = (name: string | RegExp) => userEvent.click(page.getByRole('button', { name, exact: true }))

type Answer = (asked: Asked) => unknown
interface Story {
  now?: () => unknown
  approve?: Answer
  reject?: Answer
  download?: Answer
  subject?: string
}

const summaryOf = ({ snapshot, files, contact_name, withdrawn_at, sha256, ...summary }: PortalApproval) => summary

/** An approval that is decided once, as the API does it. */
async function show(story: Story = {}, options: { width?: string; theme?: string; dir?: string } = {}) {
  let state = sampleApproval()
  const decide = (status: PortalApproval['status']): Answer => {
    return ({ body }) => {
      const { remarks = null, reason = remarks } = body as { remarks?: string; reason?: string }
      state = decidedAs(status, { remarks: reason })
      return summaryOf(state)
    }
  }
  const approve: Answer = (asked) =>
    decide((asked.body as { remarks?: string }).remarks ? 'approved_with_remarks' : 'approved')(asked)
  const api = fakeApi({
    [GET]: () => (story.now ? story.now() : state) as object,
    [APPROVE]: (asked) => (story.approve ?? approve)(asked) as object,
    [REJECT]: (asked) => (story.reject ?? decide('rejected'))(asked) as object,
    [DOWNLOAD]: (asked) => story.download?.(asked) as object,
    'GET /v1/approvals/{id}/client_view': () => sampleApproval({ can_decide: false }),
    'GET /v1/files/{id}/content': () => new Response('bytes'),
  })
  if (options.dir) document.documentElement.dir = options.dir
  const element = await mount<AgencyOpsApproval>(
    html`<agencyops-approval
      api-url=${api.url}
      .fetchSession=${sessionFor(story.subject)}
      approval-id=${APPROVAL_ID}
      locale="en-GB"
      theme=${options.theme ?? 'light'}
    ></agencyops-approval>`,
    options.width,
  )
  await expect.poll(() => textOf(element, 'article, .notice')).not.toBe('')
  return { api, element }
}

const keyOf = ({ headers }: Asked) => headers.get('idempotency-key')
const failing = () => problem(422, 'invalid_request', 'The text is too long.')
/** What moves in for a moment has come to rest. */
const settled = (element: Element) =>
  expect
    .poll(
      () =>
        rootOf(element)
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().iterations === 1).length,
    )
    .toBe(0)

beforeEach(() => {
  document.body.style.fontFamily = 'sans-serif'
})

describe('what is to be approved', () => {
  test('comes with its evidence first, then what approving sets off, then the buttons', async () => {
    const { element } = await show()
    const text = textOf(element)
    const order = [
      'Design accepted',
      'Ada Brandt was asked to approve this on 3 Dec 2026, 16:01.',
      'timetable-winter.pdf',
      '1.8 MB',
      SHA,
      'A draft invoice of €6,281.47, of which €1,047.09 is tax.',
      'Approve Design accepted',
      'Approve with remarks',
      'Reject',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places).not.toContain(-1)
  })

  test('is only read by who may not decide it, and by members from the firm’s own side', async () => {
    const { element } = await show({ now: () => sampleApproval({ can_decide: false }) })
    expect(rootOf(element).querySelector('.actions')).toBeNull()
    element.remove()
    const { api, element: members } = await show({ subject: 'member_01m86d72r0fkxt9zq4c7w2h5nb' })
    expect(api.of('GET /v1/approvals/{id}/client_view').length).toBeGreaterThan(0)
    expect(rootOf(members).querySelector('.actions')).toBeNull()
  })

  test.each<[string, () => PortalApproval, string[]]>([
    ['approved', () => decidedAs('approved'), ['Approved', 'Ada Brandt approved this on 4 Dec 2026, 10:12.']],
    [
      'approved with remarks',
      () => decidedAs('approved_with_remarks', { remarks: 'Keep the map.' }),
      ['Approved with remarks', 'Keep the map.'],
    ],
    ['rejected', () => decidedAs('rejected', { remarks: 'Too late.' }), ['Rejected', 'rejected this', 'Too late.']],
    ['withdrawn', withdrawn, ['Withdrawn', 'The request was withdrawn on 4 Dec 2026, 09:00.']],
  ])('%s it says who, when and what', async (_, now, words) => {
    const { element } = await show({ now })
    for (const word of words) expect(textOf(element)).toContain(word)
    expect(rootOf(element).querySelector('.actions')).toBeNull()
  })
})

describe('deciding', () => {
  test('approves what is shown, once, and tells the host', async () => {
    const { api, element } = await show()
    const decided = vi.fn()
    element.addEventListener('agencyops-approval-decided', (event) => decided(event.detail.approval.status))
    await press('Approve Design accepted')
    expect(textOf(element, 'dialog')).toContain('Approving raises a draft invoice of €6,281.47.')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Approve Design accepted' }))
    await expect.poll(() => textOf(element)).toContain('Ada Brandt approved this on 4 Dec 2026, 10:12.')
    expect(api.of(APPROVE).map(({ body }) => body)).toEqual([{ sha256: SHA }])
    expect(decided.mock.calls).toEqual([['approved']])
    expect(rootOf(element).querySelector('dialog')).toBeNull()
    expect(focused(element)?.localName).toBe('h2')
  })

  test('with remarks sends them; without any it asks for them', async () => {
    const { api, element } = await show()
    await press('Approve with remarks')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Approve with remarks' }))
    expect(textOf(element, '#missing')).toContain('Write what you want to remark')
    expect(focused(element)?.localName).toBe('textarea')
    await userEvent.keyboard('Keep the map.')
    expect(textOf(element, '#missing')).toBe('')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Approve with remarks' }))
    await expect.poll(() => textOf(element)).toContain('Keep the map.')
    expect(api.of(APPROVE).map(({ body }) => body)).toEqual([{ sha256: SHA, remarks: 'Keep the map.' }])
  })

  test('rejecting needs a reason, and names what was shown', async () => {
    const { api, element } = await show()
    await press('Reject')
    expect(focused(element)?.localName).toBe('textarea')
    await userEvent.keyboard('The winter sailings are missing.')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Reject' }))
    await expect.poll(() => textOf(element)).toContain('Ada Brandt rejected this')
    expect(api.of(REJECT).map(({ body }) => body)).toEqual([
      { sha256: SHA, reason: 'The winter sailings are missing.' },
    ])
  })

  test('what was typed is there again after closing and opening', async () => {
    const { element } = await show()
    await press('Reject')
    await userEvent.keyboard('Half a thought{Escape}')
    expect(rootOf(element).querySelector('dialog')).toBeNull()
    expect(focused(element)?.id).toBe('reject')
    await press('Reject')
    expect(rootOf(element).querySelector('textarea')?.value).toBe('Half a thought')
  })

  test('a lost answer is asked for again under the key of the form’s opening', async () => {
    let lost = true
    const { api, element } = await show({
      approve: () => {
        if (lost) return problem(503, 'unavailable', 'Try again.')
        return summaryOf(decidedAs('approved'))
      },
      now: () => (lost ? sampleApproval() : decidedAs('approved')),
    })
    await press('Approve Design accepted')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Approve Design accepted' }))
    await expect.poll(() => textOf(element, 'dialog'), { timeout: 15_000 }).toContain('Try again.')
    lost = false
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Try again' }))
    await expect.poll(() => textOf(element)).toContain('approved this')
    expect(new Set(api.of(APPROVE).map(keyOf)).size).toBe(1)
    expect(keyOf(api.of(APPROVE)[0] as Asked)).toMatch(/^\w{12,}$/)
  })
})

describe('meanwhile', () => {
  test('its content changed: what is new is shown, the text stays, and the next decision is on that', async () => {
    let changed = false
    const { api, element } = await show({
      now: () => (changed ? changedApproval() : sampleApproval()),
      approve: ({ body }) => {
        if (!changed) {
          changed = true
          return problem(409, 'snapshot_changed', 'What is to be approved has changed since it was shown.')
        }
        expect((body as { sha256: string }).sha256).toBe(changedApproval().sha256)
        return summaryOf(decidedAs('approved_with_remarks'))
      },
    })
    await press('Approve with remarks')
    await userEvent.keyboard('Keep the map.')
    const again = () => page.getByRole('dialog').getByRole('button', { name: 'Approve with remarks' })
    await userEvent.click(again())
    await expect.poll(() => textOf(element, 'dialog')).toContain('Changed: timetable-winter.pdf')
    const told = textOf(element, 'dialog')
    expect(told).toContain('New: signs.pdf')
    expect(told).toContain('Gone: harbour-map.svg')
    expect(told).toContain('Changed: Design: €5,400.00 instead of €4,800.00')
    expect(told).toContain('Total with tax: €7,007.47 instead of €6,281.47')
    expect(told).toContain('Approving raises a draft invoice of €7,007.47.')
    expect(rootOf(element).querySelector('textarea')?.value).toBe('Keep the map.')
    await expectAccessible(element)
    await userEvent.click(again())
    await expect.poll(() => api.of(APPROVE).length).toBe(2)
    const [first, second] = api.of(APPROVE) as [Asked, Asked]
    expect((second.body as { remarks: string }).remarks).toBe('Keep the map.')
    expect(keyOf(second)).not.toBe(keyOf(first))
  })

  test('a change that is told while it is read is shown on the page', async () => {
    let changed = false
    const { api, element } = await show({ now: () => (changed ? changedApproval() : sampleApproval()) })
    await expect.poll(() => api.streams()).toBe(1)
    changed = true
    api.send({ type: 'approval.updated', subject: { type: 'approval', id: APPROVAL_ID } })
    await expect.poll(() => textOf(element, '.box')).toContain('New: signs.pdf')
    await expectAccessible(element)
  })

  test('somebody else decided: it says who, and what was typed can still be read', async () => {
    let over = false
    const { element } = await show({
      now: () => (over ? decidedAs('approved') : sampleApproval()),
      reject: () => {
        over = true
        return problem(409, 'illegal_move', 'The approval is approved, so nothing is left to decide.')
      },
    })
    await press('Reject')
    await userEvent.keyboard('The winter sailings are missing.')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Reject' }))
    await expect.poll(() => textOf(element, 'dialog')).toContain('There is nothing left to decide')
    expect(textOf(element, 'dialog')).toContain('Ada Brandt approved this on 4 Dec 2026')
    expect(textOf(element, 'dialog')).toContain('The winter sailings are missing.')
    expect(page.getByRole('dialog').getByRole('button', { name: 'Reject' }).query()).toBeNull()
    await expectAccessible(element)
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Close' }).last())
    expect(rootOf(element).querySelector('.actions')).toBeNull()
  })

  test('it was withdrawn while the form stood open: the form says so by itself', async () => {
    let over = false
    const { api, element } = await show({ now: () => (over ? withdrawn() : sampleApproval()) })
    await expect.poll(() => api.streams()).toBe(1)
    await press('Approve with remarks')
    await userEvent.keyboard('Keep the map.')
    over = true
    api.send({ type: 'approval.withdrawn', subject: { type: 'approval', id: APPROVAL_ID } })
    await expect.poll(() => textOf(element, 'dialog')).toContain('The request was withdrawn')
    expect(textOf(element, 'dialog')).toContain('Keep the map.')
    expect(api.of(APPROVE)).toEqual([])
  })

  test('the session ended: the form stays with its text, and one more press sends it', async () => {
    let ended = true
    const { api, element } = await show({
      reject: () => {
        if (ended) return problem(401, 'session_expired', 'The session has ended.')
        return summaryOf(decidedAs('rejected', { remarks: 'Too late.' }))
      },
    })
    await press('Reject')
    await userEvent.keyboard('Too late.')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Reject' }))
    await expect.poll(() => textOf(element, 'dialog')).toContain('Your session has ended')
    expect(rootOf(element).querySelector('textarea')?.value).toBe('Too late.')
    await expectAccessible(element)
    ended = false
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Try again' }))
    await expect.poll(() => rootOf(element).querySelector('dialog')).toBeNull()
    expect(new Set(api.of(REJECT).map(keyOf)).size).toBe(1)
  })

  test('there is no connection: it is said, and the text stays', async () => {
    const heard = vi.fn()
    const { element } = await show({ reject: () => Promise.reject(new TypeError('Failed to fetch')) })
    element.addEventListener('agencyops-error', heard)
    await press('Reject')
    await userEvent.keyboard('Too late.')
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Reject' }))
    await expect.poll(() => textOf(element, 'dialog'), { timeout: 15_000 }).toContain('No connection')
    expect(rootOf(element).querySelector('textarea')?.value).toBe('Too late.')
    expect(heard).toHaveBeenCalled()
  })
})

test('components-04: focus stays in the form and comes back, through a host’s shadow root', async () => {
  const { element } = await show()
  const host = document.createElement('div')
  document.querySelector('main')?.append(host)
  const outer = host.attachShadow({ mode: 'open' })
  const below = document.createElement('button')
  outer.append(element, below)
  await element.updateComplete
  await press('Reject')
  for (const keys of ['{Tab}', '{Shift>}{Tab}{/Shift}']) {
    for (let i = 0; i < 12; i++) {
      await userEvent.keyboard(keys)
      expect(outer.activeElement).toBe(element)
      expect(focused(element)?.closest('dialog')).not.toBeNull()
    }
  }
  await userEvent.keyboard('{Escape}')
  expect(rootOf(element).querySelector('dialog')).toBeNull()
  expect(focused(element)?.id).toBe('reject')
})

describe('files', () => {
  const saved = () => {
    const links: { download: string; type: Promise<string> }[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push({ download: this.download, type: fetch(this.href).then(async (one) => (await one.blob()).type) })
    })
    return links
  }

  test.each([
    ['logo.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>window.__x=1</script></svg>'],
    ['page.html', 'text/html', '<script>window.__x=1</script>'],
    ['x.pdf.exe', 'application/pdf', 'MZ'],
  ])('components-01: %s is saved as bytes and never opened', async (name, type, content) => {
    const links = saved()
    const opened = vi.spyOn(window, 'open')
    const { element } = await show({
      now: () => sampleApproval({ files: [{ id: FILE_ID, name, content_type: type, size: 5, sha256: SHA }] }),
      download: () => new Response(content, { headers: { 'content-type': type } }),
    })
    await press(`Download ${name}`)
    await expect.poll(() => links.length).toBe(1)
    expect(links[0]?.download).toBe(name)
    expect(await links[0]?.type).toBe('application/octet-stream')
    expect(opened).not.toHaveBeenCalled()
    expect('__x' in window).toBe(false)
    expect(rootOf(element).querySelector('a, iframe, object, embed, img')).toBeNull()
  })

  test('are fetched with the session, in no address', async () => {
    saved()
    const { api } = await show({ download: () => new Response('bytes') })
    await press('Download timetable-winter.pdf')
    await expect.poll(() => api.of(DOWNLOAD).length).toBe(1)
    const [asked] = api.of(DOWNLOAD) as [Asked]
    expect(asked.headers.get('authorization')).toMatch(/^Bearer token-of-contact_/)
    expect(asked.query.toString()).toBe('')
  })

  test('one that cannot be fetched says so beside the files, and one that is shown no more has no button', async () => {
    const files = sampleApproval().files.map((file, at) => (at === 0 ? { ...file, id: null, size: null } : file))
    const { element } = await show({
      now: () => sampleApproval({ files }),
      download: () => problem(404, 'not_found', 'There is no such file.'),
    })
    expect(page.getByRole('button', { name: 'Download timetable-winter.pdf' }).query()).toBeNull()
    await press('Download harbour-map.svg')
    await expect.poll(() => textOf(element, '.box.danger')).toContain('There is no such file.')
    await expectAccessible(element)
  })
})

describe('hostile text', () => {
  test.each(['page', 'form'])('stays text wherever it is shown, and widens nothing: %s', async (where) => {
    const { element } = await show({ now: () => hostileApproval() }, { width: '360px' })
    if (where === 'form') rootOf(element).querySelector<HTMLElement>('#remarks')?.click()
    await expect.poll(() => rootOf(element).querySelector(where === 'form' ? 'dialog' : 'article')).not.toBeNull()
    expect(rootOf(element).querySelector('img')).toBeNull()
    expect('hacked' in window).toBe(false)
    expect(rootOf(element).textContent).toContain(HOSTILE.slice(0, 60))
    expect(element.scrollWidth).toBeLessThanOrEqual(360)
    const all = [...rootOf(element).querySelectorAll<HTMLElement>(where === 'form' ? 'dialog *' : 'article *')]
    const edge =
      where === 'form' ? (rootOf(element).querySelector('dialog') as Element).getBoundingClientRect().right : 360
    const wide = all.filter((one) => one.getBoundingClientRect().right > edge + 1 && !one.closest('.clip'))
    expect(wide.map((one) => `${one.localName}.${one.className}`)).toEqual([])
    expect(textOf(element)).toContain('16:01')
    expect(textOf(element)).toContain('€6,281.47')
  })

  test('remarks too', async () => {
    const { element } = await show({
      now: () => hostileApproval({ status: 'rejected', can_decide: false, remarks: HOSTILE }),
    })
    expect(rootOf(element).querySelector('img')).toBeNull()
    expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth)
  })
})

describe('anybody can use it', () => {
  const states: [string, () => unknown][] = [
    ['to be decided', () => sampleApproval()],
    ['to be decided by another', () => sampleApproval({ can_decide: false })],
    [
      'without files or money',
      () => {
        const { snapshot, ...rest } = sampleApproval({ files: [] })
        return { ...rest, snapshot: { ...snapshot, files: [], lines: [], taxes: [], triggers: 'nothing' } }
      },
    ],
    ['approved', () => decidedAs('approved')],
    ['approved with remarks', () => decidedAs('approved_with_remarks', { remarks: 'Keep the map.' })],
    ['rejected', () => decidedAs('rejected', { remarks: 'Too late.' })],
    ['withdrawn', withdrawn],
    ['refused', () => problem(404, 'not_found', 'There is no such approval.')],
  ]
  describe.each(['light', 'dark'])('in %s', (theme) => {
    beforeEach(() => {
      document.documentElement.style.colorScheme = theme
      document.body.style.background = theme === 'dark' ? '#0f1116' : '#ffffff'
    })
    test.each(states)('%s', async (_, now) => {
      const { element } = await show({ now }, { theme })
      await expectAccessible(element)
    })
    test.each(['approve', 'remarks', 'reject'])('the form to %s, also after a failure', async (id) => {
      const { element } = await show({ approve: failing, reject: failing }, { theme })
      rootOf(element).querySelector<HTMLElement>(`#${id}`)?.click()
      await expect.poll(() => rootOf(element).querySelector('dialog')).not.toBeNull()
      await settled(element)
      await expectAccessible(element)
      const submit = [...rootOf(element).querySelectorAll<HTMLElement>('.dialog-actions .button')].at(-1)
      submit?.click()
      await expect.poll(() => textOf(element, id === 'approve' ? 'dialog .box' : '#missing')).not.toBe('')
      await expectAccessible(element)
    })
  })

  test('from right to left', async () => {
    const { element } = await show({}, { dir: 'rtl' })
    await expectAccessible(element)
    const [label, amount] = rootOf(element).querySelectorAll<HTMLElement>('.total > *')
    expect((amount as Element).getBoundingClientRect().left).toBeLessThan(
      (label as Element).getBoundingClientRect().left,
    )
  })

  test('in a column of 320 px, with text of twice the size, nothing is cut off', async () => {
    document.documentElement.style.fontSize = '200%'
    try {
      const { element } = await show({}, { width: '320px' })
      expect(element.scrollWidth).toBeLessThanOrEqual(320)
      expect(textOf(element)).toContain('€6,281.47')
    } finally {
      document.documentElement.style.fontSize = ''
    }
  })
})
