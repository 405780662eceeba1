import type { dealUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField, notFound } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { searchKey } from '../../../primitives/text.ts'
import { findStageProbability, lockDeal } from '../queries/deals.ts'
import { listLegalEntities, listPersons } from '../queries/references.ts'
import { listScopeItemsOfDeal } from '../queries/scope-items.ts'
import type { DealRow } from '../tables.ts'
import { changeDeal, refuseUnlessOpen, weigh } from './change-deal.ts'
import { checkCurrency, usable } from './deal-references.ts'

type Input = z.infer<typeof dealUpdate>

/** Changes what the input names; null clears. Throws 404, 409 and 422. */
export async function updateDeal(work: UnitOfWork, id: RowId<'deal'>, input: Input): Promise<DealRow> {
  const before = await work.first(lockDeal({ id }))
  if (!before) throw notFound('deal')
  work.match(before.version)
  return patchDeal(work, before, input)
}

/** Changes a locked deal. */
export async function patchDeal(work: UnitOfWork, before: DealRow, input: Input): Promise<DealRow> {
  const {
    external_ref: externalRef,
    owner_id: ownerId,
    legal_entity_id: entityId,
    probability_override: override,
    ...fields
  } = input
  await checkReferences(work, before, input)
  const next: Partial<DealRow> = {
    ...fields,
    ...(fields.name !== undefined && { search_key: searchKey(fields.name) }),
    ...(ownerId !== undefined && { owner_id: toRow(ownerId) }),
    ...(entityId !== undefined && { legal_entity_id: toRow<'legal_entity'>(entityId) }),
    ...(externalRef !== undefined && externalRefColumns(externalRef)),
  }
  if (override !== undefined) {
    next.probability_override = override === null ? null : canonicalDecimal(override)
    const stage = await work.first(findStageProbability({ deal_id: before.id }))
    Object.assign(next, weigh({ ...before, ...next }, stage?.probability ?? before.probability))
  }
  return changeDeal(work, 'deal.updated', canonical(before), next)
}

// Columns come back with the zeros that they were stored with; what is equal by value is no change.
function canonical(row: DealRow): DealRow {
  const override = row.probability_override
  return {
    ...row,
    probability: canonicalDecimal(row.probability),
    probability_override: override === null ? null : canonicalDecimal(override),
  }
}

async function checkReferences(work: UnitOfWork, before: DealRow, input: Input): Promise<void> {
  const { owner_id: ownerId, legal_entity_id: entityId, currency } = input
  if (ownerId) {
    const owner = toRow(ownerId)
    if (owner !== before.owner_id) usable((await work.all(listPersons({ ids: [owner] })))[0], '#/owner_id', 'person')
  }
  if (entityId !== undefined && toRow<'legal_entity'>(entityId) !== before.legal_entity_id) {
    refuseUnlessOpen(before, 'its seller stays')
    const entity = toRow<'legal_entity'>(entityId)
    const found = (await work.all(listLegalEntities({ ids: [entity] }))).find((row) => row.id === entity)
    usable(found, '#/legal_entity_id', 'legal entity')
  }
  if (currency !== undefined && currency !== before.currency) {
    refuseUnlessOpen(before, 'its currency stays')
    checkCurrency(currency, '#/currency')
    const items = await work.all(listScopeItemsOfDeal({ deal_id: before.id }))
    if (items.length > 0) {
      throw invalidField(
        '#/currency',
        'has_scope_items',
        'The deal has scope items in its currency. Delete them first, or make a new deal.',
      )
    }
  }
}
