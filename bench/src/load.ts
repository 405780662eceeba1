/** A load of keep-alive connections, each sending its next request once the answer is whole. Loopback only. */
import { connect, type Socket } from 'node:net'

export interface LoadRequest {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface LoadResult {
  requests: number
  seconds: number
  perSecond: number
  p50: number
  p99: number
  /** Answers whose status was not 2xx. */
  failed: number
  bytes: number
}

export interface LoadOptions {
  port: number
  connections: number
  milliseconds: number
  next(): LoadRequest
}

export async function load({ port, connections, milliseconds, next }: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = []
  const started = performance.now()
  const until = started + milliseconds
  let failed = 0
  let bytes = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await open(port)
      while (performance.now() < until) {
        const sent = performance.now()
        const answer = await connection.send(serialise(next()))
        latencies.push(performance.now() - sent)
        bytes += answer.bytes
        if (answer.status >= 300) failed++
      }
      connection.close()
    }),
  )
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    requests: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    failed,
    bytes,
  }
}

/** One request and its whole answer, for comparing bodies. */
export async function ask(port: number, request: LoadRequest): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${request.path}`, {
    method: request.method,
    ...(request.headers && { headers: request.headers }),
    ...(request.body !== undefined && { body: request.body }),
  })
  return { status: response.status, body: await response.text() }
}

function serialise({ method, path, headers = {}, body }: LoadRequest): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  if (body !== undefined) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

interface Connection {
  send(text: string): Promise<{ status: number; bytes: number }>
  close(): void
}

const HEAD_END = Buffer.from('\r\n\r\n')

async function open(port: number): Promise<Connection> {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let waiting: { resolve(answer: { status: number; bytes: number }): void; reject(error: Error): void } | undefined
  let buffered: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    const size = wholeAnswer(buffered)
    if (size === undefined) return
    const status = Number(buffered.toString('latin1', 9, 12))
    buffered = buffered.subarray(size)
    waiting?.resolve({ status, bytes: size })
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')))
  return {
    send: (text) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(text)
      }),
    close() {
      waiting = undefined
      socket.destroy()
    },
  }
}

/** The length of a whole answer at the front, by Content-Length or chunks; undefined while it is incomplete. */
function wholeAnswer(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const length = /content-length: (\d+)/i.exec(head)
  if (length) return bytes.length >= end + 4 + Number(length[1]) ? end + 4 + Number(length[1]) : undefined
  if (/transfer-encoding: chunked/i.test(head)) {
    const last = bytes.indexOf('\r\n0\r\n\r\n', end + 2, 'latin1')
    return last < 0 ? undefined : last + 7
  }
  return end + 4
}
