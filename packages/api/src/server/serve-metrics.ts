/** Where the figures are read: on a port of their own, or on the public one by who knows the token. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { listen } from './listen.ts'
import type { Metrics } from './metrics.ts'

/** Listens until the answer is called. Throws `CannotListen`. */
export async function listenForMetrics(
  metrics: Metrics,
  { port, host }: { port: number; host: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const listening = await listen({ port, host, setting: 'AGENCYOPS_METRICS_PORT' })
  const app = new Hono()
  app.get('/metrics', () => answer(metrics))
  listening.serve(app.fetch)
  return { url: `${listening.url}/metrics`, close: () => listening.close(0) }
}

/** `GET /metrics` with `Authorization: Bearer` and the token. */
export function addMetrics(app: Hono, metrics: Metrics, token: string): void {
  const wanted = digest(`Bearer ${token}`)
  app.get('/metrics', async (context) => {
    const given = digest(context.req.header('authorization') ?? '')
    if (!timingSafeEqual(given, wanted))
      return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
    return answer(metrics)
  })
}

async function answer(metrics: Metrics): Promise<Response> {
  const headers = { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }
  return new Response(await metrics.text(), { headers })
}

const digest = (text: string) => createHash('sha256').update(text).digest()
