import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopCommands } from '../testing/command.ts'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { readStream } from '../testing/read-stream.ts'
import { type Served, serve } from '../testing/served.ts'

const TIMEOUT = 120_000
const TOKEN = 'a token for metrics'.replaceAll(' ', '-')
let harness: Harness
let tenant: TestTenant
let folder: string
beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
  folder = mkdtempSync(join(tmpdir(), 'agencyops-telemetry-'))
})
afterAll(async () => {
  await stopCommands()
  await harness.close()
  rmSync(folder, { recursive: true, force: true })
})

async function stop({ command }: Served): Promise<void> {
  command.process.kill('SIGINT')
  expect(await command.ended).toMatchObject({ code: 0, stderr: '' })
}

/** Runs in the process before anything else and lists what is loaded. */
const LISTING = `import { registerHooks } from 'node:module'
import { appendFileSync } from 'node:fs'
registerHooks({ load: (url, context, next) => { appendFileSync(process.env.MODULES, url + '\\n'); return next(url, context) } })`
const listing = (name: string) => ({
  MODULES: join(folder, name),
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(LISTING)}`,
})
const loaded = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('metrics', () => {
  test('count requests by operation and class, and say what is open; each figure once', {
    timeout: TIMEOUT,
  }, async () => {
    const served = await serve(harness, { AGENCYOPS_METRICS_PORT: '0', AGENCYOPS_RATE_LIMIT: '8' })
    const [, url = ''] = await served.command.says(/"metrics_url":"([^"]*)"/)
    expect(new URL(url).port).not.toBe(new URL(served.url).port)
    const key = await tenant.keyWith('companies:read', 'events:read')
    const ask = () => served.call('GET', '/v1/companies', { key })
    const stream = readStream(
      await fetch(`${served.url}/v1/events/stream`, { headers: { Authorization: `Bearer ${key}` } }),
    )
    await expect.poll(() => stream.lastId()).toBeDefined()
    const statuses = []
    for (let count = 0; count < 10; count++) statuses.push((await ask()).status)
    const answered = statuses.filter((status) => status === 200).length
    expect(answered).toBeGreaterThan(0)
    expect(answered).toBeLessThan(10)

    const text = await (await fetch(url)).text()
    const figure = (name: string) =>
      text.split('\n').flatMap((line) => (line.startsWith(`${name} `) ? [Number(line.slice(name.length))] : []))
    expect(figure('agencyops_requests_total{operation="listCompanies",status="2xx"}')).toEqual([answered])
    expect(figure('agencyops_requests_total{operation="listCompanies",status="4xx"}')).toEqual([10 - answered])
    expect(figure('agencyops_rate_limited_total{operation="listCompanies"}')).toEqual([10 - answered])
    expect(figure('agencyops_request_duration_seconds_count{operation="listCompanies"}')).toEqual([10])
    expect(figure('agencyops_streams_open')).toEqual([1])
    expect(figure('agencyops_database_waiting')).toEqual([0])
    expect(figure('agencyops_database_duration_seconds_count{outcome="answered"}')[0]).toBeGreaterThanOrEqual(answered)
    expect(figure('agencyops_database_connections{state="busy"}')).toEqual([0])
    expect(text).not.toContain(key)
    expect((await fetch(`${served.url}/metrics`)).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(404)
    await stop(served)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('stand on the public port for who knows the token, and for nobody else', { timeout: TIMEOUT }, async () => {
    const served = await serve(harness, { AGENCYOPS_METRICS_TOKEN: TOKEN })
    const ask = async (authorization?: string) =>
      fetch(`${served.url}/metrics`, authorization ? { headers: { Authorization: authorization } } : {})
    expect((await ask()).status).toBe(401)
    expect((await ask(`Bearer ${TOKEN}x`)).status).toBe(401)
    expect((await ask(`Bearer ${tenant.key}`)).status).toBe(401)
    const answer = await ask(`Bearer ${TOKEN}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(await answer.text()).toContain('# TYPE agencyops_requests_total counter')
    await stop(served)
  })
})

interface SentSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: Record<string, unknown> }[]
}

describe('traces', () => {
  let collector: Server
  let endpoint: string
  const bodies: string[] = []
  beforeAll(async () => {
    collector = createServer(async (request, response) => {
      const chunks = await request.toArray()
      bodies.push(`${request.url} ${Buffer.concat(chunks)}`)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    }).listen(0, '127.0.0.1')
    await once(collector, 'listening')
    endpoint = `http://127.0.0.1:${(collector.address() as { port: number }).port}`
  })
  afterAll(() => collector.close())

  test('tell each request, within its caller’s trace, and what the database was asked below it', {
    timeout: TIMEOUT,
  }, async () => {
    const served = await serve(harness, {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_SERVICE_NAME: 'psa',
      ...listing('with'),
    })
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'X-Request-Id': 'req_that_is_traced' }
    const company = await served.as(tenant).post('/v1/companies', { name: 'Oakmere Ferries' }, { headers })
    expect(company.status).toBe(201)
    await stop(served)

    expect(bodies.map((body) => body.slice(0, 11))).toContain('/v1/traces ')
    const sent = bodies.flatMap((body) => JSON.parse(body.slice(body.indexOf(' '))).resourceSpans)
    const spans: SentSpan[] = sent.flatMap((one) =>
      one.scopeSpans.flatMap((scope: { spans: SentSpan[] }) => scope.spans),
    )
    const [span, ...others] = spans.filter(({ name }) => name === 'POST /v1/companies')
    expect(others).toEqual([])
    expect(span).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331', kind: 2 })
    const value = (key: string) => Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0]
    expect(value('agencyops.operation')).toBe('createCompany')
    expect(value('agencyops.request_id')).toBe('req_that_is_traced')
    expect(value('http.response.status_code')).toBe(201)
    const below = spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId)
    expect(below.length).toBeGreaterThan(0)
    expect(JSON.stringify(below)).toContain('insert into')
    for (const one of below) {
      expect(one.traceId).toBe(traceId)
      expect(BigInt(one.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span?.startTimeUnixNano ?? 0))
      expect(BigInt(one.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(span?.endTimeUnixNano ?? 0))
    }
    expect(JSON.stringify(sent[0].resource)).toContain('"psa"')
    for (const hidden of [tenant.key, 'Oakmere']) expect(bodies.join()).not.toContain(hidden)
    expect(loaded('with')).toContain('@opentelemetry/sdk-trace')
  })

  test('and metrics cost nothing where they are not configured: nothing of them is loaded', {
    timeout: TIMEOUT,
  }, async () => {
    const served = await serve(harness, listing('without'))
    expect((await served.as(tenant).get('/v1/companies')).status).toBe(200)
    await stop(served)
    expect(loaded('without')).toContain('server/telemetry.ts')
    // The job library names the interface of OpenTelemetry, which is small and does nothing by itself.
    const costly = /node_modules\/(?:prom-client|@opentelemetry\/(?!api\/))|server\/(?:metrics|traces|slow-queries)/
    expect(loaded('with')).toMatch(costly)
    expect(costly.exec(loaded('without'))?.[0]).toBeUndefined()
  })
})
