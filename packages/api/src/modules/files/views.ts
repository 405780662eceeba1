/** Rows → wire, of this area. */
import type { attachment, file } from '@agencyops/schema'
import type { z } from 'zod'
import { type Instant, type RowId, toWire } from '../../db/row.ts'
import type { AttachmentRow, FileRow } from './tables.ts'

type ShownFile = Omit<FileRow, 'tenant_id' | 'storage_key' | 'uploaded_by'>

export function fileView(row: ShownFile): z.infer<typeof file> {
  return {
    id: toWire('file', row.id),
    name: row.name,
    content_type: row.content_type,
    size: row.size,
    sha256: row.sha256,
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** An attachment with its file's columns, as lists join them. */
export interface AttachedFile extends Omit<AttachmentRow, 'tenant_id'> {
  file_id: RowId<'file'>
  name: string
  content_type: string
  size: number
  sha256: string
  storage_key: string
  file_version: number
  file_created_at: Instant
  file_updated_at: Instant
  file_archived_at: Instant | null
}

export function attachmentView(row: AttachedFile): z.infer<typeof attachment> {
  return {
    id: toWire('attachment', row.id),
    file_id: toWire('file', row.file_id),
    deal_id: toWire('deal', row.deal_id),
    engagement_id: toWire('engagement', row.engagement_id),
    milestone_id: toWire('milestone', row.milestone_id),
    client_visible: row.client_visible,
    attached_at: row.attached_at,
    file: fileView({
      id: row.file_id,
      name: row.name,
      content_type: row.content_type,
      size: row.size,
      sha256: row.sha256,
      archived_at: row.file_archived_at,
      version: row.file_version,
      created_at: row.file_created_at,
      updated_at: row.file_updated_at,
    }),
  }
}
