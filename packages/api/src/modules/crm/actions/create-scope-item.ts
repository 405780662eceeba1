import type { scopeItemCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockDeal } from '../queries/deals.ts'
import { listTaxRates } from '../queries/references.ts'
import { lastPosition } from '../queries/scope-items.ts'
import type { ScopeItemRow } from '../tables.ts'
import { scopeItemView } from '../views.ts'
import { refuseUnlessOpen } from './change-deal.ts'
import { revalueDeal } from './revalue-deal.ts'
import { newScopeItem } from './scope-item-row.ts'

/** Adds a scope item to an open deal, whose value rises with it. Throws 404, 409 `illegal_move`, 422. */
export async function createScopeItem(
  work: UnitOfWork,
  dealId: RowId<'deal'>,
  input: z.infer<typeof scopeItemCreate>,
): Promise<ScopeItemRow> {
  const [[deal], rates, [last]] = await work.group(
    lockDeal({ id: dealId }),
    listTaxRates({ ids: input.tax_rate_id === undefined ? [] : [toRow<'tax_rate'>(input.tax_rate_id)] }),
    lastPosition({ deal_id: dealId }),
  )
  if (!deal) throw notFound('deal')
  refuseUnlessOpen(deal, 'its scope stays')
  const byId = new Map(rates.map((row) => [row.id as string, row]))
  const item = newScopeItem(
    work,
    { deal_id: dealId, currency: deal.currency },
    input,
    (last?.position ?? 0) + 1,
    byId,
    '#',
  )
  work.later(insertRow('scope_item', item))
  await work.record({
    type: 'scope_item.created',
    subject: { type: 'scope_item', id: item.id, version: 1 },
    after: scopeItemView(item),
    data: { deal_id: toWire('deal', dealId) },
  })
  await revalueDeal(work, deal, item.contract_value_minor, ['scope_items'])
  return item
}
