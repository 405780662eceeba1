/** SQL of approvals. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'
import type { ApprovalRow } from '../tables.ts'

export const findApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query.selectFrom('approval').selectAll().where('id', '=', p.id),
)

export const lockApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query.selectFrom('approval').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** The request or approval that stands; a milestone has at most one. */
export const lockLiveApproval = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  query
    .selectFrom('approval')
    .selectAll()
    .where('milestone_id', '=', p.milestone_id)
    .where('status', 'in', ['requested', 'approved', 'approved_with_remarks'])
    .forNoKeyUpdate(),
)

export const lockEngagementOfApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query
    .selectFrom('engagement')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('approval').select('engagement_id').where('approval.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** All items of its engagement, in the order of their ids, which is the order of their locks. */
export const lockItemsOfApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where('engagement_id', '=', (one) =>
      one.selectFrom('approval').select('approval.engagement_id').where('approval.id', '=', p.id),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const lockMilestoneOfApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query
    .selectFrom('milestone')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('approval').select('milestone_id').where('approval.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** Whether the engagement is still shared with the contact; read it with the engagement locked. */
export const findShareWith = defineQuery((p: { engagement_id: RowId<'engagement'>; contact_id: RowId<'contact'> }) =>
  query
    .selectFrom('engagement_share')
    .select('id')
    .where('engagement_id', '=', p.engagement_id)
    .where('contact_id', '=', p.contact_id),
)

export const findEvidence = defineQuery((p: { approval_id: RowId<'approval'> }) =>
  query.selectFrom('approval_evidence').selectAll().where('approval_id', '=', p.approval_id),
)

/** What an approval approved, in the order of its milestone's bills. */
export const listApprovalLines = defineQuery((p: { approval_id: RowId<'approval'> }) =>
  query
    .selectFrom('approval_line')
    .selectAll()
    .where('approval_id', '=', p.approval_id)
    .orderBy('position')
    .orderBy('id'),
)

/** Lines of a withdrawn approval count no more. */
export const withdrawLines = defineQuery((p: { approval_id: RowId<'approval'> }) =>
  query.updateTable('approval_line').set({ withdrawn: true }).where('approval_id', '=', p.approval_id),
)

/** An approval of the engagement that is asked for at the moment, if any. */
export const findRequested = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('approval')
    .select(['id', 'milestone_id'])
    .where('engagement_id', '=', p.engagement_id)
    .where('status', '=', 'requested')
    .orderBy('requested_at')
    .limit(1),
)

export function selectApprovals(
  principal: TenantPrincipal,
  filters: {
    engagementIds?: readonly RowId<'engagement'>[] | undefined
    milestoneIds?: readonly RowId<'milestone'>[] | undefined
    contactIds?: readonly RowId<'contact'>[] | undefined
    status?: readonly ApprovalRow['status'][] | undefined
    updatedSince?: string | undefined
  },
) {
  let select = query.selectFrom('approval').selectAll().where(withinEngagements(principal, 'approval.engagement_id'))
  if (filters.engagementIds) select = select.where(among('engagement_id', filters.engagementIds))
  if (filters.milestoneIds) select = select.where(among('milestone_id', filters.milestoneIds))
  if (filters.contactIds) select = select.where(among('contact_id', filters.contactIds))
  if (filters.status) select = select.where(sql<boolean>`status = any(${[...filters.status]}::text[])`)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

function among(column: string, ids: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`
}
