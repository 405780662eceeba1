import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { Instant, RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockFile } from '../queries/files.ts'
import type { FileRow } from '../tables.ts'
import { fileView } from '../views.ts'

/** Takes a file off lists; what it is attached to keeps it. Throws 404. */
export function archiveFile(work: UnitOfWork, id: RowId<'file'>): Promise<FileRow> {
  return setArchived(work, id, true)
}

/** Back on lists. Throws 404. */
export function restoreFile(work: UnitOfWork, id: RowId<'file'>): Promise<FileRow> {
  return setArchived(work, id, false)
}

async function setArchived(work: UnitOfWork, id: RowId<'file'>, archive: boolean): Promise<FileRow> {
  const before = await work.first(lockFile(work.principal, id))
  if (!before) throw notFound('file')
  work.match(before.version)
  if ((before.archived_at !== null) === archive) return before
  const archivedAt: Instant | null = archive ? work.now : null
  const { after, columns } = changeRow(before, { archived_at: archivedAt }, work.now)
  if (!columns) return before
  work.later(updateRow('file', id, columns), 1)
  await work.record({
    type: archive ? 'file.archived' : 'file.restored',
    subject: { type: 'file', id, version: after.version },
    before: fileView(before),
    after: fileView(after),
  })
  return after
}
