/** Where the figures are read: on a port of their own, or on the public one by who knows the token. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { Hono } from 'hono'
import { CannotListen } from './listen.ts'
import type { Metrics } from './metrics.ts'

/** Listens until the answer is called. Throws `CannotListen`. */
export async function listenForMetrics(
  metrics: Metrics,
  { port, host }: { port: number; host: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async ({ method, url }, response) => {
    if (method !== 'GET' || url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' })
    response.end(await metrics.text())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new CannotListen(`Metrics cannot be served on ${host}:${port}: ${message}.`)),
    )
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as { port: number }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** `GET /metrics` with `Authorization: Bearer` and the token. */
export function addMetrics(app: Hono, metrics: Metrics, token: string): void {
  const wanted = digest(`Bearer ${token}`)
  app.get('/metrics', async (context) => {
    const given = digest(context.req.header('authorization') ?? '')
    if (!timingSafeEqual(given, wanted))
      return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
    const headers = { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }
    return new Response(await metrics.text(), { headers })
  })
}

const digest = (text: string) => createHash('sha256').update(text).digest()
