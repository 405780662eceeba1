import { insertRow, updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { findAttachment, setEngagementOfAttachments } from '../queries/attachments.ts'
import { lockFile } from '../queries/files.ts'
import type { AttachmentRow, FileRow } from '../tables.ts'
import { type AttachedFile, attachmentView } from '../views.ts'

export interface Attach {
  fileId: RowId<'file'>
  dealId?: RowId<'deal'> | null | undefined
  /** The engagement that the file is of; also with a won deal and with a milestone. */
  engagementId?: RowId<'engagement'> | null | undefined
  milestoneId?: RowId<'milestone'> | null | undefined
  /** Unless told: false for a new attachment, as it was for one that stands. */
  clientVisible?: boolean | undefined
}

/**
 * Attaches a file to a record whose lock the caller holds and whose state it has checked. Attaching again changes
 * `client_visible` where it is told. Throws 422 at `#/file_id` for a file that is absent, hidden or archived.
 */
export async function attachFile(work: UnitOfWork, input: Attach): Promise<AttachedFile> {
  const file = await work.first(lockFile(work.principal, input.fileId))
  if (!file) throw invalidField('#/file_id', 'unknown_record', 'There is no such file.')
  const known = await work.first(findAttachment(input))
  if (!known && file.archived_at !== null) {
    throw invalidField('#/file_id', 'archived', 'The file is archived. Restore it, or attach another.')
  }
  const clientVisible = input.clientVisible ?? known?.client_visible ?? false
  if (known && known.client_visible === clientVisible) return joined(known, file)
  const row: AttachmentRow = known
    ? { ...known, client_visible: clientVisible }
    : {
        tenant_id: work.tenantId,
        id: work.newId('attachment'),
        file_id: file.id,
        deal_id: input.dealId ?? null,
        engagement_id: input.engagementId ?? null,
        milestone_id: input.milestoneId ?? null,
        client_visible: clientVisible,
        attached_at: work.now,
      }
  if (known) work.later(updateRow('attachment', known.id, { client_visible: clientVisible }), 1)
  else work.later(insertRow('attachment', row))
  await work.record({
    type: 'file.attached',
    subject: { type: 'file', id: file.id, version: file.version },
    before: known && plain(joined(known, file)),
    after: plain(joined(row, file)),
    data: places(joined(row, file)),
    engagementId: row.engagement_id,
    clientVisible,
  })
  return joined(row, file)
}

/** An attachment as the audit keeps it: the file itself does not change. */
export function plain(row: AttachedFile): Record<string, unknown> {
  const { file: _, ...attachment } = attachmentView(row)
  return attachment
}

/** The ids that an event of an attachment carries. */
export function places(row: AttachedFile): Record<string, unknown> {
  const { id, deal_id, engagement_id, milestone_id } = attachmentView(row)
  return { attachment_id: id, deal_id, engagement_id, milestone_id }
}

export function joined(row: AttachmentRow, file: FileRow): AttachedFile {
  const { name, content_type, size, sha256, storage_key } = file
  return {
    ...row,
    name,
    content_type,
    size,
    sha256,
    storage_key,
    file_version: file.version,
    file_created_at: file.created_at,
    file_updated_at: file.updated_at,
    file_archived_at: file.archived_at,
  }
}

/** A deal was won: its files are its engagement's from now on. The caller holds the deal. */
export function carryAttachments(work: UnitOfWork, dealId: RowId<'deal'>, engagementId: RowId<'engagement'>): void {
  work.later(setEngagementOfAttachments({ deal_id: dealId, engagement_id: engagementId }))
}
