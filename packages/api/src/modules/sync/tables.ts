/** What the area reads, row by row; it owns no table. */
import type { EventType } from '@agencyops/schema'
import type { Instant, Json, RowId } from '../../db/row.ts'

export interface EventToTell {
  id: RowId<'evt'>
  position: number
  type: EventType
  at: Instant
  actor: Json
  subject_type: string
  subject_id: string
  subject_version: number
  changed: string[]
  data: Json
  engagement_id: RowId<'engagement'> | null
  client_visible: boolean
}

export interface AuditEntryToTell {
  id: RowId<'audit_entry'>
  at: Instant
  recorded_at: Instant
  operation: string
  action: EventType
  actor: Json
  subject_type: string
  subject_id: string
  before: Json | null
  after: Json | null
  personal_before: Json | null
  personal_after: Json | null
  request_id: string
}
