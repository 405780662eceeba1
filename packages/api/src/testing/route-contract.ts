/** What every operation promises, tried from its declaration alone: a new one is covered from the day it is declared. */
import { type IdPrefix, idPrefixes } from '@agencyops/schema'
import type { z } from 'zod'
import type { Operation } from '../http/operation.ts'
import { audienceOf } from '../http/principal.ts'
import { encodeId } from '../primitives/id.ts'
import type { CallOptions, Harness, TestAnswer } from './harness.ts'
import type { Prefix, World } from './world.ts'

/** The id of a record of a kind; `sold` asks for one that a won deal has. */
export type Ids = (prefix: Prefix, sold?: boolean) => string

/** Whose ids stand in path and body. */
export type Whose = 'own' | 'foreign' | 'absent'

const PREFIX_OF_FORMAT = new Map(idPrefixes.map((prefix) => [`${prefix.replaceAll('_', '-')}-id`, prefix]))
const TYPE_ID = new RegExp(`^(${idPrefixes.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
const NOBODY = '0199c0de-7000-7000-8000-00000000dead'

/** Throws where an operation cannot be tried: its world has no such record, or nobody knows an id for a parameter. */
export function pathOf(operation: Operation, ids: (prefix: Prefix) => string): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const schema = (operation.params as Record<string, z.ZodType>)[name]
    return ids(prefixOf(operation, name, schema))
  })
}

function prefixOf(operation: Operation, name: string, schema: z.ZodType | undefined): Prefix {
  const meta = schema?.meta() as { format?: string; id?: string; example?: string } | undefined
  const prefix = PREFIX_OF_FORMAT.get(meta?.format ?? '') ?? idPrefixes.find((one) => meta?.id === `Any${one}`)
  if (prefix) return prefix
  if (meta?.id === 'TraceableId') return 'deal'
  const fromExample = typeof meta?.example === 'string' ? TYPE_ID.exec(meta.example)?.[1] : undefined
  if (fromExample) return fromExample as Prefix
  throw new Error(`${operation.id}: no example for the parameter ${name}; give its schema an id schema or an example`)
}

/** The example of the body with its ids replaced. Throws where an operation with a body has no example. */
export function bodyOf(operation: Operation, ids: Ids): unknown {
  if (operation.kind === 'read' || !operation.body) return undefined
  const example = operation.example ?? (operation.body as z.ZodType).meta()?.example
  if (example === undefined) throw new Error(`${operation.id}: its body has no example`)
  return replaceIds(example, ids, 'engagement_id' in example)
}

function replaceIds(value: unknown, ids: Ids, sold: boolean): unknown {
  if (typeof value === 'string') {
    const prefix = TYPE_ID.exec(value)?.[1]
    return prefix ? ids(prefix as IdPrefix, sold) : value
  }
  if (Array.isArray(value)) return value.map((one) => replaceIds(one, ids, sold))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaceIds(one, ids, sold)]))
}

export function idsOf(world: World, whose: Whose, foreign: World): Ids {
  return (prefix, sold = false) => {
    if (whose === 'absent') return encodeId(prefix, NOBODY)
    const from = whose === 'own' ? world : foreign
    const id = (sold ? from.sold.get(prefix) : undefined) ?? from.ids.get(prefix)
    if (!id) throw new Error(`The world has no ${prefix}: make one in testing/world.ts`)
    return id
  }
}

/** What a contact's page would ask for. */
export function portalIds(world: World, foreign: World, whose: Whose): Ids {
  const fall = idsOf(world, whose, foreign)
  if (whose === 'absent') return fall
  const from = whose === 'own' ? world : foreign
  return (prefix, sold) => from.portal.get(prefix) ?? fall(prefix, sold)
}

export interface Attempt {
  key?: string | null
  pathIds: Ids
  bodyIds?: Ids
  search?: string
  /** Joins the body. */
  more?: Record<string, unknown>
  headers?: Record<string, string>
}

/** Calls an operation as its declaration says it is called. */
export function attempt(harness: Harness, operation: Operation, options: Attempt): Promise<TestAnswer> {
  const { key, pathIds, bodyIds = pathIds, search = '', more, headers } = options
  const example = bodyOf(operation, bodyIds)
  const body = more ? { ...(example as object | undefined), ...more } : example
  const call: CallOptions = { key, headers: { 'If-Match': '*', ...headers } }
  if (body !== undefined) call.body = body
  return harness.call(operation.method.toUpperCase(), `${pathOf(operation, pathIds)}${search}`, call)
}

/** Nothing where the answer is what the schema says, and no more; else a sentence. */
export function mismatch(operation: Operation, body: unknown): string | undefined {
  const parsed = (operation.answers as z.ZodType).safeParse(body)
  if (!parsed.success) return `The answer does not fit: ${parsed.error.message}`
  const undeclared = beyond(body, parsed.data, '#')
  return undeclared && `The schema does not declare ${undeclared}`
}

function beyond(sent: unknown, declared: unknown, at: string): string | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined
  if (typeof declared !== 'object' || declared === null) return at
  for (const [key, value] of Object.entries(sent)) {
    if (!(key in declared)) return `${at}/${key}`
    const found = beyond(value, (declared as Record<string, unknown>)[key], `${at}/${key}`)
    if (found) return found
  }
  return undefined
}

export const audience = (operation: Operation) => audienceOf(operation.path)
export const hasId = (operation: Operation) => operation.path.includes('{')
export const scopesOf = (operation: Operation) =>
  operation.scope === null ? [] : typeof operation.scope === 'string' ? [operation.scope] : [...operation.scope]
export const isRehearsable = (operation: Operation) => operation.kind === 'write' && operation.dryRun !== false

/** A problem without what differs between two askings for the same thing. */
export function bare({ status, body }: TestAnswer): unknown {
  const { request_id: _, ...problem } = body as Record<string, unknown>
  const text = JSON.stringify(problem).replaceAll(/[a-z_]+_[0-7][0-9a-hjkmnp-tv-z]{25}/g, 'ID')
  return { status, problem: JSON.parse(text) }
}

/** How many rows every table has. */
export async function countRows(harness: Harness): Promise<Record<string, number>> {
  const tables = await harness.admin<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const counts = tables.map(({ name }) => `'${name}', (select count(*) from "${name}")`)
  // A function takes 100 arguments.
  const halves = [counts.slice(0, 45), counts.slice(45)].filter((half) => half.length > 0)
  const sql = halves.map((half) => `jsonb_build_object(${half.join(', ')})`).join(' || ')
  const [row] = await harness.admin<{ counts: Record<string, number> }>(`select ${sql} as counts`)
  return row?.counts as Record<string, number>
}
