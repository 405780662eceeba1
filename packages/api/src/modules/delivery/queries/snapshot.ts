/** SQL of what an approval approves. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Decimal, RowId } from '../../../db/row.ts'

/** The milestone's bills, each with its scope item, in their order. */
const listBilledItems = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  query
    .selectFrom('milestone_bill')
    .innerJoin('scope_item', (join) =>
      join
        .onRef('scope_item.tenant_id', '=', 'milestone_bill.tenant_id')
        .onRef('scope_item.id', '=', 'milestone_bill.scope_item_id'),
    )
    .select([
      'scope_item.id',
      'scope_item.name',
      'scope_item.quantity',
      'scope_item.unit',
      'scope_item.unit_price',
      'scope_item.currency',
      'scope_item.contract_value_minor',
      'scope_item.tax_category',
      'scope_item.tax_percent',
      'scope_item.exemption_reason',
      'milestone_bill.percent',
      'milestone_bill.amount_minor',
    ])
    .where('milestone_bill.milestone_id', '=', p.milestone_id)
    .orderBy('milestone_bill.position')
    .orderBy('milestone_bill.id'),
)

/** What was approved before of the items that the milestone bills. */
const sumApproved = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  query
    .selectFrom('approval_line')
    .select([
      'scope_item_id',
      sql<number>`sum(net_minor)::bigint`.as('net'),
      sql<Decimal>`coalesce(sum(percent), 0)`.as('percent'),
    ])
    .where('withdrawn', '=', false)
    .where('scope_item_id', 'in', (one) =>
      one
        .selectFrom('milestone_bill')
        .select('milestone_bill.scope_item_id')
        .where('milestone_id', '=', p.milestone_id),
    )
    .groupBy('scope_item_id'),
)

/** The delivered files that the client is shown. */
const listDeliveredFiles = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  query
    .selectFrom('attachment')
    .innerJoin('file', (join) =>
      join.onRef('file.tenant_id', '=', 'attachment.tenant_id').onRef('file.id', '=', 'attachment.file_id'),
    )
    .select(['file.name', 'file.sha256'])
    .where('attachment.milestone_id', '=', p.milestone_id)
    .where('attachment.client_visible', '=', true),
)

/** One group; give its answers to `buildSnapshot` in this order. */
export function snapshotQueries(milestoneId: RowId<'milestone'>) {
  const p = { milestone_id: milestoneId }
  return [listBilledItems(p), sumApproved(p), listDeliveredFiles(p)] as const
}
