import { expect, test, vi } from 'vitest'
import { connect } from '../src/connect.ts'
import { events } from '../src/generated/areas/events.ts'
import { AbortError, ApiError } from '../src/index.ts'
import type { ClientOptions, Hooks, StreamOptions } from '../src/runtime/options.ts'
import { problem, serve } from './support/server.ts'

const HEAD = { 'content-type': 'text/event-stream' }
const row = (position: number) => ({ id: `evt_${position}`, position, type: 'deal.won', cursor: `c${position}` })
const frame = (position: number, end = '\n') =>
  `id: c${position}${end}event: deal.won${end}data: ${JSON.stringify(row(position))}${end}${end}`

/** A client that never really waits; `waits` tells how long it would have. */
function streamClient(options: ClientOptions & Hooks) {
  const waits: number[] = []
  const hooks: Hooks = {
    random: () => 0,
    sleep: async (ms) => {
      waits.push(ms)
      await new Promise(setImmediate)
    },
  }
  const credential = options.fetchSession ? {} : { apiKey: 'ao_test_key' }
  return { client: connect({ ...hooks, ...credential, ...options }, { events }), waits }
}

/** The positions of the first `count` events. */
async function take(stream: AsyncIterable<{ position: number }>, count: number): Promise<number[]> {
  const found: number[] = []
  for await (const { position } of stream) if (found.push(position) >= count) break
  return found
}

test('lines may end by LF, CR or CRLF, also where a chunk ends in between; comments and unknown fields are passed over', async () => {
  const bytes = Buffer.from(
    `retry: 3000\r\n: padding ü\r\n\r\nid: c0\n\n${frame(1, '\r')}${frame(2, '\r\n')}: hb\n\nfoo: bar\n${frame(3)}`,
  )
  for (let size = 1; size <= 7; size++) {
    const { baseUrl } = await serve(async (_, response) => {
      response.writeHead(200, HEAD)
      for (let at = 0; at < bytes.length; at += size) {
        // Each part in a packet of its own.
        await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve))
        await new Promise(setImmediate)
      }
    })
    expect(await take(streamClient({ baseUrl }).client.events.stream(), 3)).toEqual([1, 2, 3])
  }
})

test('a frame split over two data lines is one event, and a character split over two chunks is whole', async () => {
  const { baseUrl } = await serve(async (_, response) => {
    const bytes = Buffer.from('data: {"position": 1,\ndata: "name": "Größe"}\n\n')
    const middle = bytes.indexOf(0xc3) + 1
    response.writeHead(200, HEAD)
    await new Promise((resolve) => response.write(bytes.subarray(0, middle), resolve))
    response.write(bytes.subarray(middle))
  })
  for await (const event of streamClient({ baseUrl }).client.events.stream()) {
    expect(event).toEqual({ position: 1, name: 'Größe' })
    break
  }
})

test('events-02: cut off, it comes back with the last id, also with the one that came before any event', async () => {
  const { baseUrl, seen } = await serve((_, response, nth) => {
    response.writeHead(200, HEAD)
    if (nth === 0) response.write('id: c7\n\n', () => response.destroy())
    else if (nth === 1) response.write(': hb\n\n', () => response.destroy())
    else if (nth === 2) response.write(`${frame(8)}id: c9\nevent: deal.won\ndata: {"pos`, () => response.destroy())
    else response.write(frame(8) + frame(9) + frame(10))
  })
  const states: boolean[] = []
  const { client, waits } = streamClient({ baseUrl })
  const stream = client.events.stream(
    { after: 'c7', type: ['deal.won', 'deal.lost'] },
    { onOpen: ({ reconnected }) => states.push(reconnected) },
  )
  // What a server says twice is given once, and half of an event is none.
  expect(await take(stream, 3)).toEqual([8, 9, 10])
  expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'c7', 'c7', 'c8'])
  expect(seen.map(({ url }) => url)).toEqual(seen.map(() => '/v1/events/stream?after=c7&type=deal.won&type=deal.lost'))
  expect(seen.map(({ headers }) => headers.accept)).toEqual(seen.map(() => 'text/event-stream'))
  expect(states).toEqual([false, true, true, true])
  expect(waits).toHaveLength(3)
})

test('who is let in and shut out again waits longer each time, as long as Retry-After asks, until news come', async () => {
  const { baseUrl } = await serve((_, response, nth) => {
    if (nth < 3) problem(response, 503, 'unavailable')
    else if (nth === 3) problem(response, 429, 'rate_limited', {}, { 'Retry-After': '10' })
    else if (nth === 4) response.writeHead(200, HEAD).end(': padding\n\n')
    else if (nth === 5) {
      response.writeHead(200, HEAD).write('id: c1\n\n', () => setImmediate(() => response.end(frame(2))))
    } else response.writeHead(200, HEAD).write(frame(3))
  })
  const retried: number[] = []
  const { client, waits } = streamClient({ baseUrl })
  expect(await take(client.events.stream({}, { onRetry: ({ wait }) => retried.push(wait) }), 2)).toEqual([2, 3])
  expect(waits).toEqual([500, 1000, 2000, 10_000, 8000, 500])
  expect(retried).toEqual(waits)
})

