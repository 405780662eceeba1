/** Requests of one operation that are almost right, or not at all: from the document and an example that fits. */
import fc from 'fast-check'
import { oddValue, spell } from './fuzz-values.ts'
import type { DocumentedOperation, OpenApi, Parameter, Schema } from './open-api.ts'

export interface FuzzedRequest {
  method: string
  /** As it goes out, with its query. */
  path: string
  headers: Record<string, string>
  body: Buffer | undefined
}

export interface Known {
  /** The path with ids of records that exist, and an example of the body. */
  path: string
  example: unknown
  ids: readonly string[]
  cursors: readonly string[]
}

type Path = readonly (string | number)[]
interface Slot {
  path: Path
  schema: Schema
}

export function fuzzedRequest(
  document: OpenApi,
  operation: DocumentedOperation,
  known: Known,
): fc.Arbitrary<FuzzedRequest> {
  return fc
    .tuple(
      oddPath(known),
      oddQuery(document, operation, known),
      operation.method === 'GET' ? fc.constant(undefined) : oddBody(document, operation, known),
      oddHeaders(operation),
    )
    .map(([path, query, body, { contentType, ...headers }]) => ({
      method: operation.method,
      path: `${path}${query}`,
      headers: {
        ...headers,
        ...(body !== undefined && { 'Content-Length': String(body.length) }),
        ...(body !== undefined && contentType && { 'Content-Type': contentType }),
      },
      body,
    }))
}

function oddPath({ path, ids }: Known): fc.Arbitrary<string> {
  const parts = path.split('/')
  const at = parts.flatMap((part, index) => (/^[a-z_]+_[0-7][0-9a-z]{25}$/.test(part) ? [index] : []))
  if (at.length === 0) return fc.constant(path)
  const other = fc
    .tuple(
      fc.constantFrom(...at),
      fc.oneof(
        fc.constantFrom(...ids),
        fc.constantFrom('%00', '%ff%fe', '%ED%A0%80', '%', '%zz', '..%2f..%2fetc', '%E2%80%AE', 'null', '0', '-1', '*'),
        fc.constant('x'.repeat(3000)),
        fc
          .string({ unit: 'binary', maxLength: 12 })
          .map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))),
      ),
    )
    .map(([index, part]) => parts.with(index, part).join('/'))
  return fc.oneof({ weight: 8, arbitrary: fc.constant(path) }, { weight: 1, arbitrary: other })
}

function oddQuery(document: OpenApi, operation: DocumentedOperation, known: Known): fc.Arbitrary<string> {
  const parameters = operation.parameters.filter((one) => one.in === 'query' && one.name !== 'dry_run')
  const rehearsable = operation.parameters.some(({ name }) => name === 'dry_run')
  const pairs =
    parameters.length > 0 ? fc.array(oddPair(document, parameters, known), { maxLength: 3 }) : fc.constant([])
  const rehearsal = rehearsable
    ? fc.constantFrom('dry_run=true', 'dry_run=true', 'dry_run=true', 'dry_run=false', 'dry_run=1')
    : fc.constant('')
  const plain = fc
    .tuple(pairs, rehearsal)
    .map(([given, last]) => [...given, last].filter((one) => one !== '').join('&'))
  const broken = fc.constantFrom(
    '&&&',
    '%00=1',
    'limit[]=1',
    'limit=1&limit=2',
    'a=%ZZ',
    '%ff=%ff',
    '=',
    'a=b=c?d',
    `q=${'%F0'.repeat(500)}`,
  )
  return fc
    .oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: broken })
    .map((query) => (query === '' ? '' : `?${query}`))
}

function oddPair(document: OpenApi, parameters: readonly Parameter[], known: Known): fc.Arbitrary<string> {
  return fc.constantFrom(...parameters).chain(({ name, schema }) => {
    const { type, items } = document.resolve(schema)
    const value = oddValue(document, type === 'array' && items ? items : schema, known.ids)
    const cursors = name === 'cursor' && known.cursors.length > 0 ? fc.constantFrom(...known.cursors) : value
    return fc.oneof(cursors, value).map((one) => `${name}=${percentEncoded(one)}`)
  })
}

/** More in a query overflows what a server reads of a head. */
const MAX_BYTES = 1200

function percentEncoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return [...Buffer.from(text).subarray(0, MAX_BYTES)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

function oddBody(document: OpenApi, operation: DocumentedOperation, known: Known): fc.Arbitrary<Buffer | undefined> {
  const { body } = operation
  const nonsense = fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '"',
      '{"a":1,"a":2}',
      '\ufeff{}',
      '{"__proto__":{"a":1}}',
      '{}{}',
      'NaN',
      '\0',
    ),
    fc.constantFrom('[', '{"a":').map((open) => open.repeat(90_000)),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  )
  const bytes = fc.oneof(
    nonsense.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
    fc.constant(Buffer.alloc(1_100_000, 32)),
  )
  if (!body) return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: bytes })
  if (body.type.startsWith('multipart/')) return fc.oneof(oddParts(), bytes)
  const built = oddValue(document, body.schema, known.ids)
  const changed = changedExample(document, body.schema, known)
  const spelt = fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: built }).map(spell)
  const torn = fc
    .tuple(spelt, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, share]) => text.slice(0, Math.floor(text.length * share)))
  return fc.oneof(
    { weight: 12, arbitrary: spelt.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: torn.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: bytes },
  )
}

