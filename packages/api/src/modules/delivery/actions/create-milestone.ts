import type { milestoneCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { lockEngagement, refuseArchived } from '../../engagements/index.ts'
import { lastMilestonePosition, listProjectsOfEngagement, lockItemsOfEngagement } from '../queries/milestones.ts'
import type { MilestoneRow } from '../tables.ts'
import { milestoneView, type ShownBill } from '../views.ts'
import { holdAssignee } from './hold-assignee.ts'
import { refuseCompleted } from './load-milestone.ts'
import { setBills } from './set-bills.ts'

/** Plans a milestone in an active engagement. Throws 422 for unknown records and for bills beyond a limit, 409. */
export async function createMilestone(
  work: UnitOfWork,
  input: z.infer<typeof milestoneCreate>,
): Promise<{ milestone: MilestoneRow; bills: ShownBill[] }> {
  const engagementId = toRow(input.engagement_id)
  const [[engagement], items, projects, [last]] = await work.group(
    lockEngagement({ id: engagementId }),
    lockItemsOfEngagement({ engagement_id: engagementId }),
    listProjectsOfEngagement({ engagement_id: engagementId }),
    lastMilestonePosition({ engagement_id: engagementId }),
  )
  if (!engagement || !mayReach(work.principal, engagement.id)) {
    throw invalidField('#/engagement_id', 'unknown_record', 'There is no such engagement.')
  }
  refuseArchived(engagement)
  refuseCompleted(engagement)
  const milestone: MilestoneRow = {
    tenant_id: work.tenantId,
    id: work.newId('milestone'),
    engagement_id: engagement.id,
    project_id: chooseProject(projects, input.project_id),
    position: (last?.position ?? 0) + 1,
    name: input.name,
    due_on: input.due_on ?? null,
    assignee_id: input.assignee_id ? toRow(input.assignee_id) : null,
    status: 'planned',
    delivered_at: null,
    approved_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  await holdAssignee(work, milestone.assignee_id)
  work.later(insertRow('milestone', milestone))
  const bills = setBills(work, milestone.id, items, [], input.bills ?? []) ?? []
  await work.record({
    type: 'milestone.created',
    subject: { type: 'milestone', id: milestone.id, version: 1 },
    after: milestoneView(milestone, bills),
    data: { engagement_id: toWire('engagement', engagement.id) },
    engagementId: engagement.id,
    clientVisible: true,
  })
  return { milestone, bills }
}

function chooseProject(
  projects: readonly { id: RowId<'project'> }[],
  wanted: `project_${string}` | undefined,
): RowId<'project'> {
  const chosen = wanted === undefined ? projects[0] : projects.find(({ id }) => id === toRow(wanted))
  if (!chosen) throw invalidField('#/project_id', 'unknown_record', 'The engagement has no such project.')
  return chosen.id
}
