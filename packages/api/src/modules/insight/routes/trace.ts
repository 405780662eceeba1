import { trace, traceId } from '@agencyops/schema'
import { readOperation } from '../../../http/operation.ts'
import { buildTrace } from '../build-trace.ts'
import { traceView } from '../views.ts'

export const traceOperations = [
  readOperation({
    id: 'getTrace',
    path: '/v1/trace/{id}',
    tag: 'trace',
    summary: 'Follow a dollar',
    description:
      'Takes the id of any record on the way from pitch to payment and answers the scope items behind it with all that came of them: planned and delivered by milestones, billed by invoice lines, collected by payments, credited. Works both ways. Each record passes the same check as its own GET: what the reader may not see is not there, nor counted. What a shared invoice or payment carries beside is one node, `other`.',
    scope: null,
    params: { id: traceId },
    answers: trace,
    sdk: { resource: 'trace', method: 'get' },
    handle: async ({ db, principal, params }) => traceView(params.id, await buildTrace(db, principal, params.id)),
  }),
]
