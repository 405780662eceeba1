import { z } from 'zod'
import { deal } from './deal.ts'

export const dealWon = z
  .object({
    deal,
    engagement: z.looseObject({}).optional(),
    project: z.looseObject({}).optional(),
    milestones: z.array(z.looseObject({})).optional(),
  })
  .meta({ id: 'DealWon', description: 'The won deal and what its win opened, as far as the caller may read it.' })
