/** Opens the pages in Chromium, before a host and an API of the test's own. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { AgencyOps, type Deal, type Stage } from '@agencyops/sdk'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright'
import { type StartedServer, startServer } from '../dollar-trail/src/start-server.ts'
import { buildPages, pages } from './build.ts'
import { createHost } from './host.ts'

let api: StartedServer
let client: AgencyOps
let host: ServerType
let origin: string
let browser: Browser

before(async () => {
  api = await startServer()
  client = new AgencyOps({ baseUrl: api.baseUrl, apiKey: api.apiKey })
  await buildPages(api.baseUrl)
  host = createAdaptorServer({ fetch: (request, env) => served(request, env) })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  const served = createHost({ apiUrl: api.baseUrl, apiKey: api.apiKey, origin }).fetch
  browser = await chromium.launch({
    executablePath: process.env.AGENCYOPS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
})

after(async () => {
  await browser?.close()
  host?.close()
  await api?.stop()
})

for (const name of pages) {
  test(`the ${name} page shows the pipeline, follows it, and hears of a move, under a strict policy`, async () => {
    const page = await browser.newPage()
    const faults = await watch(page)
    await page.goto(`${origin}/${name}/`)

    const [from, to] = await twoStages()
    const { data: deals } = await client.deals.list({ stage_id: [from.id], status: ['open'] }).page()
    const [shown, followed] = deals as [Deal, Deal]
    await inStage(page, from).getByText(shown.name, { exact: true }).first().waitFor()

    await client.deals.move(followed.id, { stage_id: to.id })
    await inStage(page, to).getByText(followed.name, { exact: true }).first().waitFor()

    await moveToNext(page, from, shown)
    await page
      .getByRole('status')
      .filter({ hasText: `${shown.name} was moved.` })
      .waitFor()
    assert.equal((await client.deals.get(shown.id)).stage_id, to.id)

    assert.deepEqual(faults, [])
    await page.close()
  })
}

test('a bundle holds the component that its page uses, and no other', async () => {
  const files = (await readdir('dist', { recursive: true })).filter((file) => file.endsWith('.js'))
  const texts = await Promise.all(files.map((file) => readFile(`dist/${file}`, 'utf8')))
  assert.ok(texts.some((text) => text.includes('agencyops-pipeline-board')))
  assert.ok(!texts.some((text) => /agencyops-(invoice|approval)/.test(text)))
})

test('another website gets no session from the host', async () => {
  const headers = { Origin: 'https://evil.example', Cookie: 'login=whoever' }
  const answer = await fetch(`${origin}/session`, { method: 'POST', headers })
  assert.equal(answer.status, 403)
})

test('the policy of the pages names the API and nobody else', async () => {
  const { headers } = await fetch(`${origin}/html/`)
  const policy = headers.get('Content-Security-Policy') ?? ''
  assert.match(policy, /^default-src 'none'; /)
  assert.doesNotMatch(policy, /unsafe|\*/)
  assert.deepEqual(new Set(policy.match(/https?:\/\/[^\s;]+/g)), new Set([api.baseUrl]))
})

/** What a strict host would mind: breaches of its policy, errors, requests to strangers. */
async function watch(page: Page): Promise<string[]> {
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && ![origin, api.baseUrl].includes(url.origin)) faults.push(`asks ${url}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`${violatedDirective} stops ${blockedURI}`)
    })
  })
  return faults
}

async function twoStages(): Promise<[Stage, Stage]> {
  const [pipeline] = (await client.pipelines.list().toArray({ limit: 50 })).filter(({ is_default }) => is_default)
  assert.ok(pipeline)
  const stages = await client.stages.list({ pipeline_id: [pipeline.id], sort: 'position' }).toArray({ limit: 50 })
  return stages.slice(0, 2) as [Stage, Stage]
}

const inStage = (page: Page, { name }: Stage) => page.getByRole('region', { name: new RegExp(`^${name}`) })

/** By the keyboard, as one does without a mouse. */
async function moveToNext(page: Page, from: Stage, deal: Deal): Promise<void> {
  await inStage(page, from).getByRole('button', { name: deal.name, exact: true }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
}
