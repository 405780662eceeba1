import { toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { keysBetween } from '../../../primitives/order-key.ts'
import { searchKey } from '../../../primitives/text.ts'
import { dealProbability, weightedValue } from '../rules/weighted-value.ts'
import type { DealRow, PlannedBillRow, PlannedMilestoneRow, ScopeItemRow } from '../tables.ts'
import { dealEventData, dealView, scopeItemView } from '../views.ts'
import { checkExternalRefs } from './check-external-ref.ts'
import { type DealInput, type DealReferences, loadDealReferences } from './deal-references.ts'
import { insertAll } from './insert-all.ts'
import { newPlan } from './plan-rows.ts'
import { newScopeItem, sumOfValues } from './scope-item-row.ts'
import { transitionRow } from './stage-transition.ts'

export interface NewDeal {
  deal: DealRow
  items: ScopeItemRow[]
  milestones: PlannedMilestoneRow[]
  bills: PlannedBillRow[]
}

/**
 * Adds open deals with their scope and plan, in a number of statements that does not grow with theirs. `at` is where a
 * row's input stands. Throws 422 and 409 for the first row that cannot be.
 */
export async function createDeals(
  work: UnitOfWork,
  inputs: readonly DealInput[],
  at: (index: number) => string,
): Promise<NewDeal[]> {
  await checkExternalRefs(
    work,
    'deal',
    inputs.map((input) => input.external_ref),
    at,
  )
  const references = await loadDealReferences(work, inputs)
  const made = inputs.map((input, index) => newDeal(work, input, references, at(index)))
  placeFirst(made, references)
  insertAll(
    work,
    'deal',
    made.map(({ deal }) => deal),
  )
  insertAll(
    work,
    'scope_item',
    made.flatMap(({ items }) => items),
  )
  insertAll(
    work,
    'planned_milestone',
    made.flatMap(({ milestones }) => milestones),
  )
  insertAll(
    work,
    'planned_bill',
    made.flatMap(({ bills }) => bills),
  )
  insertAll(
    work,
    'stage_transition',
    made.map(({ deal }) => transitionRow(work, undefined, deal)),
  )
  for (const { deal, items } of made) await recordNew(work, deal, items)
  return made
}

/** New deals stand first in their stage, in the order of their inputs. */
function placeFirst(made: readonly NewDeal[], { firstPlaces }: DealReferences): void {
  for (const [stageId, first] of firstPlaces) {
    const deals = made.filter(({ deal }) => deal.stage_id === stageId)
    for (const [index, position] of keysBetween(null, first, deals.length).entries()) {
      Object.assign((deals[index] as NewDeal).deal, { position })
    }
  }
}

function newDeal(work: UnitOfWork, input: DealInput, references: DealReferences, pointer: string): NewDeal {
  const { stage, legalEntityId, currency } = references.placeOf(input, pointer)
  const id = work.newId('deal')
  const inputs = input.scope_items ?? []
  const items = inputs.map((item, index) =>
    newScopeItem(work, { deal_id: id, currency }, item, index + 1, references.rates, `${pointer}/scope_items/${index}`),
  )
  const keys = new Map<string, ScopeItemRow['id']>()
  for (const [index, { key }] of inputs.entries()) {
    if (key === undefined) continue
    if (keys.has(key))
      throw invalidField(
        `${pointer}/scope_items/${index}/key`,
        'duplicate',
        'Another scope item of this request has this key.',
      )
    keys.set(key, (items[index] as ScopeItemRow).id)
  }
  const plan = newPlan(
    work,
    { id, currency },
    items,
    keys,
    input.planned_milestones ?? [],
    `${pointer}/planned_milestones`,
  )
  for (const item of items) {
    const share = plan.shares.get(item.id)
    if (share)
      Object.assign(item, { billing_basis: share.basis, planned_percent: share.percent, planned_minor: share.amount })
  }
  const override = input.probability_override ?? null
  const probability = canonicalDecimal(dealProbability('open', override, stage.probability))
  const value = sumOfValues(
    items.map((item) => item.contract_value_minor),
    pointer,
  )
  const deal: DealRow = {
    tenant_id: work.tenantId,
    id,
    name: input.name,
    search_key: searchKey(input.name),
    company_id: toRow(input.company_id),
    legal_entity_id: legalEntityId,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.id,
    owner_id: input.owner_id ? toRow(input.owner_id) : null,
    status: 'open',
    currency,
    value_minor: value,
    probability_override: override === null ? null : canonicalDecimal(override),
    probability,
    weighted_value_minor: weightedValue(value, probability),
    close_on: input.close_on ?? null,
    next_step: input.next_step ?? null,
    next_step_on: input.next_step_on ?? null,
    stage_entered_at: work.now,
    position: '',
    tags: input.tags ?? [],
    lost_reason_id: null,
    lost_note: null,
    won_at: null,
    lost_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
    ...externalRefColumns(input.external_ref),
  }
  return { deal, items, milestones: plan.milestones, bills: plan.bills }
}

async function recordNew(work: UnitOfWork, deal: DealRow, items: readonly ScopeItemRow[]): Promise<void> {
  const dealId = toWire('deal', deal.id)
  await work.record({
    type: 'deal.created',
    subject: { type: 'deal', id: deal.id, version: 1 },
    after: dealView(deal),
    data: dealEventData(deal),
  })
  for (const item of items) {
    await work.record({
      type: 'scope_item.created',
      subject: { type: 'scope_item', id: item.id, version: 1 },
      after: scopeItemView(item),
      data: { deal_id: dealId },
    })
  }
}
