import { problemCodes } from '@agencyops/schema'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, startHarness } from '../testing/harness.ts'

let harness: Harness
let mounted: Hono
beforeAll(async () => {
  harness = await startHarness()
  mounted = new Hono().route('/psa', harness.anotherApp())
})
afterAll(() => harness.close())

const pages = ['/docs', '/portal', '/problems', '/problems/illegal_move']

test.each(pages)('%s has a policy that lets nothing in but ours', async (path) => {
  const response = await harness.app.request(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; /)
  expect(policy).toContain(`frame-ancestors 'none'`)
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/)
})

test.each(pages)('%s names no other host and only relative links', async (path) => {
  const text = await (await harness.app.request(path)).text()
  expect(text).not.toMatch(/(href|src|data-url)="(https?:)?\/\//)
  const links = [...text.matchAll(/(?:href|src|data-url)="([^"]*)"/g)].map(([, link]) => link as string)
  for (const link of links.filter((one) => !one.startsWith('data:'))) {
    const target = new URL(link, `http://psa.test/psa${path}`).pathname
    expect((await mounted.request(target)).status, target).toBe(200)
  }
})

test('the script of the reference is kept for ever under its hash, and no other name is known', async () => {
  const page = await (await harness.app.request('/docs')).text()
  const [, name] = /src="(docs\/reference\.[0-9a-f]{16}\.js)"/.exec(page) ?? []
  const gzipped = await harness.app.request(`/${name}`, { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect(gzipped.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(gzipped.headers.get('content-encoding')).toBe('gzip')
  const plain = await harness.app.request(`/${name}`)
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect((await plain.arrayBuffer()).byteLength).toBeGreaterThan((await gzipped.arrayBuffer()).byteLength)
  expect((await harness.app.request('/docs/reference.0000000000000000.js')).status).toBe(404)
  expect((await harness.app.request('/docs/..%2f..%2fpackage.json')).status).toBe(404)
})

test('the document has a tag, and says where the operations are', async () => {
  const first = await harness.call('GET', '/openapi.json')
  expect(first.body.openapi).toBe('3.1.0')
  expect(first.body.servers[0].url).toBe('/')
  const again = await harness.app.request('/openapi.json', {
    headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  const under = (await (await mounted.request('/psa/openapi.json')).json()) as { servers: { url: string }[] }
  expect(under.servers[0]?.url).toBe('/psa')
})

test('every problem has a page, for people and for programs', async () => {
  const list = await harness.call('GET', '/problems', { headers: { Accept: 'application/json' } })
  expect(list.body.data.map(({ code }: { code: string }) => code).sort()).toEqual([...problemCodes].sort())
  for (const code of problemCodes) {
    const page = await harness.call('GET', `/problems/${code}`)
    expect(page.status).toBe(200)
    expect(page.body).toContain(`urn:agencyops:problem:${code}`)
    const data = await harness.call('GET', `/problems/${code}`, { headers: { Accept: 'application/json' } })
    expect(data.body).toMatchObject({ code, status: expect.any(Number), mend: expect.any(String) })
  }
  expect((await harness.call('GET', '/problems/no_such')).body).toMatchObject({ status: 404, code: 'not_found' })
})

test('a process lives whatever its database does; it is ready when that answers and is migrated', async () => {
  expect(await harness.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await harness.call('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })

  await harness.admin(
    `update migration set name = name || ' of another' where name = (select max(name) from migration)`,
  )
  const behind = await harness.call('GET', '/readyz')
  expect(behind).toMatchObject({
    status: 503,
    body: { reason: 'The database is not migrated: run agencyops migrate.' },
  })
  expect(behind.headers.get('retry-after')).toBe('1')

  const broken = harness.anotherApp({
    database: {
      ...harness.database,
      bound: () => ({ all: () => Promise.reject(new Error('secret inside')) }) as never,
    },
  })
  expect((await broken.request('/healthz')).status).toBe(200)
  const down = await broken.request('/readyz')
  expect(down.status).toBe(503)
  expect(await down.text()).not.toContain('secret inside')
})
