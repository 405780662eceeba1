import type { projectUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { lockProject } from '../queries/milestones.ts'
import type { ProjectRow } from '../tables.ts'
import { projectView } from '../views.ts'

/** Changes what the input names. Throws 404. */
export async function updateProject(
  work: UnitOfWork,
  id: RowId<'project'>,
  input: z.infer<typeof projectUpdate>,
): Promise<ProjectRow> {
  const before = await work.first(lockProject({ id }))
  if (!before || !mayReach(work.principal, before.engagement_id)) throw notFound('project')
  work.match(before.version)
  const { after, columns } = changeRow(before, input as Partial<ProjectRow>, work.now)
  if (!columns) return before
  work.later(updateRow('project', id, columns), 1)
  await work.record({
    type: 'project.updated',
    subject: { type: 'project', id, version: after.version },
    before: projectView(before),
    after: projectView(after),
    data: { engagement_id: toWire('engagement', before.engagement_id) },
    engagementId: before.engagement_id,
  })
  return after
}
