// Generated from openapi/openapi.json, do not edit.
import type { Area, ListCall, ReadOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { AuditEntry } from '../types.ts'

export type ListAuditEntriesQuery = NonNullable<operations['listAuditEntries']['parameters']['query']>

export interface AuditEntriesArea {
  /**
   * List audit entries
   *
   * Who changed what, newest first: one entry for each record that a change touched, with its values before and after. Entries of records that the credential may not read are left out.
   *
   * Needs `audit_entries:read`.
   *
   * Scope `audit_entries:read`.
   */
  list(query?: ListAuditEntriesQuery, options?: ReadOptions): ListCall<AuditEntry, CommonProblem>
}

export type { CommonProblem, operations }

export const auditEntries = {
  list: 'GET /v1/audit_entries p',
} as unknown as Area<AuditEntriesArea>
