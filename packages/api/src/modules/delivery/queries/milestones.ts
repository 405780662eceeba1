/** SQL of milestones and projects. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { PlainDate, RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'
import type { MilestoneRow } from '../tables.ts'

export const findProject = defineQuery((p: { id: RowId<'project'> }) =>
  query.selectFrom('project').selectAll().where('id', '=', p.id),
)

export const lockProject = defineQuery((p: { id: RowId<'project'> }) =>
  query.selectFrom('project').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** In the order of their making; the first is the one that the win opened. */
export const listProjectsOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('project')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('created_at')
    .orderBy('id'),
)

export const findMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query.selectFrom('milestone').selectAll().where('id', '=', p.id),
)

export const lockMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query.selectFrom('milestone').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

export const lockEngagementOfMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query
    .selectFrom('engagement')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('milestone').select('engagement_id').where('milestone.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** All items of its engagement, in the order of their ids, which is the order of their locks. */
export const lockItemsOfMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where('engagement_id', '=', (one) =>
      one.selectFrom('milestone').select('milestone.engagement_id').where('milestone.id', '=', p.id),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** All items of an engagement, in the order of their ids, which is the order of their locks. */
export const lockItemsOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** The place of an engagement's last milestone; read it with the engagement locked. */
export const lastMilestonePosition = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('milestone')
    .select('position')
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('position', 'desc')
    .limit(1),
)

/** Bills with their item's currency, in their order within each milestone. */
export const listBills = defineQuery((p: { milestone_ids: RowId<'milestone'>[] }) =>
  query
    .selectFrom('milestone_bill')
    .innerJoin('scope_item', (join) =>
      join
        .onRef('scope_item.tenant_id', '=', 'milestone_bill.tenant_id')
        .onRef('scope_item.id', '=', 'milestone_bill.scope_item_id'),
    )
    .selectAll('milestone_bill')
    .select('scope_item.currency')
    .where('milestone_bill.milestone_id', '=', sql<RowId<'milestone'>>`any(${p.milestone_ids}::uuid[])`)
    .orderBy('milestone_bill.position')
    .orderBy('milestone_bill.id'),
)

export const deleteBills = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  query.deleteFrom('milestone_bill').where('milestone_id', '=', p.milestone_id),
)

export function selectProjects(
  principal: TenantPrincipal,
  filters: {
    engagementIds?: readonly RowId<'engagement'>[] | undefined
    status?: readonly string[] | undefined
    updatedSince?: string | undefined
  },
) {
  let select = query.selectFrom('project').selectAll().where(withinEngagements(principal, 'project.engagement_id'))
  if (filters.engagementIds) select = select.where(among('engagement_id', filters.engagementIds))
  if (filters.status) select = select.where(sql<boolean>`status = any(${[...filters.status]}::text[])`)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

export function selectMilestones(
  principal: TenantPrincipal,
  filters: {
    engagementIds?: readonly RowId<'engagement'>[] | undefined
    projectIds?: readonly RowId<'project'>[] | undefined
    assigneeIds?: readonly RowId<'person'>[] | undefined
    status?: readonly MilestoneRow['status'][] | undefined
    dueFrom?: PlainDate | undefined
    dueTo?: PlainDate | undefined
    updatedSince?: string | undefined
  },
) {
  let select = query.selectFrom('milestone').selectAll().where(withinEngagements(principal, 'milestone.engagement_id'))
  if (filters.engagementIds) select = select.where(among('engagement_id', filters.engagementIds))
  if (filters.projectIds) select = select.where(among('project_id', filters.projectIds))
  if (filters.assigneeIds) select = select.where(among('assignee_id', filters.assigneeIds))
  if (filters.status) select = select.where(sql<boolean>`status = any(${[...filters.status]}::text[])`)
  if (filters.dueFrom) select = select.where('due_on', '>=', filters.dueFrom)
  if (filters.dueTo) select = select.where('due_on', '<=', filters.dueTo)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

function among(column: string, ids: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`
}

/** Who is to do it; archived ones are refused by the caller. */
export const shareAssignee = defineQuery((p: { id: RowId<'person'> }) =>
  query.selectFrom('person').select(['id', 'archived_at']).where('id', '=', p.id).forShare(),
)
