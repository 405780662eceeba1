/** SQL of what clients approved, from which drafts are made. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

type OfMilestone = { milestone_id: RowId<'milestone'> }

const engagementOf = (id: RowId<'milestone'>) =>
  query.selectFrom('milestone').select('engagement_id').where('milestone.id', '=', id)

export const lockEngagementOfMilestone = defineQuery((p: OfMilestone) =>
  query.selectFrom('engagement').selectAll().where('id', '=', engagementOf(p.milestone_id)).forNoKeyUpdate(),
)

export const lockScopeItemsOfMilestone = defineQuery((p: OfMilestone) =>
  query
    .selectFrom('scope_item')
    .selectAll()
    .where(
      'id',
      'in',
      query.selectFrom('approval_line').select('scope_item_id').where('milestone_id', '=', p.milestone_id),
    )
    .orderBy('id')
    .forNoKeyUpdate(),
)

export const shareMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query.selectFrom('milestone').selectAll().where('id', '=', p.id).forShare(),
)

export const findMilestone = defineQuery((p: { id: RowId<'milestone'> }) =>
  query.selectFrom('milestone').selectAll().where('id', '=', p.id),
)

/** The approval that stands: a milestone has at most one. */
export const shareStandingApproval = defineQuery((p: OfMilestone) =>
  query
    .selectFrom('approval')
    .selectAll()
    .where('milestone_id', '=', p.milestone_id)
    .where('status', 'in', ['approved', 'approved_with_remarks'])
    .forShare(),
)

export const findApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query.selectFrom('approval').selectAll().where('id', '=', p.id),
)

/** What an approval approved and no live invoice line bills. */
export const listUnbilledApprovalLines = defineQuery((p: { approval_id: RowId<'approval'> }) =>
  query
    .selectFrom('approval_line as l')
    .selectAll('l')
    .where('l.approval_id', '=', p.approval_id)
    .where('l.withdrawn', '=', false)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('invoice_line as i')
            .select('i.id')
            .whereRef('i.approval_line_id', '=', 'l.id')
            .where('i.live', '=', true),
        ),
      ),
    )
    .orderBy('l.position'),
)

/** The invoices that bill an approval with live lines. */
export const listBillingInvoiceIds = defineQuery((p: { approval_id: RowId<'approval'> }) =>
  query
    .selectFrom('invoice_line')
    .select('invoice_id')
    .distinct()
    .where('approval_id', '=', p.approval_id)
    .where('live', '=', true)
    .orderBy('invoice_id'),
)
