/** What an operation can answer, for the document: its success, and its refusals by status. */
import { type ProblemCode, problems } from '@agencyops/schema'
import { z } from 'zod'
import { problemSchema } from './document-schemas.ts'
import type { Operation } from './operation.ts'
import { audienceOf } from './principal.ts'

export function successOf(operation: Operation) {
  const status = operation.kind === 'read' ? 200 : (operation.status ?? 200)
  if (status === 204) return { 204: { description: 'Done.' } }
  const media = operation.kind === 'read' ? (operation.media ?? []) : []
  const stream = operation.kind === 'raw' && operation.list === 'stream'
  const headers = {
    'X-Request-Id': { description: 'Name it when you ask for help.', schema: { type: 'string' } },
    ...(operation.kind === 'read' && {
      ETag: { description: 'Send it as If-None-Match.', schema: { type: 'string' } },
    }),
    ...(status === 201 &&
      operation.kind === 'write' && {
        Location: { description: 'Where the new record is.', schema: { type: 'string' } },
      }),
  }
  return {
    [status]: {
      description: stream ? 'The data of each event.' : status === 201 ? 'Made.' : 'Done.',
      headers,
      content: {
        ...(stream && { 'text/event-stream': { schema: operation.answers } }),
        ...(!stream && (media.length === 0 || operation.answers instanceof z.ZodObject)
          ? { 'application/json': { schema: operation.answers } }
          : {}),
        ...Object.fromEntries(
          media.map((type: string) => [type, { schema: { type: 'string', contentMediaType: type } }]),
        ),
      },
    },
    ...(operation.kind === 'read' && { 304: { description: 'Not modified since the tag in If-None-Match.' } }),
  }
}

/** What every operation of its kind can answer, and its own problems, by status. */
export function refusalsOf(operation: Operation) {
  const credential: ProblemCode[] =
    audienceOf(operation.path) === 'public' ? [] : ['unauthenticated', 'session_expired', 'forbidden']
  const codes = new Set<ProblemCode>([
    ...credential,
    'origin_not_allowed',
    'rate_limited',
    'internal_error',
    'unavailable',
    'invalid_request',
  ])
  if (operation.scope !== null) codes.add('insufficient_scope')
  if (operation.path.includes('{')) codes.add('not_found')
  if ('list' in operation && operation.list === 'page') codes.add('cursor_mismatch')
  if (operation.kind !== 'read' && operation.method !== 'get') {
    for (const code of [
      'malformed_request',
      'payload_too_large',
      'unsupported_media_type',
      'idempotency_in_flight',
      'idempotency_key_reused',
    ] as const)
      codes.add(code)
  }
  if (operation.kind === 'write') {
    if (operation.ifMatch) codes.add('precondition_failed')
    if (operation.ifMatch === 'required') codes.add('precondition_required')
    if (operation.dryRun === false) codes.add('dry_run_unavailable')
  }
  for (const code of operation.problems ?? []) codes.add(code as ProblemCode)
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of codes) byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${problems[code].meaning}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema, example: exampleOf(list[0] as ProblemCode) } },
      },
    ]),
  )
}

const exampleOf = (code: ProblemCode) => ({
  type: `urn:agencyops:problem:${code}`,
  title: problems[code].title,
  status: problems[code].status,
  code,
  detail: problems[code].meaning,
  request_id: 'req_01m86d72r0fk',
})
