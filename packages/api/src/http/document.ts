/** The OpenAPI document, written from the declarations. Nothing is patched afterwards. */

import { type EventType, events } from '@agencyops/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { refusalsOf, successOf } from './document-answers.ts'
import { sampleOf } from './document-sample.ts'
import { event } from './document-schemas.ts'
import { chapters } from './document-tags.ts'
import type { Operation, Shape } from './operation.ts'
import { type Audience, audienceOf } from './principal.ts'
import { sdkName } from './sdk-names.ts'

const SECURITY: Record<Audience, string[]> = {
  tenant: ['tenantKey', 'embedSession'],
  portal: ['embedSession'],
  public: [],
  platform: ['platformKey'],
}

const securitySchemes = {
  tenantKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A tenant’s API key, `ao_live_…` or `ao_test_…`. Keep it on your server.',
  },
  embedSession: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of an embed session, for at most 15 minutes, for pages of the origins that it lists.',
  },
  platformKey: { type: 'http', scheme: 'bearer', description: 'The key of a platform that keeps many tenants.' },
} as const

const INFO = `Professional services automation without a screen of its own: sell, deliver, invoice and get paid, on one record.

**Money** is an integer in minor units with its currency. Prices, quantities and percents are decimal text. **Dates** are
calendar dates in the tenant’s zone, instants are UTC with milliseconds. **Input is strict**: an unknown field is refused
with the nearest known name. **Every write** takes an \`Idempotency-Key\`, and \`dry_run=true\` tries it and takes it back.
**Problems** follow RFC 9457; each code has a page under \`/problems/<code>\`. A foreign id looks absent.`

/** The document as plain data, its keys in a stable order. `version` is the API's. */
export function writeDocument(operations: readonly Operation[], version: string): Record<string, unknown> {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  for (const [name, scheme] of Object.entries(securitySchemes))
    registry.registerComponent('securitySchemes', name, scheme)
  for (const operation of operations) registry.registerPath(pathOf(operation) as never)
  for (const [type, kind] of Object.entries(events))
    registry.registerWebhook(webhookOf(type as EventType, kind.meaning) as never)
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'AgencyOps',
      version,
      description: INFO,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The server that this document came from.' }],
    tags: tagsOf(operations),
  } as never)
  return sortKeys(openEnums(document as never)) as Record<string, unknown>
}

function pathOf(operation: Operation) {
  const audience = audienceOf(operation.path)
  const writes = operation.kind !== 'read'
  const scopes =
    operation.scope === null ? [] : typeof operation.scope === 'string' ? [operation.scope] : [...operation.scope]
  const { resource, method } = sdkName(operation)
  return {
    method: operation.method,
    path: operation.path,
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: descriptionOf(operation, scopes),
    security: SECURITY[audience].map((name) => ({ [name]: name === 'platformKey' ? [] : scopes })),
    request: {
      ...(operation.params && { params: z.object(operation.params as Shape) }),
      query: z.object({ ...(operation.query as Shape), ...(operation.kind === 'write' && dryRun(operation)) }),
      ...((writes || operation.headers) && { headers: z.object(headersOf(operation)) }),
      ...bodyOf(operation),
    },
    responses: { ...successOf(operation), ...refusalsOf(operation) },
    'x-agencyops-sdk': { resource, method },
    'x-agencyops-scope': scopes,
    'x-agencyops-problems': [...(operation.problems ?? [])],
    ...(operation.kind !== 'read' && operation.emits.length > 0 && { 'x-agencyops-events': [...operation.emits] }),
    ...(operation.kind === 'write' && operation.dryRun !== false && { 'x-agencyops-dry-run': true }),
    ...('list' in operation && operation.list && { 'x-agencyops-list': operation.list }),
    ...(operation.kind === 'write' && operation.ifMatch === 'required' && { 'x-agencyops-if-match': true }),
    'x-codeSamples': [{ lang: 'TypeScript', label: 'SDK', source: sampleOf(operation, resource, method) }],
  }
}

function descriptionOf(operation: Operation, scopes: readonly string[]): string {
  const parts = [operation.description]
  if (scopes.length > 0) parts.push(`Needs ${scopes.map((scope) => `\`${scope}\``).join(' and ')}.`)
  if (operation.kind !== 'read' && operation.emits.length > 0) {
    parts.push(`Emits ${operation.emits.map((type: string) => `\`${type}\``).join(', ')}.`)
  }
  if (operation.kind === 'write' && operation.batch) parts.push('Each row counts as a request against the rate limit.')
  return parts.join('\n\n')
}

const dryRun = (operation: Operation) =>
  operation.kind === 'write' && operation.dryRun !== false
    ? {
        dry_run: z
          .boolean()
          .optional()
          .describe('Run the whole operation and take it back: same checks, same answer, nothing kept.'),
      }
    : {}

function headersOf(operation: Operation): Shape {
  return {
    ...operation.headers,
    ...(operation.method !== 'get' && {
      'Idempotency-Key': z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe('The same key and request again replays the first success, for 24 hours.'),
    }),
    ...(operation.kind === 'write' &&
      operation.ifMatch && {
        'If-Match':
          operation.ifMatch === 'required'
            ? z.string().describe('The version that was shown, in quotes: `"7"`.')
            : z.string().optional().describe('Refuse unless the record is at this version: `"7"`.'),
      }),
  }
}

function bodyOf(operation: Operation) {
  if (operation.kind === 'read') return {}
  if (operation.kind === 'raw' && operation.consumes) {
    return {
      body: {
        required: true,
        content: {
          [operation.consumes]: {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            },
          },
        },
      },
    }
  }
  if (!operation.body) return {}
  const media = { schema: operation.body, ...(operation.example !== undefined && { example: operation.example }) }
  const patch = operation.method === 'patch' ? { 'application/merge-patch+json': media } : {}
  return { body: { required: !operation.body.safeParse({}).success, content: { 'application/json': media, ...patch } } }
}

function webhookOf(type: EventType, meaning: string) {
  return {
    method: 'post',
    path: type,
    operationId: `on_${type.replaceAll('.', '_')}`,
    summary: meaning,
    description: `${meaning} The body names the record; read it for what it is now.`,
    tags: ['events'],
    security: [],
    request: { body: { required: true, content: { 'application/json': { schema: event } } } },
    responses: {
      204: { description: 'Heard. Any other status is tried again.' },
      410: { description: 'Gone: the endpoint is disabled.' },
    },
  }
}

function tagsOf(operations: readonly Operation[]) {
  return [...new Set([...operations.map((operation) => operation.tag), 'events'])].sort().map((name) => {
    const known = chapters[name]
    if (!known) throw new Error(`document-tags.ts has no chapter for ${name}`)
    return { name, description: known.description, 'x-displayName': known.title }
  })
}

/** Answers may gain values within v1: their enums are marked, so that clients keep a door open. */
function openEnums(document: { components?: { schemas?: Record<string, object> } }): unknown {
  const requests = /(Create|Update|Upsert|Body|Freeze|Advance|Rotate|Change)$/
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!requests.test(name)) markEnums(schema)
  }
  return document
}

function markEnums(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('enum' in value && Array.isArray(value.enum)) Object.assign(value, { 'x-agencyops-open': true })
  for (const inner of Object.values(value)) markEnums(inner)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}
