import { createFinalURL, createQuerySerializer, defaultPathSerializer, mergeHeaders } from 'openapi-fetch'
import { version } from '../generated/version.ts'
import { type ReadAs, readAnswer, toApiError } from './answer.ts'
import { attempt, overNetwork, stopped } from './attempt.ts'
import { prepareBody } from './body.ts'
import { AgencyOpsError, ApiError } from './errors.ts'
import type { CallOptions, ClientOptions, Hooks, MatchOptions } from './options.ts'
import { mayRetry, notAgain, retryDelay, sleep as sleepFor } from './retry.ts'
import { keepSession } from './session.ts'
import { readSettings } from './settings.ts'

/** One call, ready to be sent as often as it takes. */
export interface Outgoing {
  method: string
  path: string
  params: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  multipart: boolean
  readAs: ReadAs
  idempotencyKey?: string
  options: CallOptions & Partial<MatchOptions> & { ifNoneMatch?: number | string }
}

export interface Answer {
  data: unknown
  response: Response
}

/** Sends a call. `raw` leaves the body of a success unread. */
export type Send = ((call: Outgoing, raw: boolean) => Promise<Answer>) & Required<Pick<Hooks, 'sleep' | 'random'>>

const serializeQuery = createQuerySerializer({})

/** A version becomes its ETag; an ETag stays. */
const entityTag = (value: number | string | undefined) =>
  value === undefined || /^(W\/)?"|^\*$/.test(String(value)) ? (value as string | undefined) : `"${value}"`

const runtime = () => {
  const node = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node
  return node ? `node/${node.split('.')[0]}` : 'browser'
}

/** Keys and sessions, attempts and retries, for all calls of a client. */
export function createTransport(given: ClientOptions & Hooks): Send {
  const settings = readSettings(given)
  const { logger, sleep = sleepFor, random = Math.random, monotonic = () => performance.now() } = given
  const sessions = settings.fetchSession && keepSession(settings.fetchSession, monotonic)
  const fetch = given.fetch ?? ((url, init) => globalThis.fetch(url, init))

  const send = async (call: Outgoing, raw: boolean): Promise<Answer> => {
    const { method, options } = call
    const { signal, timeout = settings.timeout, maxRetries = settings.maxRetries } = options
    const url = createFinalURL(call.path, {
      baseUrl: settings.baseUrl,
      params: { path: call.params, query: call.query },
      querySerializer: serializeQuery,
      pathSerializer: defaultPathSerializer,
    })
    const target = `${method} ${defaultPathSerializer(call.path, call.params)}`
    const body = await prepareBody(call.body, call.multipart)
    const headers = mergeHeaders(
      { accept: 'application/json', 'content-type': body.type, 'agencyops-client': `sdk-js/${version} ${runtime()}` },
      given.headers,
      {
        'idempotency-key': call.idempotencyKey,
        'if-match': entityTag(options.ifMatch),
        'if-none-match': entityTag(options.ifNoneMatch),
      },
      options.headers,
    )
    if (call.readAs === 'blob' && headers.get('accept') === 'application/json') headers.set('accept', '*/*')

    let used = ''
    const once = () =>
      attempt({ signal, timeout, target }, async (inner, keep) => {
        used = sessions ? await sessions.token() : settings.apiKey
        headers.set('authorization', `Bearer ${used}`)
        const started = monotonic()
        // A write that follows a redirect would become a GET and seem to have succeeded.
        const init = { method, headers, signal: inner, redirect: method === 'GET' ? 'follow' : 'manual' } as RequestInit
        init.body = body.open()
        if (body.stream) Object.assign(init, { duplex: 'half' })
        const response = await overNetwork(inner, target, () => fetch(url, init))
        logger?.debug?.(`${target} ${response.status} in ${Math.round(monotonic() - started)} ms`)
        if (raw && (response.ok || response.status === 304))
          return { data: undefined, response: holding(response, keep()) }
        if (response.ok) return { data: await overReading(inner, target, response, call.readAs), response }
        throw toApiError(response, await overNetwork(inner, target, () => response.text()), target)
      })

    for (let tried = 0, renewed = false; ; ) {
      if (signal?.aborted) throw stopped(signal, target)
      try {
        return await once()
      } catch (error) {
        if (signal?.aborted) throw AgencyOpsError.is(error) && !ApiError.is(error) ? error : stopped(signal, target)
        const expired =
          sessions && !renewed && ApiError.is(error) && error.status === 401 && error.code === 'session_expired'
        if (!expired && (!mayRetry(error) || tried >= maxRetries)) throw error
        if (!body.again) throw notAgain(error as AgencyOpsError)
        if (expired) {
          renewed = true
          sessions.drop(used)
          continue
        }
        const wait = retryDelay(tried++, error, random)
        logger?.warn?.(
          `${(error as Error).message}\n  Trying again in ${Math.round(wait)} ms (${tried} of ${maxRetries})`,
        )
        await sleep(wait, signal)
      }
    }
  }
  return Object.assign(send, { sleep, random })
}

// What the bytes say is no failure of the network, however wrong it is.
const overReading = async (signal: AbortSignal, target: string, response: Response, as: ReadAs) => {
  const wrong: unknown[] = []
  const data = await overNetwork(signal, target, () =>
    readAnswer(response, as, target).catch((error) => {
      if (!ApiError.is(error)) throw error
      wrong.push(error)
    }),
  )
  if (wrong.length) throw wrong[0]
  return data
}

// The limits stay until the caller has read the last byte.
const holding = (response: Response, release: () => void) => {
  if (!response.body) {
    release()
    return response
  }
  const watched = response.body.pipeThrough(new TransformStream({ flush: release }))
  return new Response(watched, response)
}
