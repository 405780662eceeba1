/** Connections that break, stall or speak no HTTP: nobody else notices, and nothing is half done. */
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppOptions } from '../../packages/api/src/app.ts'
import { type Listening, listen } from '../../packages/api/src/server/listen.ts'
import { expectHealthy } from '../../packages/api/src/testing/expect-healthy.ts'
import { type Harness, startHarness, type TestTenant } from '../../packages/api/src/testing/harness.ts'
import type { problems } from '../../packages/schema/src/catalog/problems.ts'

let harness: Harness
let tenant: TestTenant
let server: Listening
const errors: object[] = []

beforeAll(async () => {
  const quiet = () => undefined
  const logger = { info: quiet, warn: quiet, error: (line: object) => errors.push(line) }
  harness = await startHarness({ server: true, logger: logger as unknown as NonNullable<AppOptions['logger']> })
  tenant = await harness.mintTenant()
  server = await listen({ port: 0, host: '127.0.0.1', requestTimeoutMs: 3000 })
  server.serve(harness.app.fetch as Parameters<Listening['serve']>[0])
})
afterAll(async () => {
  await server?.close(0)
  await harness?.close()
})

function open(): Promise<Socket> {
  const { port, hostname } = new URL(server.url)
  return new Promise((resolve) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () => resolve(socket))
    socket.on('error', () => undefined)
  })
}

/** Everything that comes until the server ends the connection. */
function whole(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => socket.end())
    socket.on('close', () => resolve(text))
  })
}

const head = (line: string, ...headers: string[]) =>
  `${[line, 'Host: x', `Authorization: Bearer ${tenant.key}`, 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`

function expectProblem(text: string, status: number, code: keyof typeof problems): void {
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(text.toLowerCase()).toContain('content-type: application/problem+json')
  const problem = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))
  expect([problem.code, problem.status]).toEqual([code, status])
  expect(text.toLowerCase()).toContain(`x-request-id: ${problem.request_id}`.toLowerCase())
}

const companies = async () => (await tenant.get('/v1/companies?limit=200')).body.data.length

describe('what is no request', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['another protocol', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])],
    ['a NUL in a header', 'GET /v1/tenant HTTP/1.1\r\nHost: x\r\nX-A: a\u0000b\r\n\r\n'],
    ['two lengths', 'POST /v1/companies HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    [
      'a length and chunks',
      'POST /v1/companies HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length that is no number', 'POST /v1/companies HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n{}'],
    ['a head of 40 KB', `GET /v1/tenant HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`],
    ['an address of 40 KB', `GET /v1/tenant?${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ])('%s is a problem, and the connection ends', async (_, bytes) => {
    const socket = await open()
    const answer = whole(socket)
    socket.write(bytes)
    expectProblem(await answer, 400, 'malformed_request')
  })
})

describe('bodies', () => {
  it('one that is cut off has no effect, and is no error of the server', async () => {
    const before = await companies()
    const body = JSON.stringify({ name: 'Cut off' })
    for (let length = 0; length < body.length; length += 3) {
      const socket = await open()
      socket.write(head('POST /v1/companies HTTP/1.1', `Content-Length: ${body.length}`) + body.slice(0, length))
      if (length % 2 === 0) socket.end()
      else socket.resetAndDestroy()
      await whole(socket)
    }
    expect(await companies()).toBe(before)
    expect(errors).toEqual([])
  })

  it('a file that is cut off is not kept, and is no error of the server', async () => {
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
    const lines = [
      'POST /v1/files HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${tenant.key}`,
      'Content-Type: multipart/form-data; boundary=b',
      `Content-Length: ${part.length}`,
    ]
    for (let length = 0; length < part.length; length += 9) {
      const socket = await open()
      socket.write(`${lines.join('\r\n')}\r\n\r\n${part.slice(0, length)}`)
      if (length % 2 === 0) socket.end()
      else socket.resetAndDestroy()
      await whole(socket)
    }
    expect((await tenant.get('/v1/files')).body.data).toEqual([])
    expect(errors).toEqual([])
  })

  it('40 that never go on hold up nobody, and are told after their time', async () => {
    const stalled = await Promise.all(Array.from({ length: 40 }, open))
    const answers = stalled.map(whole)
    for (const socket of stalled) socket.write(`${head('POST /v1/companies HTTP/1.1', 'Content-Length: 50')}{"na`)
    const asked = await Promise.all(
      Array.from({ length: 40 }, (_, index) => tenant.post('/v1/companies', { name: `Meanwhile ${index}` })),
    )
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 201))
    for (const answer of await Promise.all(answers)) expectProblem(answer, 408, 'request_timeout')
    expect(errors).toEqual([])
  })

  it('one that comes byte by byte is taken', async () => {
    const body = JSON.stringify({ name: 'Slowly' })
    const socket = await open()
    socket.setNoDelay(true)
    const answer = whole(socket)
    socket.write(head('POST /v1/companies HTTP/1.1', `Content-Length: ${body.length}`, 'Connection: close'))
    for (const byte of Buffer.from(body)) await new Promise((resolve) => socket.write(Buffer.of(byte), resolve))
    expect(await answer).toMatch(/^HTTP\/1\.1 201 /)
  })
})

describe('answers', () => {
  it('who asks and never reads holds up nobody', async () => {
    const deaf = await Promise.all(Array.from({ length: 10 }, open))
    for (const socket of deaf) {
      socket.pause()
      socket.write(head('GET /v1/dictionary HTTP/1.1').repeat(50))
    }
    expect((await tenant.get('/v1/tenant')).status).toBe(200)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    for (const socket of deaf) socket.destroy()
    expect(errors).toEqual([])
  })

  it('afterwards every invariant holds', async () => {
    await expectHealthy(harness)
  })
})
