import { z } from 'zod'
import { ids, instant, nullable, page, pageQuery, several } from '../common/index.ts'
import { exampleId } from '../example-records.ts'
import { actor, eventType } from './event.ts'
import { recordId } from './record-id.ts'

const values = nullable(z.record(z.string(), z.unknown()))

export const auditEntry = z
  .object({
    id: ids.audit_entry,
    at: instant,
    recorded_at: instant,
    operation: z.string().describe('The operation that did it.'),
    action: eventType,
    actor,
    subject: z
      .object({ type: z.string(), id: recordId })
      .meta({ id: 'AuditSubject', description: 'The record that was changed.' }),
    before: values.describe('The record before, bookkeeping left out; null for a new one.'),
    after: values.describe('The record after, bookkeeping left out; null where the fields alone are told.'),
    request_id: z.string().describe('The `X-Request-Id` of the request.'),
  })
  .meta({
    id: 'AuditEntry',
    description:
      'Who changed what, from which value to which. `at` is the tenant’s time, `recorded_at` the machine’s. Never changed; personal values vanish where a person is erased.',
    example: {
      id: exampleId('audit_entry'),
      at: '2026-11-26T10:00:00.000Z',
      recorded_at: '2026-11-26T10:00:00.104Z',
      operation: 'updateDeal',
      action: 'deal.updated',
      actor: {
        type: 'member',
        id: exampleId('member'),
        session_id: exampleId('embed_session'),
        api_key_id: exampleId('api_key'),
      },
      subject: { type: 'deal', id: exampleId('deal') },
      before: { next_step: null },
      after: { next_step: 'Send the statement of work' },
      request_id: 'req_01m86d72r0fk',
    },
  })

export const auditEntryPage = page('AuditEntryPage', auditEntry)

export const auditEntryListQuery = {
  ...pageQuery,
  subject_id: recordId.optional(),
  action: several(eventType).describe('Only these actions.'),
}
