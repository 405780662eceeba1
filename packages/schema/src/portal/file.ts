import { z } from 'zod'
import { ids, instant, name, nullable, several } from '../common/index.ts'

export const portalFile = z
  .object({
    id: ids.file,
    engagement_id: ids.engagement,
    milestone_id: nullable(ids.milestone),
    name,
    content_type: z.string(),
    size: z.number().int().describe('Bytes.'),
    sha256: z.string().describe('Of the bytes, in hexadecimal.'),
    attached_at: instant,
  })
  .meta({ id: 'PortalFile', description: 'A file that is shown to the client.' })

export const portalFileList = z
  .object({ data: z.array(portalFile) })
  .meta({ id: 'PortalFileList', description: 'All files that are shown to the client, in the order of attaching.' })

export const portalFileListQuery = { engagement_id: several(ids.engagement), milestone_id: several(ids.milestone) }
