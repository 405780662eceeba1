import type { ReadAs } from './answer.ts'
import { Call, type Run } from './call.ts'
import { FeedCall, ListCall } from './list-call.ts'
import type { CallOptions, DryRunOptions, FollowOptions, MatchOptions } from './options.ts'
import { sleep } from './retry.ts'
import type { Outgoing, Send } from './transport.ts'

declare const methods: unique symbol

/** The operations of one area, as `connect` takes them. */
export interface Area<T> {
  readonly [methods]?: T
}

/** Makes a method that is no single call. */
export type Binder = (send: Send) => Method

/**
 * What an area is made of: `'POST /v1/deals/{id}/win'` a method, with flags as a third word
 * (p page, f feed, n no body, m multipart body, b bytes as answer), a method's maker, or a nested area.
 */
export interface Table {
  readonly [name: string]: string | Binder | Table
}

type Options = CallOptions &
  Partial<MatchOptions> &
  DryRunOptions & { idempotencyKey?: string; ifNoneMatch?: number | string; query?: Record<string, unknown> }
type Method = (...args: unknown[]) => unknown

const PAUSE_MS = 2_000

/** Makes the methods of an area out of its table. */
export function bindArea(send: Send, table: Table, name: string): Record<string, unknown> {
  const bound: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(table)) {
    const full = `${name}.${key}`
    if (typeof entry === 'function') {
      bound[key] = entry(send)
      continue
    }
    if (typeof entry !== 'string') {
      bound[key] = bindArea(send, entry, full)
      continue
    }
    const method = bindMethod(send, entry, full)
    bound[key] = method
    if (/ \w*f\w*$/.test(entry)) bound[key === 'list' ? 'follow' : `${key}Follow`] = following(method)
  }
  return bound
}

function bindMethod(send: Send, entry: string, name: string): Method {
  const [method = '', path = '', flags = ''] = entry.split(' ')
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] as string)
  const write = /^P/.test(method) || method === 'DELETE'
  const takesBody = /^P/.test(method)

  return (...args) => {
    const params = Object.fromEntries(names.map((param, i) => [param, segment(args[i], param, name)]))
    const input = args[names.length] as Record<string, unknown> | undefined
    const options = (args[names.length + 1] ?? {}) as Options
    const call: Outgoing = {
      method,
      path,
      params,
      query: takesBody ? options.query : { ...options.query, ...input },
      body: !takesBody || flags.includes('n') ? undefined : (input ?? {}),
      multipart: flags.includes('m'),
      readAs: (flags.includes('b') ? 'blob' : 'json') satisfies ReadAs,
      idempotencyKey: write ? (options.idempotencyKey ?? newKey()) : undefined,
      options,
    }
    if (options.dryRun) call.query = { ...call.query, dry_run: true }
    const run: Run = (raw, query) => send(query ? { ...call, query: { ...call.query, ...query } } : call, raw)
    if (flags.includes('p')) return new ListCall(run)
    return flags.includes('f') ? new FeedCall(run) : new Call(run)
  }
}

/** An id that is empty or made of dots would name another path. */
function segment(value: unknown, param: string, name: string): string {
  if (typeof value === 'string' && /[^.]/.test(value)) return value
  throw new TypeError(`${name} needs ${param}, a text; it got ${value === '' ? 'an empty one' : String(value)}.`)
}

const following =
  (list: Method): Method =>
  (query, options) => {
    const { interval = PAUSE_MS, signal } = (options ?? {}) as FollowOptions
    return (list(query, options) as FeedCall<unknown>).follow(() => sleep(interval, signal))
  }

// Pages without TLS have no crypto.randomUUID.
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
