/** Rows → wire, of this area. */
import type { auditEntry, event, streamedEvent } from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../db/row.ts'
import { encodeFeedCursor } from '../../outbox/feed-cursor.ts'
import { encodeId } from '../../primitives/id.ts'
import type { AuditEntryToTell, EventToTell } from './tables.ts'

type RecordId = z.infer<typeof event>['subject']['id']

const recordId = (type: string, id: string) => encodeId(type, id) as RecordId

export function eventView(row: EventToTell, epoch: string): z.infer<typeof event> {
  return {
    id: toWire('evt', row.id),
    position: row.position,
    type: row.type,
    at: row.at,
    actor: row.actor,
    subject: { type: row.subject_type, id: recordId(row.subject_type, row.subject_id), version: row.subject_version },
    changed: row.changed,
    data: row.data,
    cursor: encodeFeedCursor({ epoch, position: row.position }),
  }
}

/** What an event tells a client of the records around it; everything else stays with the firm. */
const SHOWN = ['engagement_id', 'milestone_id', 'approval_id', 'invoice_id', 'attachment_id', 'file_id']

/** An event as a client contact is told it: that it happened to a record, and to which. */
export function clientEventView(row: EventToTell, epoch: string): z.infer<typeof streamedEvent> {
  const { actor: _, changed: __, data, ...rest } = eventView(row, epoch)
  return { ...rest, data: Object.fromEntries(Object.entries(data).filter(([key]) => SHOWN.includes(key))) }
}

const together = (plain: Record<string, unknown> | null, personal: Record<string, unknown> | null) =>
  plain === null && personal === null ? null : { ...plain, ...personal }

export function auditEntryView(row: AuditEntryToTell): z.infer<typeof auditEntry> {
  return {
    id: toWire('audit_entry', row.id),
    at: row.at,
    recorded_at: row.recorded_at,
    operation: row.operation,
    action: row.action,
    actor: row.actor,
    subject: { type: row.subject_type, id: recordId(row.subject_type, row.subject_id) },
    before: together(row.before, row.personal_before),
    after: together(row.after, row.personal_after),
    request_id: row.request_id,
  }
}
