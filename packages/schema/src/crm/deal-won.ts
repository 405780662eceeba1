import { z } from 'zod'
import { milestone } from '../delivery/milestone.ts'
import { project } from '../delivery/project.ts'
import { engagement } from '../engagements/engagement.ts'
import { deal } from './deal.ts'

export const dealWon = z
  .object({
    deal,
    engagement,
    project,
    milestones: z.array(milestone),
  })
  .meta({ id: 'DealWon', description: 'The won deal and what its win opened.' })
