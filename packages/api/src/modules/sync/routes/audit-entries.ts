/** Wire ↔ audit. */
import { auditEntryListQuery, auditEntryPage } from '@agencyops/schema'
import { listPage } from '../../../http/list.ts'
import { readOperation } from '../../../http/operation.ts'
import { decodeId } from '../../../primitives/id.ts'
import { selectAuditEntries } from '../queries/audit-entries.ts'
import { readableTypes } from '../readable-types.ts'
import { auditEntryView } from '../views.ts'

export const auditEntryOperations = [
  readOperation({
    id: 'listAuditEntries',
    path: '/v1/audit_entries',
    tag: 'audit_entries',
    summary: 'List audit entries',
    description:
      'Who changed what, newest first: one entry for each record that a change touched, with its values before and after. Entries of records that the credential may not read are left out.',
    scope: 'audit_entries:read',
    query: auditEntryListQuery,
    answers: auditEntryPage,
    list: 'page',
    async handle({ db, principal, query }) {
      const { subject_id: subject, action, ...paging } = query
      const filters = {
        principal,
        actions: readableTypes(principal.scopes, action),
        subjectId: subject && decodeId(subject)?.uuid,
      }
      const { rows, nextCursor } = await listPage(db, {
        name: 'listAuditEntries',
        query: { ...paging, subject, action },
        table: 'audit_entry',
        sorts: { id: { sql: 'audit_entry.id', type: 'uuid' } },
        defaultSort: '-id',
        build: () => selectAuditEntries(filters),
      })
      return { data: rows.map(auditEntryView), next_cursor: nextCursor }
    },
  }),
]
