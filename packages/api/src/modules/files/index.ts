/** The door of files. */
import { defineModule } from '../module.ts'
import { fileOperations } from './routes/files.ts'

export { type Attach, attachFile, carryAttachments } from './actions/attach-file.ts'
export { detachFile } from './actions/detach-file.ts'
export { type Downloadable, downloadReply } from './download.ts'
export {
  listAttachmentsOfDeal,
  listAttachmentsOfEngagement,
  listAttachmentsOfMilestone,
  listClientAttachments,
} from './queries/attachments.ts'
export type { AttachmentRow, FileRow } from './tables.ts'
export { type AttachedFile, attachmentView, fileView } from './views.ts'

export const files = defineModule({ name: 'files', operations: fileOperations })
