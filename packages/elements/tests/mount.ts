/** Puts a component on the page of a test, before an API of the test's own. */
import { render, type TemplateResult } from 'lit'
import { afterEach } from 'vitest'
import type { EmbedSession } from '../src/base/settings.ts'

const places: HTMLElement[] = []

afterEach(() => {
  for (const place of places.splice(0)) place.remove()
  document.documentElement.removeAttribute('dir')
  document.documentElement.style.colorScheme = ''
})

/** Renders into a new place at the end of the page and answers the first element there, updated. */
export async function mount<T extends HTMLElement>(template: TemplateResult, width?: string): Promise<T> {
  const place = document.createElement('main')
  if (width) place.style.width = width
  document.body.append(place)
  places.push(place)
  render(template, place)
  const element = place.firstElementChild as T & { updateComplete?: Promise<unknown> }
  await element.updateComplete
  return element
}

export function sessionFor(subjectId = 'contact_01m86d72r0fkxt9zq4c7w2h5nb', more: Partial<EmbedSession> = {}) {
  return async (): Promise<EmbedSession> => ({
    token: `token-of-${subjectId}`,
    expires_in: 900,
    subject_id: subjectId,
    time_zone: 'Europe/Amsterdam',
    ...more,
  })
}

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}
type Answer = Response | object | undefined | null
export type Handler = (asked: Asked) => Answer | Promise<Answer>

/**
 * An API behind `fetch` at http://api.test: `'GET /v1/deals/board'` → its JSON, or a Response. `{id}` matches a segment.
 * What has no handler answers 404. The event stream stays open until `events.send`.
 */
export function fakeApi(handlers: Record<string, Handler>) {
  const asked: Asked[] = []
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const encoder = new TextEncoder()
  const original = globalThis.fetch

  const stream = (signal: AbortSignal | null | undefined) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.add(controller)
        controller.enqueue(encoder.encode('retry: 3000\n\n'))
        signal?.addEventListener('abort', () => streams.delete(controller))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input))
    if (url.origin !== 'http://api.test') return original(input, init)
    const request: Asked = {
      method: init?.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    }
    asked.push(request)
    if (url.pathname === '/v1/events/stream') return stream(init?.signal)
    const found = Object.entries(handlers).find(([pattern]) => matches(pattern, request))
    const answer = await found?.[1](request)
    if (init?.signal?.aborted) throw new DOMException('Aborted', 'AbortError')
    if (answer instanceof Response) return answer
    return answer ? Response.json(answer) : problem(404, 'not_found', 'There is no such record.')
  }
  afterEach(() => {
    globalThis.fetch = original
  })

  let sent = 0
  return {
    url: 'http://api.test',
    asked,
    /** The requests of an operation, as `'GET /v1/deals/board'`. */
    of: (pattern: string) => asked.filter((one) => matches(pattern, one)),
    streams: () => streams.size,
    send(event: {
      type: string
      subject: { type: string; id: string; version?: number }
      data?: object
      actor?: object
    }) {
      sent++
      const full = {
        id: `evt_${sent}`,
        cursor: `c${sent}`,
        position: sent,
        at: '2026-12-04T09:12:00.000Z',
        changed: [],
        data: {},
        ...event,
      }
      const frame = `id: c${sent}\nevent: ${event.type}\ndata: ${JSON.stringify(full)}\n\n`
      for (const controller of streams) controller.enqueue(encoder.encode(frame))
    },
  }
}

function matches(pattern: string, { method, path }: { method: string; path: string }): boolean {
  const [verb, form = ''] = pattern.split(' ')
  return verb === method && new RegExp(`^${form.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
}

export function problem(status: number, code: string, detail: string, more: object = {}): Response {
  const title = code.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())
  const body = { type: `urn:agencyops:problem:${code}`, title, status, code, detail, request_id: 'req_000001', ...more }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
