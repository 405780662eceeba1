import { z } from 'zod'
import { ids, instant, name, nullable, page, pageQuery, plainDate, several } from '../common/index.ts'

export const portalMilestone = z
  .object({
    id: ids.milestone,
    engagement_id: ids.engagement,
    name,
    due_on: nullable(plainDate),
    status: z.enum(['planned', 'delivered', 'approved']),
    delivered_at: nullable(instant),
    approved_at: nullable(instant),
  })
  .meta({ id: 'PortalMilestone', description: 'A milestone as the client sees it.' })

export const portalMilestonePage = page('PortalMilestonePage', portalMilestone)

export const portalMilestoneListQuery = { ...pageQuery, engagement_id: several(ids.engagement) }
