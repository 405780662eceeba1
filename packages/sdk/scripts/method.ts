import { type Document, type Endpoint, follow, refName, type Schema } from './document.ts'

/** One operation as the SDK shows it, and what its types need. */
export interface Method {
  /** Its signature with its documentation, for the area's interface. */
  lines: string[]
  /** Its entry in the area's table, as code: `'POST /v1/deals/{id}/win'`, with flags. */
  entry: string
  /** Whether the entry needs the runtime of streams. */
  stream: boolean
  aliases: string[]
  /** Names of wire types, of runtime types, and whether `operations` is named. */
  wire: Set<string>
  runtime: Set<string>
  operations: boolean
}

interface Input {
  type: string
  needed: boolean
  flag: string
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const jsonType = (types: object) => Object.keys(types).find((type) => /\bjson\b|event-stream/.test(type))

/** Writes an operation's signature and table entry. */
export function describeMethod(document: Document, e: Endpoint): Method {
  const { operation: op, id } = e
  const method: Method = {
    lines: [],
    entry: '',
    stream: op['x-agencyops-list'] === 'stream',
    aliases: [],
    wire: new Set(),
    runtime: new Set(),
    operations: false,
  }
  const inline = (path: string) => {
    method.operations = true
    return `operations['${id}']${path}`
  }
  const write = e.method !== 'get'
  const takesBody = write && e.method !== 'delete'

  const query = queryType(e, inline)
  method.aliases.push(...query.aliases)
  const input: Input = takesBody
    ? bodyInput(document, e, inline)
    : { type: query.type || 'Record<string, never>', needed: query.needed, flag: '' }
  const answer = answerType(document, e, inline)
  const list = op['x-agencyops-list']

  const options = [method.stream ? 'StreamOptions' : write ? 'WriteOptions' : 'ReadOptions']
  if (op['x-agencyops-if-match']) options.push('MatchOptions')
  if (op['x-agencyops-dry-run']) options.push('DryRunOptions')
  const call = list === 'page' ? 'ListCall' : list === 'feed' ? 'FeedCall' : 'Call'
  for (const name of method.stream ? options : [...options, call]) method.runtime.add(name)
  if (takesBody && query.type) options.push(`{ query${query.needed ? '' : '?'}: ${query.type} }`)
  const optionsNeeded = op['x-agencyops-if-match'] || (takesBody && query.needed)

  const data = query.expand ? `Expanded<${answer.type}, E>` : answer.type
  const codes = ['CommonProblem', ...(op['x-agencyops-problems'] ?? []).map((code) => `'${code}'`)].join(' | ')
  const generic = query.expand ? `<const E extends ${query.expand} = never>` : ''
  const ids = pathParameters(document, e, inline)
  const second = `${takesBody ? 'body' : 'query'}${input.needed || optionsNeeded ? '' : '?'}: ${input.type}`
  const last = `options${optionsNeeded ? '' : '?'}: ${options.join(' & ')}`
  const returns = method.stream ? `AsyncGenerator<${data}, void, undefined>` : `${call}<${data}, ${codes}>`
  method.lines.push(...documentation(e), `  ${e.name}${generic}(${[...ids, second, last].join(', ')}): ${returns}`)
  if (list === 'feed') {
    const name = e.name === 'list' ? 'follow' : `${e.name}Follow`
    method.lines.push(
      '  /** Never ends: gives what is there, then what comes. Keep the cursor of the last row that you have dealt with. */',
      `  ${name}${generic}(${[...ids, second, 'options?: FollowOptions'].join(', ')}): AsyncGenerator<${data}, void, undefined>`,
    )
    method.runtime.add('FollowOptions')
  }

  const flags = `${input.flag}${answer.flag}${list === 'page' ? 'p' : list === 'feed' ? 'f' : ''}`
  method.entry = method.stream
    ? `streaming('${e.path}')`
    : `'${e.method.toUpperCase()} ${e.path}${flags && ` ${flags}`}'`
  if (query.expand) method.runtime.add('Expanded')
  if (input.type === 'Upload') method.runtime.add('Upload')
  const schemas = document.components?.schemas ?? {}
  for (const [name] of `${ids.join()} ${input.type} ${answer.type}`.replaceAll(/'[^']*'/g, '').matchAll(/\b[A-Z]\w*/g))
    if (Object.hasOwn(schemas, name)) method.wire.add(name)
  return method
}

type Inline = (path: string) => string

function pathParameters(document: Document, e: Endpoint, inline: Inline): string[] {
  return Array.from(e.path.matchAll(/\{(\w+)\}/g), ([, name]) => {
    const schema = e.parameters.find((p) => p.in === 'path' && p.name === name)?.schema
    return `${name}: ${refName(schema) ?? sameComponent(document, schema) ?? inline(`['parameters']['path']['${name}']`)}`
  })
}

/** The named component that an inlined id stands for. */
function sameComponent(document: Document, schema: Schema | undefined): string | undefined {
  if (!schema?.pattern) return undefined
  const all = Object.entries(document.components?.schemas ?? {})
  return all.find(([, s]) => s.format === schema.format && s.pattern === schema.pattern)?.[0]
}

/** The query without `dry_run`, which is an option; `expand` becomes a type parameter that the answer depends on. */
function queryType(e: Endpoint, inline: Inline) {
  const parameters = e.parameters.filter((p) => p.in === 'query')
  const own = parameters.filter((p) => p.name !== 'dry_run')
  if (!own.length) return { type: '', needed: false, aliases: [], expand: '' }
  const all = `NonNullable<${inline(`['parameters']['query']`)}>`
  const name = `${capital(e.id)}Query`
  const expand = own.some((p) => p.name === 'expand') ? `${capital(e.id)}Expand` : ''
  const dropped = parameters.filter((p) => p.name === 'dry_run' || p.name === 'expand').map((p) => `'${p.name}'`)
  const kept = dropped.length ? `Omit<${all}, ${dropped.join(' | ')}>` : all
  const aliases = expand
    ? [
        `export type ${expand} = Extract<NonNullable<${all}['expand']>, readonly unknown[]>[number]`,
        `export type ${name}<E extends ${expand} = never> = ${kept} & { expand?: readonly E[] }`,
      ]
    : [`export type ${name} = ${kept}`]
  return { type: expand ? `${name}<E>` : name, needed: own.some((p) => p.required), aliases, expand }
}

function bodyInput(document: Document, e: Endpoint, inline: Inline): Input {
  const types = e.operation.requestBody && follow(document, e.operation.requestBody).content
  if (!types) return { type: 'Record<string, never>', needed: false, flag: 'n' }
  const json = jsonType(types)
  const type = json ?? Object.keys(types)[0] ?? ''
  if (!json && !type.startsWith('multipart')) return { type: 'Upload', needed: true, flag: '' }
  const schema = types[type]?.schema
  const shape = refName(schema) ?? `NonNullable<${inline(`['requestBody']`)}>['content']['${type}']`
  if (!json) return { type: `${shape} | FormData`, needed: true, flag: 'm' }
  // A union has no `required` of its own: only a plain object can be known to do without members.
  const plain = schema && follow(document, schema)
  return { type: shape, needed: plain?.type !== 'object' || !!plain.required?.length, flag: '' }
}

function answerType(document: Document, e: Endpoint, inline: Inline): { type: string; flag: string } {
  for (const [status, response] of Object.entries(e.operation.responses).sort()) {
    const types = /^2/.test(status) ? follow(document, response).content : undefined
    if (!types || !Object.keys(types).length) continue
    const json = jsonType(types)
    if (!json) return { type: 'Blob', flag: 'b' }
    const schema = types[json]?.schema
    const whole = () => refName(schema) ?? inline(`['responses'][${status}]['content']['${json}']`)
    if (!['page', 'feed'].includes(e.operation['x-agencyops-list'] ?? '')) return { type: whole(), flag: '' }
    const rows = schema && follow(document, schema).properties?.data
    return { type: refName(rows && follow(document, rows).items) ?? `${whole()}['data'][number]`, flag: '' }
  }
  return { type: 'void', flag: '' }
}

function documentation({ operation }: Endpoint): string[] {
  const { summary, description, deprecated, 'x-agencyops-scope': scope, 'x-agencyops-problems': problems } = operation
  const parts = [summary, description === summary ? undefined : description]
  if (scope) parts.push(`Scope \`${scope}\`.`)
  if (problems?.length) parts.push(`Refuses with ${problems.map((code) => `\`${code}\``).join(', ')}.`)
  if (deprecated) parts.push('@deprecated')
  const lines = parts.filter(Boolean).join('\n\n').split('\n')
  return ['  /**', ...lines.map((line) => `   * ${line.replaceAll('*/', '*\\/')}`.trimEnd()), '   */']
}
