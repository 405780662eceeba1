/**
 * Every operation under requests that its document does not allow. `TEST_FUZZ_SEED` repeats a run, `TEST_FUZZ_RUNS`
 * says how many requests each operation gets.
 */
import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppOptions } from '../packages/api/src/app.ts'
import { type Listening, listen } from '../packages/api/src/server/listen.ts'
import { expectHealthy } from '../packages/api/src/testing/expect-healthy.ts'
import { type FuzzedRequest, fuzzedRequest, type Known } from '../packages/api/src/testing/fuzz-request.ts'
import { type Harness, startHarness } from '../packages/api/src/testing/harness.ts'
import { OpenApi } from '../packages/api/src/testing/open-api.ts'
import { audience, bodyOf, idsOf, pathOf, portalIds } from '../packages/api/src/testing/route-contract.ts'
import { buildWorld, operations, type World } from '../packages/api/src/testing/world.ts'
import { problems } from '../packages/schema/src/catalog/problems.ts'

const seed = Number(process.env.TEST_FUZZ_SEED ?? 20_261_125)
const runs = Number(process.env.TEST_FUZZ_RUNS ?? 16)
/** Below the server's own bound, which would hide a request that it forgot. */
const PATIENCE_MS = 10_000
const REQUEST_ID = /^[\w-]{8,64}$/

const document = new OpenApi(new URL('../openapi/openapi.json', import.meta.url))
const declared = new Map(operations.map((operation) => [operation.id, operation]))
const logged: string[] = []

let harness: Harness
let world: World
let server: Listening

beforeAll(async () => {
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (line: object) => logged.push(JSON.stringify(line)),
  } as unknown as AppOptions['logger']
  harness = await startHarness({ server: true, ...(logger && { logger }) })
  world = await buildWorld(harness)
  server = await listen({ port: 0, host: '127.0.0.1' })
  server.serve(harness.app.fetch as Parameters<Listening['serve']>[0])
}, 120_000)
afterAll(async () => {
  await server.close(0)
  await harness.close()
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

function send({ method, path, headers, body }: FuzzedRequest, key: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const credential = key === undefined ? {} : { Authorization: `Bearer ${key}` }
    const sent = request(server.url, { method, path, headers: { ...credential, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      const end = () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        })
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', end)
      if (response.headers['content-type'] === 'text/event-stream') {
        end()
        sent.destroy()
      }
    })
    sent.on('error', reject)
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('It never answered')))
    sent.end(body)
  })
}

/** A sentence where an answer is none that the API promises. */
function fault({ status, headers, text }: Answer): string | undefined {
  if (status >= 500) return `${status} ${text} ${logged.at(-1)}`
  if (status < 300 || status === 304) return undefined
  if (headers['content-type'] !== 'application/problem+json') return `${status} as ${headers['content-type']}`
  const problem = JSON.parse(text)
  const known = problems[problem.code as keyof typeof problems]
  if (known?.status !== status || problem.status !== status) return `${status} with the code ${problem.code}`
  if (!REQUEST_ID.test(problem.request_id) || headers['x-request-id'] !== problem.request_id) {
    return `no request id in ${text}`
  }
  return undefined
}

const strange = [
  '"x"',
  'null',
  '"9999999999999999999999"',
  '"-1"',
  '"2026-99-99T00:00:00.000Z"',
  '"\\ud800"',
  '1',
  '"%"',
]

/** A real cursor of the list, and the same with other values in it. */
async function cursorsOf(path: string, key: string | undefined): Promise<string[]> {
  const { text } = await send({ method: 'GET', path: `${path}?limit=1`, headers: {}, body: undefined }, key)
  const cursor: string | undefined = JSON.parse(text || '{}').next_cursor
  if (!cursor) return []
  const parts: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  const changed = strange.map((value) => JSON.stringify(parts.with(3, JSON.parse(value))))
  return [cursor, `${cursor}x`, ...changed.map((text) => Buffer.from(text).toString('base64url'))]
}

async function keyOf(operation: (typeof operations)[number]): Promise<string | undefined> {
  switch (audience(operation)) {
    case 'portal':
      return world.sessions.get('contact')
    case 'platform':
      return harness.platform.keySecret
    case 'public':
      return undefined
    default:
      return world.tenant.key
  }
}

// What the sessions may do is tried before anything can end them; then what only reads.
const order = ({ method, path }: { method: string; path: string }) =>
  (path.startsWith('/v1/portal') ? 0 : 1) + (method === 'GET' ? 0 : 2)
const inOrder = document.operations.toSorted((one, other) => order(one) - order(other))

describe(`every operation, with the seed ${seed}`, () => {
  it.each(inOrder.map((operation) => [operation.id, operation] as const))(
    '%s answers nothing but what is promised',
    async (id, operation) => {
      const own = declared.get(id) as (typeof operations)[number]
      const ids = audience(own) === 'portal' ? portalIds(world, world, 'own') : idsOf(world, 'own', world)
      const path = pathOf(own, ids)
      const key = await keyOf(own)
      const known: Known = {
        path,
        example: bodyOf(own, ids) ?? {},
        ids: [...world.ids.values()],
        cursors: operation.parameters.some(({ name }) => name === 'cursor') ? await cursorsOf(path, key) : [],
      }
      await fc.assert(
        fc.asyncProperty(fuzzedRequest(document, operation, known), async (fuzzed) => {
          expect(fault(await send(fuzzed, key))).toBeUndefined()
        }),
        { seed, numRuns: runs },
      )
    },
    60_000 + runs * 100,
  )
})

describe('afterwards', () => {
  it('the tenant still works, and every invariant holds', async () => {
    const made = await world.tenant.post('/v1/companies', { name: 'After all that' })
    expect(made.status).toBe(201)
    expect((await world.tenant.get(`/v1/companies/${made.body.id}`)).body.name).toBe('After all that')
    await expectHealthy(harness, undefined)
  }, 60_000)

  it('memory does not grow with what was refused', async () => {
    const gc = collector()
    const operation = document.operations.find(({ id }) => id === 'createDeal')
    if (!operation) throw new Error('The document has no createDeal')
    const known = { path: '/v1/deals', example: {}, ids: [...world.ids.values()], cursors: [] }
    const requests = fc.sample(fuzzedRequest(document, operation, known), { seed, numRuns: 150 })
    const round = async () => {
      for (const one of requests) await send(one, world.tenant.key)
      gc()
      return process.memoryUsage().heapUsed
    }
    await round()
    const before = await round()
    for (let count = 0; count < 3; count++) await round()
    expect((await round()) - before).toBeLessThan(4_000_000)
  }, 120_000)
})

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
