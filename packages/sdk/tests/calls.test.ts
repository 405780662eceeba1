import { expect, test, vi } from 'vitest'
import { AgencyOps, ApiError, ConnectionError } from '../src/index.ts'
import { APPROVAL, DEAL, FILE, INVOICE, KEY, testClient } from './support/client.ts'
import { json, problem, serve } from './support/server.ts'

test('a call sends method, path, body, key and who it is', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, { deal: { id: DEAL } }))
  const { client } = testClient({ baseUrl: `${baseUrl}/`, headers: { 'x-host': 'yes', accept: 'application/json' } })
  expect(await client.deals.win(DEAL, { won_on: '2026-12-01' })).toEqual({ deal: { id: DEAL } })
  const [request] = seen
  expect(request).toMatchObject({ method: 'POST', url: `/v1/deals/${DEAL}/win` })
  expect(request?.body.toString()).toBe('{"won_on":"2026-12-01"}')
  expect(request?.headers).toMatchObject({
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
    'x-host': 'yes',
    'agencyops-client': expect.stringMatching(/^sdk-js\/\d+\.\d+\.\d+\S* node\/\d+$/),
    'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

test('a body that may be left out is sent as an empty one, and none where the operation takes none', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { client } = testClient({ baseUrl })
  await client.deals.win(DEAL)
  await client.deals.archive(DEAL, {})
  expect(seen.map(({ body }) => body.toString())).toEqual(['{}', ''])
  expect(seen[1]?.headers['content-type']).toBeUndefined()
})

test('nested areas, a version as If-Match, dry runs and queries on writes', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { client } = testClient({ baseUrl })
  await client.portal.approvals.approve(APPROVAL, { sha256: '9f' })
  await client.invoices.issue(INVOICE, {}, { ifMatch: 7, dryRun: true })
  await client.invoices.issue(INVOICE, {}, { ifMatch: '"7.abc"' })
  await client.timeEntries.createBatch({ data: [] }, { query: { partial: true }, idempotencyKey: 'mine' })
  expect(seen.map(({ url }) => url)).toEqual([
    `/v1/portal/approvals/${APPROVAL}/approve`,
    `/v1/invoices/${INVOICE}/issue?dry_run=true`,
    `/v1/invoices/${INVOICE}/issue`,
    '/v1/time_entries/batch?partial=true',
  ])
  expect(seen.map(({ headers }) => headers['if-match'])).toEqual([undefined, '"7"', '"7.abc"', undefined])
  expect(seen[3]?.headers['idempotency-key']).toBe('mine')
})

test('a call is lazy, is sent once however often it is awaited, and answers raw when asked', async () => {
  const { baseUrl, seen } = await serve((_, response) =>
    json(response, { id: DEAL }, 200, { etag: '"3"', 'x-request-id': 'req_9' }),
  )
  const { client } = testClient({ baseUrl })
  const call = client.deals.get(DEAL)
  await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toHaveLength(0)
  await Promise.all([call, call, call.withResponse()])
  expect(seen).toHaveLength(1)
  expect(await call.withResponse()).toMatchObject({ data: { id: DEAL }, etag: '"3"', requestId: 'req_9' })
  const raw = await client.deals.get(DEAL).asResponse()
  expect([raw.status, await raw.text()]).toEqual([200, `{"id":"${DEAL}"}`])
})

test('a refusal is an ApiError whose message points at the faults', async () => {
  const errors = [
    {
      code: 'unknown_field',
      pointer: '#/company',
      nearest: 'company_id',
      detail: 'There is no field company. Did you mean company_id?',
    },
    { code: 'invalid', parameter: 'limit', detail: 'Too much.' },
  ]
  const { baseUrl } = await serve((_, response) => problem(response, 422, 'invalid_request', { errors }))
  const { client } = testClient({ baseUrl })
  const error = await client.deals.create({ name: 'a', company_id: 'company_1' }).catch((e) => e)
  expect(ApiError.is(error) && [error.status, error.code, error.requestId, error.problem.errors]).toEqual([
    422,
    'invalid_request',
    'req_1',
    errors,
  ])
  expect(String(error)).toBe(
    'ApiError: 422 invalid_request, POST /v1/deals\n  #/company  There is no field company. Did you mean company_id?\n  limit  Too much.',
  )
})

test('result answers data or problem, and throws what is no refusal', async () => {
  const { baseUrl, server } = await serve((_, response, nth) =>
    nth ? json(response, { deal: {} }) : problem(response, 409, 'illegal_move', { legal_moves: ['reopen'] }),
  )
  const { client } = testClient({ baseUrl, maxRetries: 0 })
  const refused = await client.deals.win(DEAL).result()
  expect(refused.problem?.code === 'illegal_move' && refused.problem.legal_moves).toEqual(['reopen'])
  expect(await client.deals.win(DEAL).result()).toEqual({ data: { deal: {} } })
  server.closeAllConnections()
  server.close()
  await expect(client.deals.win(DEAL).result()).rejects.toSatisfy(ConnectionError.is)
})

