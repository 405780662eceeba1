import { deleteRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { findAttachment } from '../queries/attachments.ts'
import { lockFile } from '../queries/files.ts'
import { type Attach, joined, places, plain } from './attach-file.ts'

/** Takes a file off a record whose lock the caller holds; the file stays. Where it is not attached nothing changes: false. */
export async function detachFile(work: UnitOfWork, target: Omit<Attach, 'clientVisible'>): Promise<boolean> {
  const [[file], [known]] = await work.group(lockFile(work.principal, target.fileId), findAttachment(target))
  if (!file || !known) return false
  work.later(deleteRow('attachment', known.id), 1)
  await work.record({
    type: 'file.detached',
    subject: { type: 'file', id: file.id, version: file.version },
    before: plain(joined(known, file)),
    changed: ['attachments'],
    data: places(joined(known, file)),
    engagementId: known.engagement_id,
    clientVisible: known.client_visible,
  })
  return true
}
