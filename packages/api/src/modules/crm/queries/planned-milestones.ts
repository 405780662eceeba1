/** SQL of the plan of a deal. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

/** In the order of the plan. */
export const listPlannedMilestones = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query.selectFrom('planned_milestone').selectAll().where('deal_id', '=', p.deal_id).orderBy('position').orderBy('id'),
)

/** The bills of all planned milestones of a deal, in their order within each. */
export const listPlannedBills = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query
    .selectFrom('planned_bill')
    .innerJoin('planned_milestone', (join) =>
      join.onRef('planned_milestone.id', '=', 'planned_bill.planned_milestone_id'),
    )
    .selectAll('planned_bill')
    .where('planned_milestone.deal_id', '=', p.deal_id)
    .orderBy('planned_bill.position')
    .orderBy('planned_bill.id'),
)

export const deletePlannedBills = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query
    .deleteFrom('planned_bill')
    .where('planned_milestone_id', 'in', (one) =>
      one.selectFrom('planned_milestone').select('planned_milestone.id').where('deal_id', '=', p.deal_id),
    ),
)

export const deletePlannedMilestones = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query.deleteFrom('planned_milestone').where('deal_id', '=', p.deal_id),
)

export const findBillOfItem = defineQuery((p: { scope_item_id: RowId<'scope_item'> }) =>
  query.selectFrom('planned_bill').select('id').where('scope_item_id', '=', p.scope_item_id).limit(1),
)
