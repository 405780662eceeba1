/** The statements with which a change, its events and its audit entries are written. */
import type { TestClockState } from '../db/tenant-clock.ts'
import type { Statement } from '../db/wire.ts'
import type { AuditValues, RecordedChange } from './record.ts'

interface ChangeToWrite {
  id: string
  changes: readonly (RecordedChange & { auditId: string })[]
  operation: string
  requestId: string
  clock: TestClockState | null
  personal(values: Record<string, unknown> | undefined, personal?: readonly string[]): AuditValues
}

const AUDIT = `insert into audit_entry (id, change_id, operation, action, actor, subject_type, subject_id, before, after, request_id)
  select e.id, $1, $2, e.action, e.actor, e.subject_type, e.subject_id, e.before, e.after, $3
  from jsonb_to_recordset($4::jsonb) as e(id uuid, action text, actor jsonb, subject_type text, subject_id uuid, before jsonb, after jsonb)`

const PERSONAL = `insert into audit_personal (id, before, after)
  select e.id, e.before, e.after from jsonb_to_recordset($1::jsonb) as e(id uuid, before jsonb, after jsonb)`

const EVENTS = `insert into event (id, change_id, position, type, actor, subject_type, subject_id, subject_version, changed, data, engagement_id, client_visible)
  select e.id, $1, counter.position - $2::int + e.ordinal, e.type, e.actor, e.subject_type, e.subject_id, e.subject_version,
    array(select jsonb_array_elements_text(e.changed)), e.data, e.engagement_id, e.client_visible
  from counter, jsonb_to_recordset($3::jsonb) as e(ordinal int, id uuid, type text, actor jsonb, subject_type text, subject_id uuid,
    subject_version int, changed jsonb, data jsonb, engagement_id uuid, client_visible boolean)`

// The counter's row is locked from here to COMMIT: positions follow the order of commits, and so does their time.
const REAL = `with counter as (
    update event_counter set position = position + $2::int,
      at = greatest(at, coalesce($4::timestamptz, clock_timestamp() + $5::float8 * interval '1 millisecond'))
    where tenant_id = nullif(current_setting('app.tenant_id', true), '')::int returning position, at
  ), change as (
    insert into change (id, position, at, recorded_at) select $1, position, at, clock_timestamp() from counter
  ) ${EVENTS}`

// A rehearsal takes no counter: its positions are below zero, in nobody’s way, and vanish with it.
const REHEARSAL = `with counter as (select -(1 + random() * 1e15)::bigint as position, clock_timestamp() as at
  ), change as (
    insert into change (id, position, at, recorded_at) select $1, position, at, at from counter
  ) ${EVENTS}`

export function writeChange(change: ChangeToWrite): {
  audit: Statement[]
  last: { real: Statement; rehearsal: Statement }
} {
  const entries = change.changes.map((one) => {
    const before = change.personal(one.before, one.personal)
    const after = change.personal(one.after, one.personal)
    return { one, before, after }
  })
  const rows = entries.map(({ one, before, after }) => ({
    id: one.auditId,
    action: one.type,
    actor: one.actor,
    subject_type: one.subject.type,
    subject_id: one.subject.id,
    before: before.plain,
    after: after.plain,
  }))
  const personal = entries.flatMap(({ one, before, after }) =>
    before.personal || after.personal ? [{ id: one.auditId, before: before.personal, after: after.personal }] : [],
  )
  const events = change.changes.map((one, index) => ({
    ordinal: index + 1,
    id: one.id,
    type: one.type,
    actor: one.actor,
    subject_type: one.subject.type,
    subject_id: one.subject.id,
    subject_version: one.subject.version,
    changed: one.changed,
    data: one.data ?? {},
    engagement_id: one.engagementId ?? null,
    client_visible: one.clientVisible ?? false,
  }))
  const audit: Statement[] = [
    { name: 'audit', sql: AUDIT, parameters: [change.id, change.operation, change.requestId, JSON.stringify(rows)] },
  ]
  if (personal.length > 0) audit.push({ name: 'audit_personal', sql: PERSONAL, parameters: [JSON.stringify(personal)] })
  const common = [change.id, events.length, JSON.stringify(events)]
  return {
    audit,
    last: {
      real: {
        name: 'change',
        sql: REAL,
        parameters: [...common, change.clock?.frozen_at ?? null, change.clock?.offset_ms ?? 0],
      },
      rehearsal: { name: 'change_rehearsal', sql: REHEARSAL, parameters: common },
    },
  }
}
