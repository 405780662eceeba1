import type { dealClone } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import type { TaxCategory } from '../../../primitives/tax.ts'
import { shareDeal } from '../queries/deals.ts'
import { listPlannedBills, listPlannedMilestones } from '../queries/planned-milestones.ts'
import { listScopeItemsOfDeal } from '../queries/scope-items.ts'
import type { PlannedBillRow, ScopeItemRow } from '../tables.ts'
import { createDeals, type NewDeal } from './create-deals.ts'

/** A new open deal with copies of another's scope and plan, in the first stage of its pipeline. Throws 404, 422. */
export async function cloneDeal(
  work: UnitOfWork,
  id: RowId<'deal'>,
  input: z.infer<typeof dealClone>,
): Promise<NewDeal> {
  const [[source], items, milestones, bills] = await work.group(
    shareDeal({ id }),
    listScopeItemsOfDeal({ deal_id: id }),
    listPlannedMilestones({ deal_id: id }),
    listPlannedBills({ deal_id: id }),
  )
  if (!source) throw notFound('deal')
  const [made] = await createDeals(
    work,
    [
      {
        name: input.name ?? source.name,
        company_id: input.company_id ?? toWire('company', source.company_id),
        currency: source.currency,
        legal_entity_id: toWire('legal_entity', source.legal_entity_id),
        pipeline_id: toWire('pipeline', source.pipeline_id),
        owner_id: toWire('person', source.owner_id),
        next_step: null,
        tags: source.tags,
        scope_items: items.map(itemInput),
        planned_milestones: milestones.map((milestone) => ({
          name: milestone.name,
          due_on: milestone.due_on,
          bills: bills
            .filter((bill) => bill.planned_milestone_id === milestone.id)
            .map((bill) => billInput(bill, source.currency)),
        })),
      },
    ],
    () => '#',
  )
  return made as NewDeal
}

function itemInput(item: ScopeItemRow) {
  return {
    key: item.id,
    name: item.name,
    description: item.description,
    quantity: canonicalDecimal(item.quantity),
    unit: item.unit,
    unit_price: canonicalDecimal(item.unit_price),
    exemption_reason: item.exemption_reason,
    ...(item.tax_rate_id === null
      ? { tax_category: item.tax_category as TaxCategory, tax_percent: canonicalDecimal(item.tax_percent) }
      : { tax_rate_id: toWire('tax_rate', item.tax_rate_id) }),
  }
}

function billInput(bill: PlannedBillRow, currency: string) {
  const share =
    bill.percent === null
      ? { amount: { amount: bill.amount_minor ?? 0, currency } }
      : { percent: canonicalDecimal(bill.percent) }
  return { key: bill.scope_item_id, ...share }
}