test('nothing heard for longer than `silence` is a dead connection, before and after it was open', async () => {
  const { baseUrl, seen } = await serve(({ headers }, response, nth) => {
    const next = Number(`${headers['last-event-id'] ?? 'c0'}`.slice(1)) + 1
    if (nth > 0) response.writeHead(200, HEAD).write(frame(next))
  })
  const failures: unknown[] = []
  const options: StreamOptions = { silence: 200, onRetry: ({ error }) => failures.push((error as Error).name) }
  expect(await take(streamClient({ baseUrl }).client.events.stream({}, options), 2)).toEqual([1, 2])
  expect(failures.length).toBeGreaterThanOrEqual(2)
  expect(new Set(failures)).toEqual(new Set(['TimeoutError']))
  expect(seen.at(-1)?.headers['last-event-id']).toBe('c1')
})

test('a reader that takes its time is no silence', async () => {
  const { baseUrl, seen } = await serve((_, response) => response.writeHead(200, HEAD).write(frame(1) + frame(2)))
  const { client } = streamClient({ baseUrl })
  const found: number[] = []
  for await (const { position } of client.events.stream({}, { silence: 600 })) {
    found.push(position)
    if (position === 2) break
    const started = performance.now()
    while (performance.now() - started < 900) await new Promise(setImmediate)
  }
  expect([found, seen.length]).toEqual([[1, 2], 1])
})

test('204 ends it', async () => {
  const { baseUrl } = await serve((_, response) => response.writeHead(204).end())
  expect(await take(streamClient({ baseUrl }).client.events.stream(), 1)).toEqual([])
})

test.each([
  [410, 'cursor_expired'],
  [403, 'insufficient_scope'],
  [422, 'invalid_request'],
])('%d %s is thrown and not tried again', async (status, code) => {
  const { baseUrl, seen } = await serve((_, response, nth) => {
    if (nth === 0) response.writeHead(200, HEAD).end(frame(1))
    else problem(response, status, code)
  })
  const stream = streamClient({ baseUrl }).client.events.stream()
  expect((await stream.next()).value).toMatchObject({ position: 1 })
  const error = await stream.next().catch((thrown) => thrown)
  expect(ApiError.is(error) && error.code).toBe(code)
  expect(seen).toHaveLength(2)
})

test('an answer that is no stream is told, not read for ever', async () => {
  const { baseUrl } = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'))
  await expect(streamClient({ baseUrl }).client.events.stream().next()).rejects.toMatchObject({
    code: 'unexpected_answer',
  })
})

test('an ended session is renewed at once; a host that is down for a while is asked again, at the beginning it is told', async () => {
  let minted = 0
  let down = true
  const fetchSession = vi.fn(async () => {
    if (down) throw new TypeError('fetch failed')
    return { token: `token-${++minted}`, expires_in: 900, expires_at: 'x' }
  })
  const { baseUrl, seen } = await serve(({ headers }, response) => {
    if (headers.authorization === 'Bearer token-2') problem(response, 401, 'session_expired')
    else response.writeHead(200, HEAD).write(frame(minted), () => response.destroy())
  })
  const { client, waits } = streamClient({ baseUrl, fetchSession, monotonic: () => minted * 1_000_000 })
  await expect(client.events.stream().next()).rejects.toThrow('fetch failed')
  down = false
  const stream = client.events.stream()
  expect((await stream.next()).value).toMatchObject({ position: 1 })
  down = true
  const next = stream.next()
  await vi.waitUntil(() => waits.length >= 3)
  down = false
  expect((await next).value).toMatchObject({ position: 3 })
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-3',
  ])
  await stream.return()
})

test('leaving the loop and aborting both close the connection; an abort is thrown, also while it waits', async () => {
  let open = 0
  const { baseUrl } = await serve((_, response) => {
    open++
    response.on('close', () => open--)
    response.writeHead(200, HEAD).write(frame(1))
  })
  const { client } = streamClient({ baseUrl })
  expect(await take(client.events.stream(), 1)).toEqual([1])
  await vi.waitUntil(() => open === 0)

  for (const reason of [undefined, 'early']) {
    const controller = new AbortController()
    const stream = client.events.stream({}, { signal: controller.signal })
    if (reason === undefined) await stream.next()
    const waiting = stream.next().catch((error) => error)
    controller.abort(reason)
    expect(AbortError.is(await waiting)).toBe(true)
    await vi.waitUntil(() => open === 0)
  }

  const ending = await serve((_, response) => response.writeHead(200, HEAD).end(frame(1)))
  const controller = new AbortController()
  const waiting = streamClient({ baseUrl: ending.baseUrl, sleep: async () => controller.abort() }).client.events.stream(
    {},
    { signal: controller.signal },
  )
  await waiting.next()
  expect(AbortError.is(await waiting.next().catch((error) => error))).toBe(true)
})
