import { toApiError } from './answer.ts'
import type { Binder } from './area.ts'
import { stopped } from './attempt.ts'
import { AgencyOpsError } from './errors.ts'
import type { StreamOptions } from './options.ts'
import { mayRetry, retryDelay } from './retry.ts'
import type { Send } from './transport.ts'

const SILENCE_MS = 45_000

interface Told {
  position: number
}

/** A stream of server-sent events as a method: `streaming('/v1/events/stream')`. Only areas that have one bundle it. */
export const streaming =
  (path: string): Binder =>
  (send) =>
  (query, options) =>
    follow(send, path, query as Record<string, unknown>, options as StreamOptions)

async function* follow(send: Send, path: string, query?: Record<string, unknown>, options: StreamOptions = {}) {
  const { signal, headers, silence = SILENCE_MS, onOpen, onRetry } = options
  const target = `GET ${path}`
  /** Where to go on from, and the last position that was given: what comes twice is given once. */
  let lastId: string | undefined
  let given = -1
  let opened = false
  for (let tried = 0; ; ) {
    const connection = new AbortController()
    const stop = () => connection.abort(signal?.reason)
    const silent = () => connection.abort(new DOMException(`Nothing for ${silence} ms`, 'TimeoutError'))
    let timer = setTimeout(silent, silence)
    signal?.addEventListener('abort', stop)
    let failure: unknown
    try {
      if (signal?.aborted) throw stopped(signal, target)
      const accept = { accept: 'text/event-stream', 'last-event-id': lastId }
      const limits = { signal: connection.signal, timeout: Infinity, maxRetries: 0, headers: { ...headers, ...accept } }
      const call = {
        method: 'GET',
        path,
        params: {},
        query,
        multipart: false,
        readAs: 'json',
        options: limits,
      } as const
      const { response } = await send(call, true)
      if (response.status === 204) return
      if (!response.body || !/^text\/event-stream/.test(response.headers.get('content-type') ?? ''))
        throw toApiError(response, '', target)
      onOpen?.({ reconnected: opened })
      opened = true
      const reader = response.body.getReader()
      const frames = frameReader()
      for (let chunks = 0; ; chunks++) {
        clearTimeout(timer)
        timer = setTimeout(silent, silence)
        const { done, value } = await reader.read()
        // While what came is dealt with, nobody listens: that is no silence.
        clearTimeout(timer)
        if (done) break
        // Whoever is let in and shut out again, and again, waits longer each time.
        if (chunks > 0) tried = 0
        for (const { id, data } of frames(value)) {
          lastId = id ?? lastId
          const event = data === undefined ? undefined : (JSON.parse(data) as Told)
          if (!event || event.position <= given) continue
          given = event.position
          tried = 0
          yield event
        }
      }
    } catch (error) {
      if (signal?.aborted) throw stopped(signal, target)
      // What is no error of a request comes from the host's fetchSession: it may be down for a while, later.
      if (AgencyOpsError.is(error) ? !mayRetry(error) : !opened) throw error
      failure = error
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      connection.abort()
    }
    const wait = retryDelay(tried++, failure, send.random) * (1 + send.random())
    onRetry?.({ error: failure, wait })
    await send.sleep(wait, signal)
  }
}

/** Reads frames out of chunks: lines end by CR, LF or CRLF, also where a chunk ends between the two. */
function frameReader() {
  const decoder = new TextDecoder()
  let rest = ''
  let afterCr = false
  let id: string | undefined
  let data: string[] = []
  return (bytes: Uint8Array) => {
    let text = decoder.decode(bytes, { stream: true })
    if (afterCr) text = text.replace(/^\n/, '')
    afterCr = text ? text.endsWith('\r') : afterCr
    const lines = (rest + text).split(/\r\n|\r|\n/)
    rest = lines.pop() as string
    const frames: { id: string | undefined; data: string | undefined }[] = []
    for (const line of lines) {
      const [, name, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) as RegExpExecArray
      if (name === 'id') id = value
      if (name === 'data') data.push(value)
      if (line) continue
      frames.push({ id, data: data.length ? data.join('\n') : undefined })
      data = []
    }
    return frames
  }
}
