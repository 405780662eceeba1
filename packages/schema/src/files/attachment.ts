import { z } from 'zod'
import { ids, instant, nullable } from '../common/index.ts'
import { file } from './file.ts'

export const attachment = z
  .object({
    id: ids.attachment,
    file_id: ids.file,
    deal_id: nullable(ids.deal),
    engagement_id: nullable(ids.engagement),
    milestone_id: nullable(ids.milestone),
    client_visible: z.boolean().describe('Whether contacts with whom the engagement is shared see it in the portal.'),
    attached_at: instant,
    file,
  })
  .meta({
    id: 'Attachment',
    description:
      'A file on a deal, an engagement or a milestone. A won deal’s files and those of milestones carry the engagement too.',
  })

export const attachmentList = z
  .object({ data: z.array(attachment) })
  .meta({ id: 'AttachmentList', description: 'All files of one record, in the order in which they were attached.' })

export const fileAttach = z
  .strictObject({ file_id: ids.file, client_visible: z.boolean().optional().describe('false unless told.') })
  .meta({
    id: 'FileAttach',
    description: 'The file to attach.',
    example: { file_id: 'file_01m86d72r0fkxt9zq4c7w2h5nb', client_visible: true },
  })
