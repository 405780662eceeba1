import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServerDatabase } from '../db/database.ts'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const limited = (rateCapacity: number, trustedProxies = 0) =>
  harness.anotherApp({ limits: { rateCapacity, rateWindowSeconds: 60, trustedProxies } })
const withKey = (key: string, more: Record<string, string> = {}) => ({
  headers: { Authorization: `Bearer ${key}`, ...more },
})

describe('the rate limit', () => {
  it('is told with every answer, refuses with 429 and Retry-After, and refills', async () => {
    const app = limited(3)
    const ask = () => app.request('/v1/companies', withKey(tenant.key))
    const first = await ask()
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/)
    await ask()
    await ask()
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 })
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(20)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    harness.clock.tick(wait * 1000)
    expect((await ask()).status).toBe(200)
  })

  it('counts each row of a batch; one that is refused writes nothing, and passes after Retry-After', async () => {
    const app = limited(10)
    const key = await tenant.keyWith('companies:write')
    const batch = (names: readonly string[], query = '') =>
      app.request(`/v1/companies/batch${query}`, {
        method: 'POST',
        body: JSON.stringify({ rows: names.map((name) => ({ name })) }),
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      })
    const first = await batch(['Row 1', 'Row 2', 'Row 3', 'Row 4', 'Row 5', 'Row 6'])
    expect([first.status, first.headers.get('ratelimit')]).toEqual([200, '"default";r=4;t=60'])
    const refused = await batch(['Late 1', 'Late 2', 'Late 3', 'Late 4', 'Late 5'], '?partial=true')
    expect(refused.status).toBe(429)
    expect(await harness.admin(`select 1 from company where name like 'Late %'`)).toEqual([])
    harness.clock.tick(Number(refused.headers.get('retry-after')) * 1000)
    expect((await batch(['Late 1', 'Late 2', 'Late 3', 'Late 4', 'Late 5'])).status).toBe(200)
    harness.clock.tick(60_000)
    expect((await batch(Array.from({ length: 12 }, (_, index) => `More than the bucket ${index}`))).status).toBe(200)
    expect((await batch(['At once'])).status).toBe(429)
  })

  it('counts each credential by itself', async () => {
    const app = limited(1)
    const other = await tenant.keyWith('companies:read')
    expect((await app.request('/v1/companies', withKey(tenant.key))).status).toBe(200)
    expect((await app.request('/v1/companies', withKey(tenant.key))).status).toBe(429)
    expect((await app.request('/v1/companies', withKey(other))).status).toBe(200)
  })

  it('of refused credentials counts by address, and a valid one from there still passes', async () => {
    const app = limited(20, 1)
    const guess = (address: string) =>
      app.request('/v1/companies', withKey(`ao_test_${'y'.repeat(40)}`, { 'X-Forwarded-For': `9.9.9.9, ${address}` }))
    expect((await guess('1.1.1.1')).status).toBe(401)
    expect((await guess('1.1.1.1')).status).toBe(401)
    const third = await guess('1.1.1.1')
    expect(third.status).toBe(429)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await guess('2.2.2.2')).status).toBe(401)
    expect((await app.request('/v1/companies', withKey(tenant.key, { 'X-Forwarded-For': '1.1.1.1' }))).status).toBe(200)
  })

  it('threat 42: believes no forwarded address without a trusted proxy', async () => {
    const app = limited(10)
    const guess = (address: string) =>
      app.request('/v1/companies', withKey(`ao_test_${'z'.repeat(40)}`, { 'X-Forwarded-For': address }))
    expect((await guess('1.1.1.1')).status).toBe(401)
    expect((await guess('2.2.2.2')).status).toBe(429)
  })
})

describe('time', () => {
  it('is not spent on a lock that stays: 503 with Retry-After, and nothing is written', async () => {
    const { testDatabase } = harness
    if (testDatabase.kind === 'pglite') throw new Error('needs a server')
    const { body: company } = await tenant.post('/v1/companies', { name: 'Held' })
    const impatient = openServerDatabase({ url: testDatabase.url, poolSize: 2, lockTimeoutMs: 100 })
    const rename = () =>
      harness.anotherApp({ database: impatient }).request(`/v1/companies/${company.id}`, {
        method: 'PATCH',
        body: '{"name":"Renamed"}',
        headers: { Authorization: `Bearer ${tenant.key}`, 'Content-Type': 'application/json' },
      })
    await harness.database.transaction({ tenantId: tenant.tenantId }, async (transaction) => {
      await transaction.all({ sql: 'select 1 from company for update', parameters: [] })
      const refused = await rename()
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
      expect(await refused.json()).toMatchObject({ code: 'unavailable' })
    })
    expect((await tenant.get(`/v1/companies/${company.id}`)).body.name).toBe('Held')
    expect((await rename()).status).toBe(200)
    await impatient.close()
  })
})

describe('origins', () => {
  const foreign = [
    'https://evil.example',
    'https://psa.test.evil.example',
    'https://psa.test',
    'null',
    'http://psa.test:81',
  ]
  it.each(foreign)(
    'tenancy-07: a secret key in a page of %s is refused, readably, and does nothing',
    async (origin) => {
      const answer = await tenant.post('/v1/companies', { name: 'From a page' }, { headers: { Origin: origin } })
      expect([answer.status, answer.body.code]).toEqual([403, 'origin_not_allowed'])
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(await harness.admin(`select 1 from company where name = 'From a page'`)).toEqual([])
    },
  )

  it('tenancy-07: our own pages and servers without an origin may use it; a member of the body named origin is unknown', async () => {
    expect((await tenant.get('/v1/companies', { headers: { Origin: 'http://psa.test' } })).status).toBe(200)
    expect((await tenant.get('/v1/companies')).status).toBe(200)
    expect((await tenant.post('/v1/companies', { name: 'A', origin: 'http://psa.test' })).body.errors[0].code).toBe(
      'unknown_field',
    )
  })

  it('a preflight is answered for everybody, without credentials', async () => {
    const answer = await harness.call('OPTIONS', '/v1/companies', {
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH')
  })
})

describe('credentials', () => {
  it('are asked for once, and a bad one is named as bad', async () => {
    const none = await harness.call('GET', '/v1/companies')
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    for (const authorization of ['Bearer nonsense', 'Basic YTpi', 'Bearer', `Bearer ${'x'.repeat(5000)}`]) {
      const bad = await harness.call('GET', '/v1/companies', { headers: { Authorization: authorization } })
      expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"'])
    }
  })

  it('end for every process within seconds of being revoked, and when they expire', async () => {
    const key = await tenant.keyWith('companies:read')
    expect((await tenant.get('/v1/companies', { key })).status).toBe(200)
    await harness.admin(`update api_key set revoked_at = now() where scopes = '{companies:read}'`)
    await expect.poll(async () => (await tenant.get('/v1/companies', { key })).status, { timeout: 5000 }).toBe(401)
  })
})
