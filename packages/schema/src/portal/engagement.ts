import { z } from 'zod'
import { ids, instant, money, name, nullable, page, pageQuery } from '../common/index.ts'

/** What a client sees: an allow-list, so that nothing that is added elsewhere shows here by itself. */
export const portalEngagement = z
  .object({
    id: ids.engagement,
    name,
    status: z.enum(['active', 'completed']),
    contract_value: money,
    completed_at: nullable(instant),
  })
  .meta({ id: 'PortalEngagement', description: 'An engagement as the client with whom it is shared sees it.' })

export const portalEngagementPage = page('PortalEngagementPage', portalEngagement)

export const portalEngagementListQuery = { ...pageQuery }
