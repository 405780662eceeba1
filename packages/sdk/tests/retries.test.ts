import { expect, test } from 'vitest'
import { AgencyOpsError } from '../src/index.ts'
import { retryDelay } from '../src/runtime/retry.ts'
import { DEAL, FILE, testClient } from './support/client.ts'
import { json, problem, type Respond, serve } from './support/server.ts'

const failOnce =
  (status: number, code: string, headers = {}): Respond =>
  (_, response, nth) =>
    nth ? json(response, {}) : problem(response, status, code, {}, headers)

test.each([
  [408, 'request_timeout', 2],
  [429, 'rate_limited', 2],
  [500, 'internal_error', 2],
  [503, 'unavailable', 2],
  [409, 'idempotency_in_flight', 2],
  [409, 'illegal_move', 1],
  [501, 'unexpected', 1],
  [422, 'invalid_request', 1],
  [401, 'unauthenticated', 1],
])('%i %s is sent %i times', async (status, code, times) => {
  const { baseUrl, seen } = await serve(failOnce(status, code))
  const { client } = testClient({ baseUrl })
  await client.deals.win(DEAL).result()
  expect(seen).toHaveLength(times)
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
})

test('a broken connection is retried, and two calls have two keys', async () => {
  const { baseUrl, seen } = await serve((_, response, nth) => (nth ? json(response, {}) : response.destroy()))
  const { client } = testClient({ baseUrl })
  await client.deals.win(DEAL)
  await client.deals.win(DEAL)
  const keys = seen.map(({ headers }) => headers['idempotency-key'])
  expect([keys.length, keys[0] === keys[1], keys[1] === keys[2]]).toEqual([3, true, false])
})

test('attempts end at maxRetries, of the client or of the call', async () => {
  const { baseUrl, seen } = await serve((_, response) => problem(response, 503, 'unavailable'))
  const { client, waits } = testClient({ baseUrl })
  await expect(client.deals.get(DEAL)).rejects.toMatchObject({ code: 'unavailable' })
  expect([seen.length, waits]).toEqual([3, [500, 1000]])
  await client.deals.get(DEAL, {}, { maxRetries: 0 }).result()
  expect(seen).toHaveLength(4)
})

test('waits double to 8 s less a quarter at most; Retry-After wins and is capped at 60 s', async () => {
  const none = new Error()
  expect([0, 1, 4, 9].map((tried) => retryDelay(tried, none, () => 0))).toEqual([500, 1000, 8000, 8000])
  expect(retryDelay(0, none, () => 1)).toBe(375)
  for (const [header, least, most] of [
    ['0', 0, 250],
    ['7', 7000, 7250],
    ['3600', 60_000, 60_000],
    [new Date(Date.now() + 20_000).toUTCString(), 18_000, 20_250],
    ['nonsense', 375, 500],
  ] as const) {
    const { baseUrl } = await serve(failOnce(429, 'rate_limited', { 'retry-after': header }))
    const { client, waits } = testClient({ baseUrl, random: Math.random })
    await client.deals.get(DEAL)
    expect(waits[0]).toBeGreaterThanOrEqual(least)
    expect(waits[0]).toBeLessThanOrEqual(most)
  }
})

const rows = Array.from({ length: 500 }, (_, i) => ({ note: `Entry ${i}, “ünïcode”` }))
const stream = (text: string) => new Blob([text]).stream()
const form = () => {
  const body = new FormData()
  body.append('name', 'plan')
  body.append('file', new Blob(['bytes']), 'plan.txt')
  return body
}

test.each<[string, (client: ReturnType<typeof testClient>['client']) => PromiseLike<unknown>]>([
  ['500 rows', (client) => client.timeEntries.createBatch({ data: rows })],
  ['a form', (client) => client.files.upload(form())],
  ['a form from a plain object', (client) => client.files.upload({ name: 'plan', file: new Blob(['bytes']) })],
  ['a Blob', (client) => client.files.replace(FILE, new Blob(['bytes']))],
  ['bytes', (client) => client.files.replace(FILE, new Uint8Array([1, 2, 3]))],
  ['a function that opens a stream', (client) => client.files.replace(FILE, () => stream('bytes'))],
])('sdk-01: the second attempt has the same body as the first: %s', async (what, send) => {
  const { baseUrl, seen } = await serve(failOnce(503, 'unavailable', { 'retry-after': '1' }))
  const { client, waits } = testClient({ baseUrl })
  await send(client)
  expect(seen).toHaveLength(2)
  expect(seen[0]?.body.length).toBeGreaterThan(2)
  if (what.startsWith('a form'))
    expect(seen[0]?.body.toString()).toMatch(/name="name"\r\n\r\nplan\r\n[\s\S]*\r\nbytes\r\n/)
  expect(seen[1]?.body.equals(seen[0]?.body as Buffer)).toBe(true)
  expect(seen[1]?.headers['content-type']).toBe(seen[0]?.headers['content-type'])
  expect(seen[1]?.headers['idempotency-key']).toBe(seen[0]?.headers['idempotency-key'])
  expect(waits[0]).toBeGreaterThanOrEqual(1000)
})

test('sdk-01: a stream that was read is not sent again, and the error says so', async () => {
  const { baseUrl, seen } = await serve(failOnce(503, 'unavailable', { 'retry-after': '1' }))
  const { client } = testClient({ baseUrl })
  const error = (await client.files.replace(FILE, stream('bytes')).catch((e) => e)) as Error
  expect([seen.length, seen[0]?.body.toString(), AgencyOpsError.is(error)]).toEqual([1, 'bytes', true])
  expect(error.message).toMatch(/^503 unavailable.*\n.*\n {2}Not tried again: its body is a stream/)
})
