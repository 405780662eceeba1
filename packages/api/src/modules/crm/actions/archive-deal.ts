import type { RowId } from '../../../db/row.ts'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, notFound } from '../../../http/problem.ts'
import { lockDeal } from '../queries/deals.ts'
import { listUnsettledItems } from '../queries/scope-items.ts'
import type { DealRow } from '../tables.ts'
import { dealEventData, dealView } from '../views.ts'
import { setArchived } from './set-archived.ts'

/** Hides a deal from lists, or brings it back. Throws 404, and 409 that lists what of a won deal is still to be billed. */
export async function archiveDeal(work: UnitOfWork, id: RowId<'deal'>, archived: boolean): Promise<DealRow> {
  const before = await work.first(lockDeal({ id }))
  if (!before) throw notFound('deal')
  work.match(before.version)
  if (archived && before.status === 'won') {
    const open = await work.all(listUnsettledItems({ deal_id: id }))
    if (open.length > 0) {
      throw conflict('#', `The deal is won and ${open.length} of its scope items are not billed in full.`, {
        open_records: open.map((item) => toWire('scope_item', item.id)),
      })
    }
  }
  return setArchived(work, 'deal', before, archived, dealView, { data: dealEventData(before) })
}
