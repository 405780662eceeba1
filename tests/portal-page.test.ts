/** The page that a magic link opens, in Chromium, against a listening server. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../packages/api/src/server/listen.ts'
import { type ApprovalStory, askApproval, WHOLE_PLAN } from '../packages/api/src/testing/approval-story.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../packages/api/src/testing/harness.ts'
import { browserArguments, browserEnvironment } from '../scripts/browser.mjs'

type Body = TestAnswer['body']

const HOSTILE = '<img src=x onerror="document.title=\'taken\'"> \u202ednE'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let listening: Listening
let harness: Harness
let browser: Browser
let tenant: TestTenant
let story: ApprovalStory

beforeAll(async () => {
  listening = await listen({ port: 0, host: '127.0.0.1' })
  harness = await startHarness({ server: true, publicUrl: listening.url })
  listening.serve(harness.app.fetch)
  const environment = await browserEnvironment()
  const env = { ...process.env, ...environment } as Record<string, string>
  browser = await chromium.launch({
    executablePath: environment.AGENCYOPS_CHROMIUM as string,
    args: browserArguments,
    env,
  })
  tenant = await harness.mintTenant()
  const [planned] = WHOLE_PLAN.planned_milestones
  story = await askApproval(harness, tenant, { planned_milestones: [{ ...planned, name: HOSTILE }] })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await listening?.close(0)
  await harness?.close()
})
afterEach(async () => {
  harness.clock.real()
  for (const context of browser.contexts()) await context.close()
})

async function makeLink(): Promise<Body> {
  const { status, body } = await tenant.post('/v1/magic_links', {
    contact_id: story.contact.id,
    components: { approval: {}, invoice: {} },
    engagement_ids: [story.engagement.id],
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}

const statusOf = async (link: Body) => (await tenant.get(`/v1/magic_links/${link.id}`)).body.status

interface Visit {
  page: Page
  asked: { url: string; referer: string | undefined }[]
  faults: string[]
}

async function visit(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const [asked, faults]: [Visit['asked'], string[]] = [[], []]
  page.on('request', (request) => asked.push({ url: request.url(), referer: request.headers().referer }))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  await page.goto(url)
  return { page, asked, faults }
}

const press = (page: Page, name = 'Open') => page.getByRole('button', { name }).click()
const row = (page: Page) => page.locator('.rows a').first()

describe('the page of a magic link', { timeout: 60_000 }, () => {
  it('uses the link up by its button alone, and leaves its secret nowhere', async () => {
    const link = await makeLink()
    const { page, asked, faults } = await visit(link.url)
    await page.getByRole('button', { name: 'Open' }).waitFor()
    expect(await statusOf(link)).toBe('open')
    await press(page)
    await row(page).waitFor()
    expect(await statusOf(link)).toBe('consumed')
    expect(page.url()).toBe(`${listening.url}/portal`)
    const secret = link.url.split('#')[1]
    expect(asked.length).toBeGreaterThan(4)
    for (const { url, referer } of asked) {
      expect(url.startsWith(`${listening.url}/`)).toBe(true)
      expect([url.includes(secret), referer ?? '']).toEqual([false, ''])
    }
    const kept = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')
    expect([kept, await page.context().cookies()]).toEqual([[0, 0, ''], []])
    expect(faults).toEqual([])
  })

  it('shows a hostile name as the text that it is', async () => {
    const { page, faults } = await visit((await makeLink()).url)
    await press(page)
    await expect.poll(() => row(page).locator('.name').textContent()).toBe(HOSTILE)
    expect([await page.locator('main img').count(), await page.title(), faults]).toEqual([0, 'Quillhaven Studio', []])
  })

  it('goes on behind the end of its session, and says when the visit is over', async () => {
    const link = await makeLink()
    const { page } = await visit(link.url)
    await press(page)
    await row(page).waitFor()
    harness.clock.tick(16 * 60_000)
    await row(page).click()
    await page.locator('.back').waitFor()
    await page.getByText(HOSTILE.slice(0, 20)).first().waitFor()
    await tenant.post(`/v1/magic_links/${link.id}/revoke`)
    await page.locator('.back').click()
    await page.getByText('Your visit has ended').waitFor()
  })

  it('opens by pressing again after the answer was lost', async () => {
    const { page } = await visit((await makeLink()).url)
    await page.route(
      '**/v1/public/portal_sessions',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await press(page)
    await press(page, 'Try again')
    await row(page).waitFor()
  })

  it('says of a used link, and of one that is not whole, what to do', async () => {
    const link = await makeLink()
    const first = await visit(link.url)
    await press(first.page)
    await row(first.page).waitFor()
    const second = await visit(link.url)
    await press(second.page)
    await second.page.getByText('Ask for a new one').waitFor()
    const bare = await visit(`${listening.url}/portal`)
    await bare.page.getByText('Open it again from your message').waitFor()
    expect(await bare.page.getByRole('button').count()).toBe(0)
  })

  it.each(['light', 'dark'] as const)('can be read by everybody in %s, narrow too', async (colorScheme) => {
    const { page } = await visit((await makeLink()).url, { colorScheme, viewport: { width: 320, height: 640 } })
    await page.evaluate(AXE)
    const check = async () => {
      const { violations } = (await page.evaluate('axe.run(document)')) as Body
      expect(violations.map(({ id, nodes }: Body) => [id, nodes.map(({ html }: Body) => html)])).toEqual([])
      const [wide, seen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[]
      expect(wide).toBeLessThanOrEqual(seen as number)
    }
    await page.getByRole('button', { name: 'Open' }).waitFor()
    await check()
    await press(page)
    await page.locator('.note').waitFor()
    await check()
  })
})
