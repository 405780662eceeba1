/** The door of engagements. */
import { defineModule } from '../module.ts'
import { openEngagement } from './actions/open-engagement.ts'
import { engagementOperations } from './routes/engagements.ts'
import { engagementFileOperations } from './routes/files.ts'
import { shareOperations } from './routes/shares.ts'
import { teamOperations } from './routes/team.ts'

export { holdEngagement, loadEngagement, refuseArchived } from './actions/load-engagement.ts'
export { shareWith } from './actions/share-engagement.ts'
export { findEngagement, lockEngagement, shareEngagement } from './queries/engagements.ts'
export { listShares, listSharesOfContact } from './queries/shares.ts'
export type { EngagementRow, EngagementShareRow, EngagementTeamRow } from './tables.ts'
export { engagementView } from './views.ts'

export const engagements = defineModule({
  name: 'engagements',
  operations: [...engagementOperations, ...shareOperations, ...teamOperations, ...engagementFileOperations],
  on: { 'deal.won': openEngagement },
})
