import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDemoClient } from '../../seed/demo-client.ts'
import { SYSTEM } from '../../seed/demo-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { addDemo } from './routes.ts'

const HERE = 'http://127.0.0.1:8787'
const HOSTILE = '<img src=x onerror=alert(1)>"\'&'
let harness: Harness
let tenant: TestTenant
let app: Hono
beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant({ kind: 'sandbox' })
  const external_ref = { system: SYSTEM, id: 'oakmere' }
  const { body: company } = await tenant.post('/v1/companies', { name: HOSTILE, external_ref })
  const { body: contact } = await tenant.post('/v1/contacts', { company_id: company.id, name: HOSTILE, external_ref })
  const scope_items = [{ key: 'site', name: 'Site', quantity: '1', unit_price: '100', tax_percent: '21' }]
  const won = { name: 'Won', company_id: company.id, currency: 'EUR', scope_items }
  const { body: deal } = await tenant.post('/v1/deals', won)
  const { engagement } = (await tenant.post(`/v1/deals/${deal.id}/win`)).body
  await tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: contact.id })
  const client = createDemoClient((path, init) => harness.app.request(path, init), tenant.key)
  app = new Hono()
  addDemo(app, Promise.resolve({ tenant: { name: HOSTILE }, client }))
  app.onError((error) => Response.json({ detail: error.message }, { status: 403 }))
})
afterAll(() => harness.close())

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
const ask = (headers: Record<string, string>, path = '/demo/session?as=member', here = HERE, env?: object) =>
  app.request(`${here}${path}`, { method: 'POST', headers }, env)

test('a page of the demo gets a session that works from there alone', async () => {
  for (const who of ['member', 'contact']) {
    const answer = await ask({ Origin: HERE, 'Sec-Fetch-Site': 'same-origin' }, `/demo/session?as=${who}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const session = (await answer.json()) as { token: string; subject_id: string; origins: string[] }
    expect(session).toMatchObject({ subject_id: expect.stringMatching(`^${who}_`), origins: [HERE] })
    const path = who === 'member' ? '/v1/deals/board' : '/v1/portal/invoices'
    const reading = (Origin: string) => tenant.get(path, { key: session.token, headers: { Origin } })
    expect((await reading(HERE)).status).toBe(200)
    expect((await reading('http://127.0.0.1:9999')).body.code).toBe('origin_not_allowed')
  }
})

test.each<[string, Record<string, string>]>([
  ['another port of this machine', { Origin: 'http://127.0.0.1:3000', 'Sec-Fetch-Site': 'same-site' }],
  ['another website', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ['a sandboxed frame', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ['a page that forges its origin', { Origin: HERE, 'Sec-Fetch-Site': 'cross-site' }],
  ['what is no page', {}],
])('%s gets no session', async (_, headers) => {
  const answer = await ask(headers)
  expect(answer.status).toBe(403)
  expect(await answer.text()).not.toContain('token')
})

test.each(['/demo', '/demo/page.js', '/demo/session?as=member'])('%s is for this machine alone', async (path) => {
  const method = path.includes('session') ? 'POST' : 'GET'
  const asked = (here: string, env?: object) =>
    app.request(`${here}${path}`, { method, headers: { Origin: here } }, env)
  expect((await asked(HERE, from('::ffff:127.0.0.1'))).status).toBe(200)
  expect((await asked('http://localhost:8787', from('::1'))).status).toBe(200)
  // A name that was bent to point here, and another machine of the network that names this one.
  expect((await asked('http://rebound.example:8787')).status).toBe(403)
  expect((await asked(HERE, from('192.168.1.20'))).status).toBe(403)
})

test('nobody else is minted for, and nothing by GET', async () => {
  expect((await ask({ Origin: HERE }, '/demo/session?as=owner')).status).toBe(403)
  expect((await ask({ Origin: HERE }, '/demo/session')).status).toBe(403)
  expect((await app.request(`${HERE}/demo/session?as=member`, { headers: { Origin: HERE } })).status).toBe(403)
  expect((await app.request(`${HERE}/demo/..%2fpackage.json`)).status).toBe(403)
})

test('an API that is no demo has none of it', async () => {
  expect((await harness.app.request('/demo')).status).toBe(404)
  expect((await harness.app.request('/demo/session?as=member', { method: 'POST' })).status).toBe(404)
})

test('the page lets in only its own script, calls no other host, and no name is markup', async () => {
  const answer = await app.request(`${HERE}/demo`)
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-[\w+/=]+'; /)
  const page = await answer.text()
  expect(page).not.toMatch(/<script(?! type="module" src="demo\/page\.js")| style=|\son\w+="/)
  expect(page).not.toContain('<img')
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect([...page.matchAll(/https?:\/\/[^\s"<&']+/g)].map(([url]) => new URL(url).origin)).toSatisfy(
    (found: string[]) => found.every((one) => one === HERE),
  )
})