test('an answer that is none of the API is told from one', async () => {
  const { baseUrl } = await serve(({ url }, response) => {
    if (url.includes('/trace/')) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    else if (url.startsWith('/v1/events'))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":')
    else response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  })
  const { client } = testClient({ baseUrl, maxRetries: 0 })
  for (const call of [client.trace.get(DEAL), client.events.list(), client.deals.get(DEAL)])
    await expect(call).rejects.toMatchObject({ name: 'ApiError', code: 'unexpected_answer' })
})

test('an answer without a body is undefined, bytes are a Blob, and 304 is a code', async () => {
  const { baseUrl, seen } = await serve(({ method, url, headers }, response) => {
    if (method === 'DELETE') response.writeHead(204).end()
    else if (url.includes('content')) response.writeHead(200, { 'content-type': 'image/png' }).end('png')
    else if (headers['if-none-match']) response.writeHead(304, { etag: '"3"' }).end()
  })
  const { client } = testClient({ baseUrl })
  expect(await client.deals.delete(DEAL)).toBeUndefined()
  expect(await (await client.files.content(FILE)).text()).toBe('png')
  await expect(client.deals.get(DEAL, {}, { ifNoneMatch: 3 })).rejects.toMatchObject({
    status: 304,
    code: 'not_modified',
  })
  expect((await client.deals.get(DEAL, {}, { ifNoneMatch: '"3"' }).asResponse()).status).toBe(304)
  expect(seen[0]?.headers['idempotency-key']).toBeDefined()
})

test('an id that would name another path is refused before anything is sent', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { client } = testClient({ baseUrl })
  for (const id of ['', '.', '..', undefined])
    expect(() => client.deals.win(id as typeof DEAL)).toThrow(/deals\.win needs id/)
  await client.deals.get('deal_/../../x?y#z' as typeof DEAL)
  expect(seen.map(({ url }) => url)).toEqual(['/v1/deals/deal_%2F..%2F..%2Fx%3Fy%23z'])
})

test('a write does not follow a redirect, which would turn it into a read', async () => {
  const { baseUrl, seen } = await serve(({ url }, response) =>
    url === '/else' ? json(response, { deal: {} }) : response.writeHead(302, { location: '/else' }).end(),
  )
  const { client } = testClient({ baseUrl })
  await expect(client.deals.win(DEAL)).rejects.toMatchObject({ code: 'unexpected_answer', status: 302 })
  expect(seen).toHaveLength(1)
})

test('a client says what is wrong with its options, and never prints a key', () => {
  vi.stubEnv('AGENCYOPS_API_KEY', undefined)
  expect(() => new AgencyOps()).toThrow(/apiKey \(or set AGENCYOPS_API_KEY\)/)
  expect(() => new AgencyOps({ apiKey: 'ao_live_secret\n' })).toThrow(/^(?!.*secret\n)apiKey has a space/)
  const fetchSession = async () => ({ token: 't', expires_in: 1 })
  expect(() => new AgencyOps({ apiKey: 'a', fetchSession })).toThrow(/not both/)
  vi.stubEnv('AGENCYOPS_API_KEY', 'ao_test_1')
  expect(JSON.stringify(new AgencyOps())).not.toContain('ao_test_1')
})

test('a secret key in a page is refused unless it is wanted', () => {
  vi.stubGlobal('window', { document: {} })
  expect(() => new AgencyOps({ apiKey: 'a' })).toThrow(/web page/)
  expect(() => new AgencyOps({ apiKey: 'a', dangerouslyAllowBrowser: true })).not.toThrow()
  expect(() => new AgencyOps({ fetchSession: async () => ({ token: 't', expires_in: 1 }) })).not.toThrow()
})

test('errors are known across copies of the package', async () => {
  const { baseUrl } = await serve((_, response) => problem(response, 404, 'not_found'))
  vi.resetModules()
  const copy = (await import('../src/runtime/errors.ts')).ApiError
  const error = await testClient({ baseUrl })
    .client.deals.get(DEAL)
    .catch((e) => e)
  expect([copy.is(error), error instanceof copy, ConnectionError.is(error), copy.is(null), copy.is('x')]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('the log names no secret and no query', async () => {
  const { baseUrl } = await serve((_, response, nth) =>
    nth ? json(response, { data: [], next_cursor: null }) : problem(response, 503, 'unavailable'),
  )
  const lines: string[] = []
  const logger = { debug: (m: string) => lines.push(m), warn: (m: string) => lines.push(m) }
  await testClient({ baseUrl, logger }).client.deals.list({ status: ['won'] })
  expect(lines[0]).toMatch(/^GET \/v1\/deals 503 in \d+ ms$/)
  expect(lines.join()).toContain('Trying again in 500 ms (1 of 2)')
  expect(lines.join()).not.toMatch(/ao_test|won/)
})
