import { getEventListeners, once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AbortError, TimeoutError } from '../src/index.ts'
import { sleep } from '../src/runtime/retry.ts'
import { DEAL, testClient } from './support/client.ts'
import { json, problem, serve } from './support/server.ts'

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeEach(() => {
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled.splice(0)).toEqual([])
})

const never = () => serve(() => {})
const halfBody = () =>
  serve((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'))

test.each([
  ['no headers', never],
  ['headers at once and the body never', halfBody],
])('sdk-02: a time-out is a TimeoutError: %s', async (_, start) => {
  const { baseUrl, seen } = await start()
  const { client } = testClient({ baseUrl, timeout: 200, maxRetries: 0 })
  const began = performance.now()
  await expect(client.deals.get(DEAL)).rejects.toSatisfy(TimeoutError.is)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(seen).toHaveLength(1)
})

test('sdk-02: the time-out also covers a raw body', async () => {
  const { baseUrl } = await halfBody()
  const { client } = testClient({ baseUrl, timeout: 200 })
  const response = await client.deals.get(DEAL).asResponse()
  await expect(response.text()).rejects.toSatisfy(TimeoutError.is)
})

test('sdk-02: an abort during the wait for a retry ends the call at once', async () => {
  const { baseUrl, seen } = await serve((_, response) =>
    problem(response, 503, 'unavailable', {}, { 'retry-after': '30' }),
  )
  const controller = new AbortController()
  let asleep = () => {}
  const waiting = new Promise<void>((resolve) => {
    asleep = resolve
  })
  const { client } = testClient({
    baseUrl,
    sleep: (ms, signal) => {
      asleep()
      return sleep(ms, signal)
    },
  })
  const call = client.deals.win(DEAL, {}, { signal: controller.signal }).catch((e) => e as Error)
  await waiting
  const began = performance.now()
  controller.abort('changed my mind')
  const error = (await call) as Error
  expect([AbortError.is(error), error.cause]).toEqual([true, 'changed my mind'])
  expect(performance.now() - began).toBeLessThan(50)
  expect(seen).toHaveLength(1)
})

test('sdk-02: an abort before the call sends nothing', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { client } = testClient({ baseUrl })
  await expect(client.deals.get(DEAL, {}, { signal: AbortSignal.abort() })).rejects.toSatisfy(AbortError.is)
  expect(seen).toHaveLength(0)
})

test.each([
  ['the user', 20, 5000, AbortError],
  ['the time-out', 5000, 20, TimeoutError],
])('sdk-02: AbortSignal.any of both: %s came first', async (_, user, timeout, kind) => {
  const { baseUrl, seen } = await never()
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), user)
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(timeout)])
  const error = await testClient({ baseUrl })
    .client.deals.get(DEAL, {}, { signal })
    .catch((e) => e as Error)
  clearTimeout(timer)
  expect(kind.is(error)).toBe(true)
  expect(seen).toHaveLength(1)
})

test('sdk-02: an abort while the body is read is an AbortError, also when fetch ignores signals', async () => {
  const controller = new AbortController()
  const fetch = async () => new Response(new ReadableStream({ start: () => queueMicrotask(() => controller.abort()) }))
  const { client } = testClient({ fetch, baseUrl: 'http://nowhere.invalid' })
  await expect(client.deals.get(DEAL, {}, { signal: controller.signal })).rejects.toSatisfy(AbortError.is)
})

test('a signal that lives on keeps no listener of a call that ended', async () => {
  const { baseUrl } = await serve(({ url }, response, nth) =>
    nth === 0 ? problem(response, 503, 'unavailable') : json(response, { url }),
  )
  const { signal } = new AbortController()
  const { client } = testClient({ baseUrl })
  await client.deals.get(DEAL, {}, { signal })
  const raw = await client.deals.get(DEAL, {}, { signal }).asResponse()
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  await raw.text()
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

test('a time-out without an end is none', async () => {
  const { baseUrl } = await serve((_, response) => json(response, {}))
  const { client } = testClient({ baseUrl, timeout: Number.POSITIVE_INFINITY })
  expect(await client.deals.get(DEAL)).toEqual({})
})

test('a server that closes in the middle of the body is a broken connection', async () => {
  const { baseUrl, server } = await halfBody()
  const { client } = testClient({ baseUrl, maxRetries: 0 })
  const call = client.deals.get(DEAL).catch((e) => e as Error)
  await once(server, 'request')
  setImmediate(() => server.closeAllConnections())
  expect(((await call) as Error).name).toBe('ConnectionError')
})
