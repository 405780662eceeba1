import type { EventType } from '@agencyops/schema'
import { sql } from 'kysely'
import { query } from '../../../db/query.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'

export function selectAuditEntries(filter: {
  principal: TenantPrincipal
  actions: readonly EventType[]
  subjectId: string | undefined
}) {
  let select = query
    .selectFrom('audit_entry')
    .innerJoin('change', (join) =>
      join.onRef('change.tenant_id', '=', 'audit_entry.tenant_id').onRef('change.id', '=', 'audit_entry.change_id'),
    )
    .leftJoin('audit_personal', (join) =>
      join
        .onRef('audit_personal.tenant_id', '=', 'audit_entry.tenant_id')
        .on(sql<boolean>`audit_personal.id = audit_entry.id`),
    )
    .where('audit_entry.action', '=', sql<string>`any(${[...filter.actions]}::text[])`)
  if (filter.subjectId) select = select.where('audit_entry.subject_id', '=', filter.subjectId)
  const { engagementIds } = filter.principal
  if (engagementIds !== null) {
    // The event of the same change knows to which engagement the record belonged then.
    select = select.where(
      sql<boolean>`exists (select 1 from event where event.change_id = audit_entry.change_id and event.subject_id = audit_entry.subject_id and event.engagement_id = any(${[...engagementIds]}::uuid[]))`,
    )
  }
  return select.select([
    'audit_entry.id',
    'change.at',
    'change.recorded_at',
    'audit_entry.operation',
    sql<EventType>`audit_entry.action`.as('action'),
    'audit_entry.actor',
    'audit_entry.subject_type',
    'audit_entry.subject_id',
    'audit_entry.before',
    'audit_entry.after',
    'audit_personal.before as personal_before',
    'audit_personal.after as personal_after',
    'audit_entry.request_id',
  ])
}
