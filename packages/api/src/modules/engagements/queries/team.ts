/** SQL of engagements' teams. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

export const listTeam = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('engagement_team')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('added_at')
    .orderBy('id'),
)

export const findTeamMember = defineQuery((p: { engagement_id: RowId<'engagement'>; person_id: RowId<'person'> }) =>
  query
    .selectFrom('engagement_team')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .where('person_id', '=', p.person_id),
)
