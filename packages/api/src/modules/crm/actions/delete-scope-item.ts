import { deleteRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict } from '../../../http/problem.ts'
import { findBillOfItem } from '../queries/planned-milestones.ts'
import { scopeItemView } from '../views.ts'
import { refuseUnlessOpen } from './change-deal.ts'
import { revalueDeal } from './revalue-deal.ts'
import { lockItemOfDeal } from './update-scope-item.ts'

/** Removes a scope item of an open deal, whose value falls by it. Throws 404, 409 where it is won or planned. */
export async function deleteScopeItem(work: UnitOfWork, id: RowId<'scope_item'>): Promise<void> {
  const { deal, item } = await lockItemOfDeal(work, id)
  refuseUnlessOpen(deal, 'its scope stays')
  if (await work.first(findBillOfItem({ scope_item_id: id }))) {
    throw conflict('#', 'A planned milestone bills this scope item. Take it out of the plan first.')
  }
  work.later(deleteRow('scope_item', id), 1)
  await work.record({
    type: 'scope_item.deleted',
    subject: { type: 'scope_item', id, version: item.version + 1 },
    before: scopeItemView(item),
    data: { deal_id: toWire('deal', deal.id) },
  })
  await revalueDeal(work, deal, -item.contract_value_minor, ['scope_items'])
}
