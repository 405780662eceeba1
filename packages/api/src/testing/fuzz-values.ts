/** Values that a client should not send, by what the document's schema of a field asks for. */
import { idPrefixes } from '@agencyops/schema'
import fc from 'fast-check'
import { encodeId } from '../primitives/id.ts'
import type { OpenApi, Schema } from './open-api.ts'

const NUL = String.fromCharCode(0)
const LONE = String.fromCharCode(0xd800)
const RIGHT_TO_LEFT = String.fromCharCode(0x202e)

/** Stands for text that JSON.stringify would not write: `spell` puts it in. */
const RAW_NUMBERS = ['1e999', '-1e999', '1e-999', '-0', '12345678901234567890123456789', '1.0000000000000000000001']
const rawNumber = fc.constantFrom(...RAW_NUMBERS).map((text) => `@@${text}@@`)
const deep = fc
  .tuple(fc.constantFrom('[]', '{}'), fc.constantFrom(60, 3000, 40_000))
  .map(([kind, depth]) => `@@deep ${kind} ${depth}@@`)

const words = fc.constantFrom(
  '',
  ' ',
  NUL,
  LONE,
  `${RIGHT_TO_LEFT}gpj.exe`,
  'a\u0301\u0302\u0303\u0304'.repeat(40),
  '👩‍👩‍👧‍👦'.repeat(20),
  '\r\nSet-Cookie: a=b',
  `'; drop table deal; --`,
  '%_\\',
  '\\u0000',
  '<script>alert(1)</script>',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '\ufeff',
  '\uffff',
  '../../etc/passwd',
  '{{7*7}}',
  'Ꮋ'.repeat(255),
)
const text = fc.oneof(
  words,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const longText = fc
  .tuple(fc.constantFrom('x', 'é', '🙂', LONE, ' '), fc.constantFrom(61, 201, 256, 2001, 10_001, 100_000))
  .map(([unit, times]) => unit.repeat(times))

const dates = fc.constantFrom(
  '0000-00-00',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01',
  '+012026-01-01',
  '2024-02-30',
  '2024-02-29',
  '2026-13-01',
  '1969-12-31',
)
const instants = fc
  .tuple(
    dates,
    fc.constantFrom('T00:00:00Z', 'T23:59:60Z', 'T24:00:00Z', 'T00:00:00+24:00', 'T00:00:00.000-23:59', 'T99:00:00Z'),
  )
  .map((parts) => parts.join(''))
const decimals = fc.constantFrom(
  '0',
  '-0',
  '-1',
  '0.0000000001',
  '99999999999999999999',
  '9'.repeat(100),
  '922337203685477.5807',
  '1e5',
  '1E400',
  'Infinity',
  'NaN',
  '0x10',
  '1,5',
  '٣',
  '1.',
  '.5',
  '+1',
  '00001',
  '100',
  '100.0001',
)
const integers = fc.constantFrom(
  0,
  -1,
  1,
  200,
  201,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  1e15,
  1e21,
  1.5,
  1e308,
)
const ids = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...idPrefixes),
      fc.constantFrom('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    )
    .map(([prefix, uuid]) => encodeId(prefix, uuid)),
  fc.constantFrom(
    'deal_',
    'deal_8zzzzzzzzzzzzzzzzzzzzzzzzz',
    'DEAL_01M86D72R0FKXT9ZQ4C7W2H5NB',
    '0199c0de-7000-7000-8000-00000000dead',
    '0',
  ),
)
const anything = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { '': '' }),
  text,
  longText,
  integers,
  decimals,
  ids,
  rawNumber,
  deep,
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({
    amount: fc.oneof(integers, rawNumber, decimals),
    currency: fc.constantFrom('EUR', 'eur', 'XXX', 'JPY', ''),
  }),
)

/** Mostly of the right type at its edges, else anything at all. `known` are the ids of records that exist. */
export function oddValue(document: OpenApi, declared: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const schema = document.resolve(declared)
  return fc.oneof({ weight: 3, arbitrary: near(document, schema, known) }, { weight: 1, arbitrary: anything })
}

function near(document: OpenApi, schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const branches = schema.anyOf ?? schema.oneOf
  if (branches?.length) return fc.oneof(...branches.map((branch) => near(document, document.resolve(branch), known)))
  if (schema.enum) return fc.oneof(fc.constantFrom(...schema.enum), words)
  switch (schema.type) {
    case 'integer':
    case 'number': {
      const edges = [schema.minimum, schema.maximum].filter((edge) => edge !== undefined)
      const around = edges.flatMap((edge) => [edge - 1, edge, edge + 1])
      return around.length > 0 ? fc.oneof(integers, fc.constantFrom(...around)) : integers
    }
    case 'string':
      return nearText(schema, known)
    case 'array':
      return oddList(document, schema, known)
    case 'object':
      return oddObject(document, schema, known)
    case 'boolean':
      return fc.constantFrom(true, false, 'true', 0)
    default:
      return anything
  }
}

function nearText(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const { format = '', maxLength = 200 } = schema
  if (format.endsWith('-id')) return fc.oneof(fc.constantFrom(...known), ids)
  if (format === 'date') return dates
  if (format === 'date-time') return instants
  if (schema.pattern?.includes('d')) return fc.oneof(decimals, dates, instants, text)
  const fitting = fc
    .constantFrom(NUL, LONE, RIGHT_TO_LEFT, '🙂', 'é', '"', '\\', '\n', '%')
    .map((unit) => unit.repeat(Math.floor(maxLength / unit.length)))
  return fc.oneof(text, fitting, fc.constantFrom('x'.repeat(maxLength), 'x'.repeat(maxLength + 1)))
}

function oddList(document: OpenApi, schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  if (!schema.items) return fc.constant([])
  const one = oddObjectOr(document, schema.items, known)
  return fc.oneof(
    fc.array(one, { maxLength: 4 }),
    fc
      .tuple(one, fc.constantFrom(2, 51, 201, 1001))
      .map(([value, times]) => Array.from({ length: times }, () => value)),
  )
}

const oddObjectOr = (document: OpenApi, declared: Schema, known: readonly string[]) =>
  near(document, document.resolve(declared), known)

function oddObject(document: OpenApi, schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) return fc.dictionary(text, fc.oneof(text, integers, fc.constant(null)), { maxKeys: 60 })
  const shape = Object.fromEntries(
    fields.map(([name, field]) => {
      const value = fc.constant(null).chain(() => oddObjectOr(document, field, known))
      return [name, required.has(name) ? value : fc.option(value, { nil: undefined, freq: 2 })]
    }),
  )
  return fc.record(shape)
}

/** JSON with what JSON.stringify would not write: numbers beyond a double, nesting beyond its stack. */
export function spell(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"@@(?:deep (.)(.) (\d+)|([^@"]+))@@"/g, (_, open, close, depth, raw) => {
    if (raw) return raw
    const count = Number(depth)
    return open === '['
      ? `${'['.repeat(count)}${']'.repeat(count)}`
      : `${'{"a":'.repeat(count)}1${'}'.repeat(count)}${close && ''}`
  })
}