function changedExample(document: OpenApi, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const slots = slotsOf(document, schema, [], 0)
  if (slots.length === 0) return fc.constant(known.example)
  const change = fc
    .constantFrom(...slots)
    .chain((slot) => fc.record({ path: fc.constant(slot.path), value: oddValue(document, slot.schema, known.ids) }))
  const extra = fc.record({
    path: fc.constantFrom(['zz'], ['constructor'], ['toString'], [''], ['hasOwnProperty']),
    value: fc.constantFrom(1, null, {}),
  })
  const removal = fc.record({ path: fc.constantFrom(...slots.map(({ path }) => path)), value: fc.constant(undefined) })
  const changes = fc.array(
    fc.oneof({ weight: 8, arbitrary: change }, { weight: 1, arbitrary: extra }, { weight: 1, arbitrary: removal }),
    { minLength: 1, maxLength: 3 },
  )
  return changes.map((list) => list.reduce<unknown>((body, { path, value }) => put(body, path, value), known.example))
}

/** Every place in a body, with the objects and lists around it; of a list its first entry. */
function slotsOf(document: OpenApi, declared: Schema, path: Path, depth: number): Slot[] {
  if (depth > 6) return []
  const schema = document.resolve(declared)
  const inside = [
    ...(schema.anyOf ?? schema.oneOf ?? []).flatMap((branch) => slotsOf(document, branch, path, depth + 1)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      slotsOf(document, field, [...path, name], depth + 1),
    ),
    ...(schema.items ? slotsOf(document, schema.items, [...path, 0], depth + 1) : []),
  ]
  return path.length > 0 ? [{ path, schema }, ...inside] : inside
}

function put(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const inner = (body as Record<string | number, unknown> | null | undefined)?.[key]
  if (typeof key === 'number') {
    const list = Array.isArray(body) ? [...body] : []
    list[key] = put(inner, rest, value)
    return list
  }
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const own = Object.hasOwn(object, key) ? inner : undefined
  return { ...object, [key]: put(own, rest, value) }
}

export const BOUNDARY = 'a-boundary'

function oddParts(): fc.Arbitrary<Buffer> {
  const disposition = fc.constantFrom(
    'form-data; name="file"; filename="a.txt"',
    'form-data; name="file"; filename="../../a\u0001.txt"',
    `form-data; name="file"; filename="${'é'.repeat(400)}.pdf"`,
    'form-data; name="file"',
    'form-data; name="visibility"',
    'form-data',
    'attachment; filename=',
  )
  const part = fc
    .tuple(disposition, fc.constantFrom('text/plain', 'image/svg+xml', 'x', ''), fc.uint8Array({ maxLength: 80 }))
    .map(([head, type, bytes]) =>
      Buffer.concat([
        Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${head}\r\nContent-Type: ${type}\r\n\r\n`),
        bytes,
        Buffer.from('\r\n'),
      ]),
    )
  const end = fc.constantFrom(`--${BOUNDARY}--\r\n`, `--${BOUNDARY}--`, `--${BOUNDARY}`, '')
  return fc
    .tuple(fc.array(part, { maxLength: 3 }), end)
    .map(([parts, last]) => Buffer.concat([...parts, Buffer.from(last)]))
}

function oddHeaders(operation: DocumentedOperation): fc.Arbitrary<Record<string, string>> {
  const type = operation.body?.type ?? 'application/json'
  const contentType = type.startsWith('multipart/') ? `${type}; boundary=${BOUNDARY}` : type
  const odd = <T extends string>(usual: string | undefined, ...values: T[]) =>
    fc.oneof(
      { weight: 15, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom<string>(...values) },
    )
  return fc
    .record({
      contentType: odd(
        contentType,
        'text/plain',
        'application/json; charset=latin1',
        'multipart/form-data',
        'x',
        ';;;',
        'application/xml',
        '',
      ),
      'If-Match': odd('*', '"1"', 'W/"1"', '"99999999999999999999"', '""', '"-1"', '1', '"1","2"', '\u00ff'),
      'If-None-Match': odd(undefined, '*', '"x"', 'x'.repeat(3000)),
      'Idempotency-Key': odd(undefined, '', ' ', 'k'.repeat(255), 'k'.repeat(256), '\u00e9', '"quoted"', "'"),
      'X-Request-Id': odd(undefined, 'x', 'a'.repeat(500), '<b>', 'ao_test_aaaaaaaa'),
      'Content-Encoding': odd(undefined, 'gzip', 'br', 'identity'),
      Accept: odd(undefined, 'text/html', '*/*;q=0', 'application/xml'),
      'Accept-Language': odd(undefined, 'xx-'.repeat(400), '\u00ff'),
      Range: odd(undefined, 'bytes=-1', 'bytes=5-1', 'bytes=0-99999999999999999999', 'lines=1-2', 'bytes=0-0,1-1'),
      'Last-Event-ID': odd(undefined, '-1', '1e9', 'x'.repeat(2000), '99999999999999999999', ''),
      'If-Modified-Since': odd(undefined, 'yesterday'),
      'X-Forwarded-For': odd(undefined, "1.1.1.1', ", '::'),
    })
    .map(
      (all) =>
        Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, string>,
    )
}
