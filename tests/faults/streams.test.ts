/** Streams whose connections, servers and proxies fail: nothing comes twice and nothing is lost. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect as connectSocket, createServer as createSocketServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Listening, listen } from '../../packages/api/src/server/listen.ts'
import { startCommand, stopCommands } from '../../packages/api/src/testing/command.ts'
import { asAdmin } from '../../packages/api/src/testing/databases-template.ts'
import { type Harness, startHarness, type TestTenant } from '../../packages/api/src/testing/harness.ts'
import { readStream } from '../../packages/api/src/testing/read-stream.ts'
import { connect } from '../../packages/sdk/src/connect.ts'
import { events } from '../../packages/sdk/src/generated/areas/events.ts'

let harness: Harness

beforeAll(async () => {
  harness = await startHarness({ server: true })
})
afterAll(async () => {
  await stopCommands()
  await harness.close()
})

/** Passes bytes on to wherever `target` says, and cuts what it is told to. */
async function cuttingProxy(target: () => number) {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    const onward = connectSocket(target(), '127.0.0.1')
    for (const one of [socket, onward]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        socket.destroy()
        onward.destroy()
      })
    }
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      for (const socket of sockets) if (Math.random() < 0.5) socket.destroy()
    },
  }
}

/** Every position that a reader gets until it has the last one; `seen` grows meanwhile. */
function follow(baseUrl: string, tenant: TestTenant, after: string, last: Promise<number>) {
  const seen: number[] = []
  return { seen, done: readUntil(seen, baseUrl, tenant, after, last) }
}

async function readUntil(seen: number[], baseUrl: string, tenant: TestTenant, after: string, last: Promise<number>) {
  let reconnected = 0
  const abort = new AbortController()
  const client = connect({ apiKey: tenant.key, baseUrl }, { events })
  const options = {
    signal: abort.signal,
    silence: 4000,
    onOpen: (state: { reconnected: boolean }) => {
      if (state.reconnected) reconnected++
    },
  }
  let end = Number.POSITIVE_INFINITY
  void last.then((position) => {
    end = position
    if ((seen.at(-1) ?? 0) >= end) abort.abort()
  })
  try {
    for await (const { position } of client.events.stream({ after }, options)) {
      seen.push(position)
      if (position >= end) break
    }
  } catch (error) {
    if (!abort.signal.aborted) throw error
  }
  return { seen, reconnected }
}

/** Writers whose commits come in another order than their beginnings: a lock on a record holds them up on the way. */
async function write(tenant: TestTenant, rounds: number): Promise<void> {
  const ids: string[] = []
  for (let index = 0; index < 3; index++) ids.push((await tenant.post('/v1/companies', { name: `C${index}` })).body.id)
  let writing = true
  const slowing = asAdmin(harness.testDatabase.adminUrl as string, async (slow) => {
    while (writing) {
      await slow.query('begin')
      await slow.query('select 1 from company order by random() limit 2 for update')
      await new Promise((resolve) => setTimeout(resolve, 10))
      await slow.query('commit')
    }
  })
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < rounds; round++) {
        await tenant.patch(`/v1/companies/${ids[round % 3]}`, { notes: `${writer} ${round}` })
        if (round % 3 === 0) await tenant.post('/v1/companies', { name: `W${writer} ${round}` })
      }
    }),
  )
  writing = false
  await slowing
}

async function feedEnd(tenant: TestTenant): Promise<{ cursor: string; position: number }> {
  let cursor = ''
  for (let more = true; more; ) {
    const { body } = await tenant.get(`/v1/events?limit=200${cursor && `&after=${cursor}`}`)
    more = body.has_more
    cursor = body.next_cursor
  }
  const [row] = await harness.admin<{ position: string }>('select position from event_counter where tenant_id = $1', [
    tenant.tenantId,
  ])
  return { cursor, position: Number(row?.position) }
}

const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1)

it('connections are cut at random while writers commit out of order: readers get every position once', async () => {
  const tenant = await harness.mintTenant()
  const listening = await listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => listening.close(0))
  listening.serve(harness.app.fetch)
  const proxy = await cuttingProxy(() => Number(new URL(listening.url).port))
  const start = await feedEnd(tenant)
  const last = Promise.withResolvers<number>()
  const readers = [1, 2, 3].map(() => follow(proxy.url, tenant, start.cursor, last.promise))
  const cutting = setInterval(() => proxy.cut(), 400)
  await write(tenant, 25)
  clearInterval(cutting)
  const end = await feedEnd(tenant)
  last.resolve(end.position)
  const told = await Promise.all(readers.map(({ done }) => done))
  for (const { seen } of told) expect(seen).toEqual(upTo(start.position, end.position))
  expect(told.reduce((sum, { reconnected }) => sum + reconnected, 0)).toBeGreaterThan(2)
}, 90_000)

