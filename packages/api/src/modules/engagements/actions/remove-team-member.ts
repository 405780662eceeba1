import { deleteRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { findTeamMember } from '../queries/team.ts'
import { teamMemberView } from '../views.ts'
import { loadEngagement } from './load-engagement.ts'

/** Takes a person off the team. Who is not on it is no change. */
export async function removeTeamMember(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  personId: RowId<'person'>,
): Promise<void> {
  const engagement = await loadEngagement(work, id)
  const known = await work.first(findTeamMember({ engagement_id: id, person_id: personId }))
  if (!known) return
  work.later(deleteRow('engagement_team', known.id), 1)
  await work.record({
    type: 'engagement.team_removed',
    subject: { type: 'engagement', id, version: engagement.version },
    before: teamMemberView(known),
    changed: ['team'],
    data: { engagement_id: toWire('engagement', id), person_id: toWire('person', personId) },
    engagementId: id,
  })
}
