/** SQL of deals. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'
import { likeContaining } from '../../../http/list.ts'

/** As the index of open deals by stage says it: a parameter would not find it. */
const isOpen = sql<boolean>`deal.status = 'open'`

export const findDeal = defineQuery((p: { id: RowId<'deal'> }) =>
  query.selectFrom('deal').selectAll().where('id', '=', p.id),
)

/** For who changes it, its scope or its plan. */
export const lockDeal = defineQuery((p: { id: RowId<'deal'> }) =>
  query.selectFrom('deal').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** For who makes a child of it without changing it; read its status after. */
export const shareDeal = defineQuery((p: { id: RowId<'deal'> }) =>
  query.selectFrom('deal').selectAll().where('id', '=', p.id).forShare(),
)

/** One stage with what its pipeline says, whose probability stays until COMMIT. */
export const shareStage = defineQuery((p: { id: RowId<'stage'> }) =>
  query
    .selectFrom('stage')
    .innerJoin('pipeline', (join) => join.onRef('pipeline.id', '=', 'stage.pipeline_id'))
    .selectAll('stage')
    .select('pipeline.archived_at as pipeline_archived_at')
    .where('stage.id', '=', p.id)
    .forShare(),
)

/** The stage where a deal stands. Take it before the deal, and see after that the deal still stands there. */
export const shareStageOfDeal = defineQuery((p: { id: RowId<'deal'> }) =>
  query
    .selectFrom('stage')
    .innerJoin('pipeline', (join) => join.onRef('pipeline.id', '=', 'stage.pipeline_id'))
    .selectAll('stage')
    .select('pipeline.archived_at as pipeline_archived_at')
    .where('stage.id', '=', (one) => one.selectFrom('deal').select('deal.stage_id').where('deal.id', '=', p.id))
    .forShare(),
)

export const findLostReason = defineQuery((p: { id: RowId<'lost_reason'> }) =>
  query.selectFrom('lost_reason').selectAll().where('id', '=', p.id),
)

/** What the stage of a locked deal counts with now. */
export const findStageProbability = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  query
    .selectFrom('stage')
    .innerJoin('deal', (join) => join.onRef('deal.stage_id', '=', 'stage.id'))
    .select('stage.probability')
    .where('deal.id', '=', p.deal_id),
)

/** The deal of a scope item, for who changes the item. */
export const lockDealOfScopeItem = defineQuery((p: { id: RowId<'scope_item'> }) =>
  query
    .selectFrom('deal')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('scope_item').select('deal_id').where('scope_item.id', '=', p.id))
    .forNoKeyUpdate(),
)

/** The company of a deal, before the deal itself. */
export const lockCompanyOfDeal = defineQuery((p: { id: RowId<'deal'> }) =>
  query
    .selectFrom('company')
    .selectAll()
    .where('id', '=', (one) => one.selectFrom('deal').select('company_id').where('deal.id', '=', p.id))
    .forNoKeyUpdate(),
)

export const findDealByExternalRef = defineQuery((p: { system: string; id: string }) =>
  query
    .selectFrom('deal')
    .selectAll()
    .where('external_system', '=', p.system)
    .where('external_id', '=', p.id)
    .forNoKeyUpdate(),
)

/** The value moves by a difference; what follows from it was computed on the locked row. */
export const shiftDealValue = defineQuery(
  (p: { id: RowId<'deal'>; difference: number; weighted: number; version: number; now: Instant }) =>
    query
      .updateTable('deal')
      .set({
        value_minor: sql<number>`value_minor + ${p.difference}::bigint`,
        weighted_value_minor: p.weighted,
        version: p.version,
        updated_at: p.now,
      })
      .where('id', '=', p.id),
)

/** Open deals of a stage take its probability, unless they have their own; rounded half away from zero, as the rule does. */
export const weighStageAnew = defineQuery((p: { stage_id: RowId<'stage'>; probability: string; now: Instant }) =>
  query
    .updateTable('deal')
    .set({
      probability: p.probability,
      weighted_value_minor: sql<number>`round(value_minor * ${p.probability}::numeric)::bigint`,
      version: sql<number>`version + 1`,
      updated_at: p.now,
    })
    .where('stage_id', '=', p.stage_id)
    .where(isOpen)
    .where('probability_override', 'is', null),
)

export const countOpenDealsOfStage = defineQuery((p: { stage_id: RowId<'stage'> }) =>
  query.selectFrom('deal').select(sql<number>`count(*)::int`.as('n')).where('stage_id', '=', p.stage_id).where(isOpen),
)

export const listOpenDealsOfCompany = defineQuery((p: { company_id: RowId<'company'> }) =>
  query
    .selectFrom('deal')
    .select(['id', 'name'])
    .where('company_id', '=', p.company_id)
    .where('status', '=', 'open')
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(20),
)

export const listStageTransitions = (dealId: RowId<'deal'>) =>
  query.selectFrom('stage_transition').selectAll().where('deal_id', '=', dealId)

export interface DealFilters {
  archived?: boolean | undefined
  status?: readonly string[] | undefined
  stageIds?: readonly string[] | undefined
  pipelineIds?: readonly string[] | undefined
  companyIds?: readonly string[] | undefined
  ownerIds?: readonly string[] | undefined
  updatedSince?: string | undefined
  words?: string | undefined
}

export function selectDeals(filters: DealFilters) {
  let select = query
    .selectFrom('deal')
    .selectAll()
    .where('archived_at', filters.archived ? 'is not' : 'is', null)
  if (filters.status) select = select.where('status', '=', sql<'open'>`any(${[...filters.status]}::text[])`)
  for (const [column, wanted] of [
    ['stage_id', filters.stageIds],
    ['pipeline_id', filters.pipelineIds],
    ['company_id', filters.companyIds],
    ['owner_id', filters.ownerIds],
  ] as const) {
    if (wanted) select = select.where(sql<boolean>`${sql.ref(column)} = any(${[...wanted]}::uuid[])`)
  }
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  if (filters.words) select = select.where('search_key', 'like', likeContaining(filters.words))
  return select
}