it('the serving process is killed, and another takes its place: readers get every position once', async () => {
  const tenant = await harness.mintTenant()
  const serve = async () => {
    const server = startCommand(['serve', '--json'], {
      DATABASE_URL: harness.testDatabase.url as string,
      AGENCYOPS_SECRET: 'a text that is long enough to be a secret',
      PORT: '0',
      LOG_LEVEL: 'silent',
    })
    const [, url] = await server.says(/^\{"url":"(.*)"\}\n/)
    return { server, port: Number(new URL(url as string).port) }
  }
  let current = await serve()
  const proxy = await cuttingProxy(() => current.port)
  const start = await feedEnd(tenant)
  const last = Promise.withResolvers<number>()
  const readers = [1, 2].map(() => follow(proxy.url, tenant, start.cursor, last.promise))
  const writing = write(tenant, 40)
  for (const { seen } of readers) await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(0)
  const next = serve()
  current.server.process.kill('SIGKILL')
  await once(current.server.process, 'close')
  current = await next
  await writing
  const end = await feedEnd(tenant)
  last.resolve(end.position)
  const told = await Promise.all(readers.map(({ done }) => done))
  for (const { seen, reconnected } of told) {
    expect(seen).toEqual(upTo(start.position, end.position))
    expect(reconnected).toBeGreaterThan(0)
  }
}, 120_000)

describe('behind a proxy', () => {
  let tenant: TestTenant
  let upstream: Listening
  beforeAll(async () => {
    tenant = await harness.mintTenant()
    upstream = await listen({ port: 0, host: '127.0.0.1' })
    upstream.serve(harness.app.fetch)
  })
  afterAll(() => upstream.close(0))

  /** Holds back what `hold` says until that many bytes are there. */
  async function bufferingProxy(hold: (answer: IncomingMessage) => { bytes: number; always: boolean }) {
    const proxy = createServer((incoming, outgoing) => {
      const { method, headers, url } = incoming
      const onward = request(`${upstream.url}${url}`, { method: method as string, headers }, (answer) => {
        const { bytes, always } = hold(answer)
        let held: Buffer[] = []
        let passed = false
        outgoing.writeHead(answer.statusCode as number, answer.headers).flushHeaders()
        answer.on('data', (chunk: Buffer) => {
          held.push(chunk)
          if (!passed && held.reduce((sum, one) => sum + one.length, 0) < bytes) return
          passed = !always
          outgoing.write(Buffer.concat(held))
          held = []
        })
        answer.on('end', () => outgoing.end(Buffer.concat(held)))
        outgoing.on('close', () => onward.destroy())
      })
      onward.on('error', () => outgoing.destroy())
      onward.end()
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      proxy.closeAllConnections()
      proxy.close()
    })
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/v1/events/stream`
    return () => fetch(url, { headers: { Authorization: `Bearer ${tenant.key}` } }).then(readStream)
  }

  const honours = (answer: IncomingMessage) => ({
    bytes: answer.headers['x-accel-buffering'] === 'no' ? 0 : 8192,
    always: true,
  })
  it.each([
    ['that holds blocks of 8 kB back unless it is told not to', honours],
    ['that holds back the first kilobytes of every answer', () => ({ bytes: 2048, always: false })],
  ])('%s, each event comes at once', async (_, hold) => {
    const open = await bufferingProxy(hold)
    const stream = await open()
    await expect.poll(() => stream.lastId()).toBeDefined()
    await tenant.post('/v1/companies', { name: 'Through' })
    await expect.poll(() => stream.events.map(({ type }) => type)).toEqual(['company.created'])
    await stream.cancel()
  })

  it('the same proxy without that word would hold it back', async () => {
    const open = await bufferingProxy(() => ({ bytes: 8192, always: true }))
    const through = await bufferingProxy(honours)
    const [held, stream] = [await open(), await through()]
    await expect.poll(() => stream.lastId()).toBeDefined()
    await tenant.post('/v1/companies', { name: 'Held back' })
    await expect.poll(() => stream.events.length).toBe(1)
    expect(held.frames).toEqual([])
    await held.cancel()
    await stream.cancel()
  })
})
