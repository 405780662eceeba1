import { insertRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { FileRow } from '../tables.ts'
import { fileView } from '../views.ts'

export interface StoredFile {
  id: RowId<'file'>
  name: string
  contentType: string
  size: number
  sha256: string
  storageKey: string
}

/** Writes the row of a file whose bytes are stored. */
export async function createFile(work: UnitOfWork, stored: StoredFile): Promise<FileRow> {
  const row: FileRow = {
    tenant_id: work.tenantId,
    id: stored.id,
    name: stored.name,
    content_type: stored.contentType,
    size: stored.size,
    sha256: stored.sha256,
    storage_key: stored.storageKey,
    uploaded_by: work.actor,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  work.later(insertRow('file', row))
  await work.record({ type: 'file.created', subject: { type: 'file', id: row.id, version: 1 }, after: fileView(row) })
  return row
}
