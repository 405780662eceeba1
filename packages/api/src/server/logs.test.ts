import { afterAll, beforeAll, expect, test } from 'vitest'
import { askApproval, WHOLE_PLAN } from '../testing/approval-story.ts'
import { stopCommands } from '../testing/command.ts'
import { type Harness, startHarness, TEST_SECRET, type TestTenant } from '../testing/harness.ts'
import { type Served, serve } from '../testing/served.ts'

const TIMEOUT = 120_000
const KEY_AS_REQUEST_ID = `ao_test_${'k'.repeat(38)}`
let harness: Harness
let tenant: TestTenant
beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(async () => {
  await stopCommands()
  await harness.close()
})

/** Stops the process and reads its lines. */
async function linesOf({ command }: Served) {
  command.process.kill('SIGINT')
  const { stdout, stderr } = await command.ended
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{"level"'))
    .map((line) => JSON.parse(line))
  return { all: stdout + stderr, lines: lines as Record<string, unknown>[] }
}

test('a story from pitch to approval leaves no secret and no personal data in what a process writes', {
  timeout: TIMEOUT,
}, async () => {
  const served = await serve(harness, { LOG_LEVEL: 'trace', AGENCYOPS_SLOW_QUERY_MS: '0' })
  const through = served.as(tenant)
  const { approval, contact, company, engagement, portal } = await askApproval(
    { ...harness, call: served.call },
    through,
    WHOLE_PLAN,
  )
  const shown = await portal.get(`/v1/portal/approvals/${approval.id}`)
  const decided = await portal.post(`/v1/portal/approvals/${approval.id}/approve`, {
    sha256: shown.body.sha256,
    remarks: 'Mind the Signatory.',
  })
  const { body: minted } = await through.post('/v1/api_keys', { name: 'Second', scopes: ['companies:read'] })
  const { body: link } = await through.post('/v1/magic_links', {
    contact_id: contact.id,
    components: { engagement: {} },
    engagement_ids: [engagement.id],
  })
  const linkSecret = link.url.split('#')[1] as string
  const opened = await served.call('POST', '/v1/public/portal_sessions', { body: { link_secret: linkSecret } })
  const refused = await Promise.all([
    served.call('GET', '/v1/companies', { key: `ao_test_${'y'.repeat(38)}` }),
    through.get('/v1/companies', { headers: { 'X-Request-Id': KEY_AS_REQUEST_ID } }),
    through.get('/v1/contacts?email=ada%40query.example'),
    through.post('/v1/contacts', { company_id: company.id, name: 'Ada Body', email: 'not an address ada' }),
    through.post('/v1/contacts', `{"name": "Ada Broken", "email"`),
    served.call('POST', '/v1/public/portal_sessions', { body: { link_secret: linkSecret } }),
    portal.post(`/v1/portal/approvals/${approval.id}/approve`, { note: 'A secret remark' }),
  ])
  expect([opened.status, minted.secret !== undefined, decided.status]).toEqual([200, true, 200])
  expect(refused.map(({ status }) => status)).toEqual([401, 200, expect.any(Number), 422, 400, expect.any(Number), 422])

  const { all, lines } = await linesOf(served)
  expect(lines.filter(({ operation }) => operation === 'winDeal').length).toBeGreaterThan(1)
  const secrets = [
    tenant.key,
    portal.token,
    minted.secret,
    linkSecret,
    opened.body.token,
    opened.body.renewal_token,
    KEY_AS_REQUEST_ID,
    'yyyyyyyy',
    TEST_SECRET,
    new URL(harness.testDatabase.url as string).password,
  ]
  const personal = [contact.email, contact.name, 'Ada', 'query.example', 'Oakmere', 'Mara', 'Quillhaven', 'A secret']
  for (const text of [...secrets, ...personal, 'Bearer', 'authorization', '127.0.0.1"', 'Signatory']) {
    expect(text.length).toBeGreaterThan(2)
    expect(all.includes(text), `${text} is in the logs`).toBe(false)
  }
})

test('a request leaves one line: its operation, status, time, id, tenant and key', { timeout: TIMEOUT }, async () => {
  const served = await serve(harness, { LOG_LEVEL: 'info', AGENCYOPS_SLOW_QUERY_MS: '600000' })
  const id = 'req_from_a_proxy'
  expect((await served.as(tenant).get('/v1/companies', { headers: { 'X-Request-Id': id } })).status).toBe(200)
  const { lines } = await linesOf(served)
  const [line, ...more] = lines.filter(({ request_id }) => request_id === id)
  expect(more).toEqual([])
  expect(line).toMatchObject({
    level: 30,
    operation: 'listCompanies',
    status: 200,
    principal: 'api_key',
    tenant: tenant.tenantId,
    key: expect.stringMatching(/^api_key_/),
  })
  expect(line?.ms).toBeGreaterThan(0)
})

test('a slow query is logged with its operation and request, above the threshold alone', {
  timeout: TIMEOUT,
}, async () => {
  const served = await serve(harness, { LOG_LEVEL: 'warn', AGENCYOPS_SLOW_QUERY_MS: '400' })
  const company = (await tenant.post('/v1/companies', { name: 'Locked' })).body
  const release = await lockCompany(company.id)
  const renaming = served
    .as(tenant)
    .patch(`/v1/companies/${company.id}`, { name: 'Renamed' }, { headers: { 'X-Request-Id': 'req_waits_long' } })
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
  await expect.poll(async () => (await longestWait()) > 400, { timeout: 10_000 }).toBe(true)
  await release()
  expect((await renaming).status).toBe(200)
  const { lines } = await linesOf(served)
  expect(lines).toEqual([
    expect.objectContaining({ msg: 'slow query', operation: 'updateCompany', request_id: 'req_waits_long' }),
  ])
  expect(lines[0]?.ms).toBeGreaterThanOrEqual(400)
  expect(JSON.stringify(lines[0]?.statements)).toContain('\\"company\\"')
})

const BLOCKED = `from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
const waiting = async () => (await harness.admin<{ n: number }>(`select count(*)::int as n ${BLOCKED}`))[0]?.n
const longestWait = async () =>
  (
    await harness.admin<{ ms: number }>(
      `select coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000), 0)::float as ms ${BLOCKED}`,
    )
  )[0]?.ms ?? 0

/** Holds the lock of a company until the answer is called. */
async function lockCompany(id: string): Promise<() => Promise<void>> {
  const { decodeId } = await import('../primitives/id.ts')
  const { default: pg } = await import('pg')
  if (harness.testDatabase.kind === 'pglite') throw new Error('needs a server')
  const client = new pg.Client({ connectionString: harness.testDatabase.adminUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select 1 from company where id = $1 for update', [decodeId(id)?.uuid])
  return async () => {
    await client.query('commit')
    await client.end()
  }
}
