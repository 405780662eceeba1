import type { teamMemberAdd } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow, updateRow } from '../../../db/insert.ts'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { findTeamMember } from '../queries/team.ts'
import type { EngagementTeamRow } from '../tables.ts'
import { teamMemberView } from '../views.ts'
import { loadEngagement, refuseArchived } from './load-engagement.ts'
import { holdPerson } from './update-engagement.ts'

/** Puts a person on the team, or changes the role of one who is on it. */
export async function addTeamMember(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  input: z.infer<typeof teamMemberAdd>,
): Promise<EngagementTeamRow> {
  const personId = toRow(input.person_id)
  const engagement = await loadEngagement(work, id)
  refuseArchived(engagement)
  await holdPerson(work, personId, '#/person_id')
  const known = await work.first(findTeamMember({ engagement_id: id, person_id: personId }))
  const role = input.role ?? known?.role ?? null
  if (known && known.role === role) return known
  const row: EngagementTeamRow = known
    ? { ...known, role }
    : {
        tenant_id: work.tenantId,
        id: work.newId('engagement_team'),
        engagement_id: id,
        person_id: personId,
        role,
        added_at: work.now,
      }
  if (known) work.later(updateRow('engagement_team', known.id, { role }), 1)
  else work.later(insertRow('engagement_team', row))
  await work.record({
    type: 'engagement.team_added',
    subject: { type: 'engagement', id, version: engagement.version },
    before: known && teamMemberView(known),
    after: teamMemberView(row),
    changed: ['team'],
    data: { engagement_id: teamMemberView(row).engagement_id, person_id: input.person_id },
    engagementId: id,
  })
  return row
}
