/** Listens at once and answers 503 until it is given an app. */
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { refuseBrokenRequest } from './refuse-broken-request.ts'

type Fetch = (request: Request, env?: object) => Response | Promise<Response>

export interface Listening {
  /** Where it listens; the port is the real one where 0 was asked for. */
  url: string
  /** From now on the app answers. */
  serve(fetch: Fetch): void
  /**
   * Goes on serving for `ms`, so that who sends requests here learns not to: `/readyz` answers 503, and each answer is
   * the last of its connection.
   */
  drain(ms: number): Promise<void>
  /** Aborts when `close` is called: what would not finish by itself ends then. */
  closing: AbortSignal
  /** Takes no more connections and lets requests under way finish; what still runs after `graceMs` is cut. */
  close(graceMs?: number): Promise<void>
}

/** It cannot listen there. Its message is one sentence that says the mend. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

const REQUEST_TIMEOUT_MS = 15_000
const HEADERS_TIMEOUT_MS = 10_000
/** How often connections are looked at for those that took too long. */
const CHECK_MS = 5000

/** `setting` names the variable of the port, for who has to set another. */
export async function listen({
  port,
  host,
  setting = 'PORT',
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: {
  port: number
  host: string
  setting?: string
  /** How long a request may take to arrive. */
  requestTimeoutMs?: number
}): Promise<Listening> {
  let current: Fetch = answerWhileStarting
  let draining = false
  const underWay = new Set<ServerResponse>()
  const server = createAdaptorServer({
    fetch: (request: Request, env: object) =>
      draining && new URL(request.url).pathname === '/readyz' ? answerWhileDraining() : current(request, env),
    serverOptions: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(CHECK_MS, requestTimeoutMs),
    },
  }) as Server
  server.on('clientError', refuseBrokenRequest)
  server.prependListener('request', (_, response: ServerResponse) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (draining) response.shouldKeepAlive = false
  })
  const endConnections = () => {
    draining = true
    for (const response of underWay) response.shouldKeepAlive = false
  }
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new CannotListen(sentence(error as NodeJS.ErrnoException, { port, host, setting }))
  }
  const address = server.address()
  const closing = new AbortController()
  const actual = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${nameOf(host)}:${actual}`,
    serve: (fetch) => {
      current = fetch
    },
    async drain(ms) {
      endConnections()
      await wait(ms)
    },
    closing: closing.signal,
    close: (graceMs = 8000) =>
      new Promise((resolve) => {
        endConnections()
        closing.abort()
        const cut = setTimeout(() => server.closeAllConnections(), graceMs)
        // A connection whose request ends from now on would be kept for the next one.
        const idle = setInterval(() => server.closeIdleConnections(), 50)
        server.close(() => {
          clearTimeout(cut)
          clearInterval(idle)
          resolve()
        })
      }),
  }
}

function sentence(
  { code, message }: NodeJS.ErrnoException,
  { port, host, setting }: { port: number; host: string; setting: string },
): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken: stop what uses it, or set another with ${setting}=${port === 65_535 ? port - 1 : port + 1}.`
  }
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has: set ${setting} to one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${host} is no address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`
  }
  return `It cannot listen on ${host}:${port}: ${message}.`
}

/** An address of IPv6 stands in brackets in a URL; the address of all interfaces is reached by the local one. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

async function answerWhileDraining(): Promise<Response> {
  const { unready } = await import('../http/health.ts')
  return unready('The server is stopping.')
}

async function answerWhileStarting(request: Request): Promise<Response> {
  const { ProblemError, problemBody } = await import('../http/problem.ts')
  const { requestFacts } = await import('../http/request-facts.ts')
  const { alive } = await import('../http/health.ts')
  if (new URL(request.url).pathname === '/healthz') return alive()
  const { id } = requestFacts(request, null, 0)
  const problem = new ProblemError('unavailable', { detail: 'The server is starting. Try again in a second.' })
  return new Response(JSON.stringify(problemBody(problem, id)), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'Retry-After': '1',
      'X-Request-Id': id,
    },
  })
}
