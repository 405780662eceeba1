import type { dealCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { isCurrency } from '../../../primitives/money.ts'
import {
  listFirstPlaces,
  listLegalEntities,
  listPersons,
  listTaxRates,
  shareCompanies,
  shareStages,
} from '../queries/references.ts'
import type { StageRow } from '../tables.ts'
import type { TaxRates } from './scope-item-row.ts'

export type DealInput = z.infer<typeof dealCreate>

/** What new deals point at, locked for their making where its state decides. */
export interface DealReferences {
  rates: TaxRates
  /** Where the first open deal of a stage stands; null where there is none. */
  firstPlaces: ReadonlyMap<RowId<'stage'>, string | null>
  /** Where the deal begins, who sells and in what currency. Throws 422 with the pointer below `pointer`. */
  placeOf(
    input: DealInput,
    pointer: string,
  ): { stage: StageRow; legalEntityId: RowId<'legal_entity'>; currency: string }
}

type Wire = `${string}_${string}`

function distinct<T extends string>(ids: readonly (`${T}_${string}` | null | undefined)[]): RowId<T>[] {
  return [...new Set(ids.filter((id): id is `${T}_${string}` => id !== undefined && id !== null))].map(
    (id) => toRow(id as Wire) as RowId<T>,
  )
}

/** Loads them for all inputs in one round trip. */
export async function loadDealReferences(work: UnitOfWork, inputs: readonly DealInput[]): Promise<DealReferences> {
  const items = inputs.flatMap((input) => input.scope_items ?? [])
  const wanted = {
    stage_ids: distinct<'stage'>(inputs.map((input) => input.stage_id)),
    pipeline_ids: distinct<'pipeline'>(inputs.map((input) => input.pipeline_id)),
    with_default: inputs.some((input) => input.stage_id === undefined && input.pipeline_id === undefined),
  }
  const [stages, firstPlaces, companies, entities, persons, rates] = await work.group(
    shareStages(wanted),
    listFirstPlaces(wanted),
    shareCompanies({ ids: distinct<'company'>(inputs.map((input) => input.company_id)) }),
    listLegalEntities({ ids: distinct<'legal_entity'>(inputs.map((input) => input.legal_entity_id)) }),
    listPersons({ ids: distinct<'person'>(inputs.map((input) => input.owner_id)) }),
    listTaxRates({ ids: distinct<'tax_rate'>(items.map((item) => item.tax_rate_id)) }),
  )
  const companyById = new Map(companies.map((row) => [row.id, row]))
  const entityById = new Map(entities.map((row) => [row.id, row]))
  const personById = new Map(persons.map((row) => [row.id, row]))
  const stageById = new Map(stages.map((row) => [row.id, row]))
  const inOrder = stages
    .filter((row) => row.archived_at === null)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

  function stageOf(input: DealInput, pointer: string) {
    if (input.stage_id !== undefined) {
      const stage = usable(stageById.get(toRow(input.stage_id)), `${pointer}/stage_id`, 'stage')
      if (input.pipeline_id !== undefined && toRow(input.pipeline_id) !== stage.pipeline_id) {
        throw invalidField(`${pointer}/stage_id`, 'wrong_pipeline', 'This stage belongs to another pipeline.')
      }
      return stage
    }
    const wanted = input.pipeline_id === undefined ? undefined : toRow(input.pipeline_id)
    const stage = inOrder.find((row) => (wanted === undefined ? row.is_default : row.pipeline_id === wanted))
    if (!stage)
      throw invalidField(`${pointer}/pipeline_id`, 'unknown_record', 'There is no such pipeline, or it has no stage.')
    return stage
  }

  return {
    rates: new Map(rates.map((row) => [row.id, row])),
    firstPlaces: new Map(firstPlaces.map((row) => [row.id, row.position])),
    placeOf(input, pointer) {
      usable(companyById.get(toRow(input.company_id)), `${pointer}/company_id`, 'company')
      const stage = stageOf(input, pointer)
      if (stage.pipeline_archived_at !== null) {
        throw invalidField(
          `${pointer}/pipeline_id`,
          'archived',
          'This pipeline is archived. Restore it, or choose another.',
        )
      }
      if (input.owner_id) usable(personById.get(toRow(input.owner_id)), `${pointer}/owner_id`, 'person')
      const entity = usable(
        input.legal_entity_id === undefined
          ? entities.find((row) => row.is_default)
          : entityById.get(toRow<'legal_entity'>(input.legal_entity_id)),
        `${pointer}/legal_entity_id`,
        'legal entity',
      )
      const currency = input.currency ?? entity.base_currency
      checkCurrency(currency, `${pointer}/currency`)
      return { stage, legalEntityId: entity.id, currency }
    },
  }
}

/** Throws 422 where the record is absent or archived. */
export function usable<R extends { archived_at: string | null }>(row: R | undefined, pointer: string, noun: string): R {
  if (!row) throw invalidField(pointer, 'unknown_record', `There is no such ${noun}.`)
  if (row.archived_at !== null)
    throw invalidField(pointer, 'archived', `This ${noun} is archived. Restore it, or choose another.`)
  return row
}

/** Throws 422 for a code that ISO 4217 does not know. */
export function checkCurrency(code: string, pointer: string): void {
  if (!isCurrency(code)) throw invalidField(pointer, 'unknown_value', `${code} is no ISO 4217 currency.`)
}
