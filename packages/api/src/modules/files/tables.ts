import type { Generated, Selectable } from 'kysely'
import type { Instant, Json, RowId } from '../../db/row.ts'

export interface FileTable {
  tenant_id: Generated<number>
  id: RowId<'file'>
  name: string
  content_type: string
  size: number
  sha256: string
  storage_key: string
  uploaded_by: Json
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface AttachmentTable {
  tenant_id: Generated<number>
  id: RowId<'attachment'>
  file_id: RowId<'file'>
  deal_id: RowId<'deal'> | null
  engagement_id: RowId<'engagement'> | null
  milestone_id: RowId<'milestone'> | null
  client_visible: Generated<boolean>
  attached_at: Instant
}

export interface FilesTables {
  file: FileTable
  attachment: AttachmentTable
}

export type FileRow = Selectable<FileTable>
export type AttachmentRow = Selectable<AttachmentTable>
