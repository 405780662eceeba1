import type { scopeItemUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound, ProblemError } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { formatMoney } from '../../../primitives/money.ts'
import { lockDealOfScopeItem } from '../queries/deals.ts'
import { listTaxRates } from '../queries/references.ts'
import { lockScopeItem } from '../queries/scope-items.ts'
import { planFits } from '../rules/plan-limits.ts'
import type { DealRow, ScopeItemRow } from '../tables.ts'
import { scopeItemView } from '../views.ts'
import { refuseUnlessOpen } from './change-deal.ts'
import { revalueDeal } from './revalue-deal.ts'
import { lineValue, taxColumns } from './scope-item-row.ts'

type Input = z.infer<typeof scopeItemUpdate>

/** Changes a scope item of an open deal, whose value follows. Throws 404, 409 `illegal_move`, 422. */
export async function updateScopeItem(work: UnitOfWork, id: RowId<'scope_item'>, input: Input): Promise<ScopeItemRow> {
  const { deal, item: before } = await lockItemOfDeal(work, id)
  refuseUnlessOpen(deal, 'its scope stays')
  const quantity = canonicalDecimal(input.quantity ?? before.quantity)
  const unitPrice = canonicalDecimal(input.unit_price ?? before.unit_price)
  const value = lineValue(quantity, unitPrice, deal.currency, '#')
  if (!planFits(before.planned_minor, value)) {
    const detail = `The plan bills ${formatMoney({ amount: before.planned_minor, currency: deal.currency })} of it. Change the plan first.`
    const pointer = input.unit_price === undefined ? '#/quantity' : '#/unit_price'
    throw new ProblemError('invalid_amount', { detail, errors: [{ code: 'below_plan', pointer, detail }] })
  }
  const { after, columns } = changeRow(
    {
      ...before,
      quantity: canonicalDecimal(before.quantity),
      unit_price: canonicalDecimal(before.unit_price),
      tax_percent: canonicalDecimal(before.tax_percent),
    },
    {
      name: input.name,
      description: input.description,
      unit: input.unit,
      quantity,
      unit_price: unitPrice,
      original_value_minor: value,
      contract_value_minor: value + before.approved_changes_minor,
      ...(await newTax(work, input)),
    },
    work.now,
  )
  if (!columns) return before
  work.later(updateRow('scope_item', id, columns), 1)
  await work.record({
    type: 'scope_item.updated',
    subject: { type: 'scope_item', id, version: after.version },
    before: scopeItemView(before),
    after: scopeItemView(after),
    data: { deal_id: toWire('deal', deal.id) },
  })
  await revalueDeal(work, deal, after.contract_value_minor - before.contract_value_minor, ['scope_items'])
  return after
}

/** The tax columns that change: all of them where a tax field is named, or the reason alone. */
async function newTax(work: UnitOfWork, input: Input): Promise<Partial<ScopeItemRow>> {
  const { tax_rate_id: rateId, tax_category: category, tax_percent: percent, exemption_reason: reason } = input
  if (rateId === undefined && category === undefined && percent === undefined) {
    return reason === undefined ? {} : { exemption_reason: reason }
  }
  const rates = rateId === undefined ? [] : await work.all(listTaxRates({ ids: [toRow<'tax_rate'>(rateId)] }))
  return taxColumns(input, new Map(rates.map((row) => [row.id as string, row])), '#')
}

/** The deal of a scope item and the item, locked in this order, with the item's version compared. Throws 404 and 412. */
export async function lockItemOfDeal(
  work: UnitOfWork,
  id: RowId<'scope_item'>,
): Promise<{ deal: DealRow; item: ScopeItemRow }> {
  const [[deal], [item]] = await work.group(lockDealOfScopeItem({ id }), lockScopeItem({ id }))
  if (!deal || !item || !mayReach(work.principal, item.engagement_id)) throw notFound('scope item')
  work.match(item.version)
  return { deal, item }
}
