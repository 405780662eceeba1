import { insertRow, insertRows } from '../../../db/insert.ts'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import type { Reaction, UnitOfWork } from '../../../db/unit-of-work.ts'
import { listPlannedBills, listPlannedMilestones, type PlannedMilestoneRow } from '../../crm/index.ts'
import { findEngagement } from '../../engagements/index.ts'
import type { MilestoneBillRow, MilestoneRow, ProjectRow } from '../tables.ts'
import { milestoneView, projectView } from '../views.ts'

/**
 * Opens the project of a new engagement, with a milestone for each that its deal planned. What the plan bills counts
 * already in the sums of its scope items. Answers `project` and `milestones`.
 */
export const openProject: Reaction = async (work, event) => {
  const dealId = toRow(event.data?.deal_id as `deal_${string}`)
  const [[engagement], planned, plannedBills] = await work.group(
    findEngagement({ id: event.subject.id as RowId<'engagement'> }),
    listPlannedMilestones({ deal_id: dealId }),
    listPlannedBills({ deal_id: dealId }),
  )
  if (!engagement) throw new Error(`no engagement ${event.subject.id} to open a project for`)
  const project: ProjectRow = {
    tenant_id: work.tenantId,
    id: work.newId('project'),
    engagement_id: engagement.id,
    name: engagement.name,
    status: 'active',
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  work.later(insertRow('project', project))
  await recordNew(work, 'project', project.id, engagement.id, projectView(project))

  const milestones = planned.map((plan, index) => newMilestone(work, project, plan, index + 1))
  const idOf = new Map(planned.map((plan, index) => [plan.id, (milestones[index] as MilestoneRow).id]))
  const bills = plannedBills.map(
    (bill): MilestoneBillRow => ({
      tenant_id: work.tenantId,
      id: work.newId('milestone_bill'),
      milestone_id: idOf.get(bill.planned_milestone_id) as RowId<'milestone'>,
      scope_item_id: bill.scope_item_id,
      position: bill.position,
      percent: bill.percent,
      amount_minor: bill.amount_minor,
    }),
  )
  if (milestones.length > 0) work.later(insertRows('milestone', milestones))
  if (bills.length > 0) work.later(insertRows('milestone_bill', bills))
  const shown = bills.map((bill) => ({ ...bill, currency: engagement.currency }))
  const views = milestones.map((row) => milestoneView(row, shown))
  for (const [index, row] of milestones.entries()) {
    await recordNew(work, 'milestone', row.id, engagement.id, views[index] as Record<string, unknown>)
  }
  return { project: projectView(project), milestones: views }
}

function newMilestone(
  work: UnitOfWork,
  project: ProjectRow,
  plan: PlannedMilestoneRow,
  position: number,
): MilestoneRow {
  return {
    tenant_id: work.tenantId,
    id: work.newId('milestone'),
    engagement_id: project.engagement_id,
    project_id: project.id,
    position,
    name: plan.name,
    due_on: plan.due_on,
    assignee_id: null,
    status: 'planned',
    delivered_at: null,
    approved_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
}

function recordNew(
  work: UnitOfWork,
  type: 'project' | 'milestone',
  id: string,
  engagementId: RowId<'engagement'>,
  after: Record<string, unknown>,
) {
  return work.record({
    type: `${type}.created`,
    subject: { type, id, version: 1 },
    after,
    data: { engagement_id: toWire('engagement', engagementId) },
    engagementId,
    clientVisible: type === 'milestone',
  })
}
