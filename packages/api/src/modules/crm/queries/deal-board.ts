/** SQL of the board: its stages, what each column comes to, and its cards; one statement each, however many stages. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import { likeContaining } from '../../../http/list.ts'

/**
 * The stages of one pipeline: the one named, else the one of the stage named, else the default one. Beside each stands
 * where the feed stood; a pipeline without stages is a row without one.
 */
export const listBoardStages = defineQuery(
  (p: { pipeline_id: RowId<'pipeline'> | null; stage_id: RowId<'stage'> | null }) =>
    query
      .selectFrom('pipeline')
      .innerJoin('tenant', 'tenant.id', 'pipeline.tenant_id')
      .innerJoin('event_counter', 'event_counter.tenant_id', 'tenant.id')
      .leftJoin('stage', (join) =>
        join
          .onRef('stage.pipeline_id', '=', 'pipeline.id')
          .on('stage.archived_at', 'is', null)
          .on(sql<boolean>`(${p.stage_id}::uuid is null or stage.id = ${p.stage_id}::uuid)`),
      )
      .where(
        sql<boolean>`pipeline.id = coalesce(${p.pipeline_id}::uuid, (select named.pipeline_id from stage named where named.id = ${p.stage_id}::uuid),
        case when ${p.stage_id}::uuid is null then (select standard.id from pipeline standard where standard.is_default) end)`,
      )
      .selectAll('stage')
      .select(['pipeline.id as board_id', 'tenant.feed_epoch as feed_epoch', 'event_counter.position as feed_position'])
      .orderBy('stage.position')
      .orderBy('stage.id'),
)

export interface BoardFilters {
  stageIds: readonly RowId<'stage'>[]
  ownerIds: readonly string[] | undefined
  words: string | undefined
  /** Whether the words may be found in the company’s name. */
  inCompanies: boolean
}

function matching({ ownerIds, words, inCompanies }: BoardFilters) {
  const conditions = [sql`deal.status = 'open'`, sql`deal.archived_at is null`]
  if (ownerIds) conditions.push(sql`deal.owner_id = any(${[...ownerIds]}::uuid[])`)
  if (words !== undefined) {
    const like = likeContaining(words)
    const named = sql`deal.search_key like ${like}`
    const ofCompany = sql`exists (select 1 from company where company.id = deal.company_id and company.search_key like ${like})`
    conditions.push(inCompanies ? sql`(${named} or ${ofCompany})` : named)
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** A row for each stage and currency that has a deal. */
export function selectBoardTotals(filters: BoardFilters) {
  return query
    .selectFrom('deal')
    .where(sql<boolean>`deal.stage_id = any(${[...filters.stageIds]}::uuid[])`)
    .where(matching(filters))
    .groupBy(['stage_id', 'currency'])
    .orderBy('currency')
    .select([
      'stage_id',
      'currency',
      sql<number>`count(*)::int`.as('count'),
      sql<string>`sum(value_minor)`.as('value'),
      sql<string>`sum(weighted_value_minor)`.as('weighted_value'),
    ])
}

/** The first deals of each stage behind `after`, one more than `limit`, with the names that a card shows. */
export function selectBoardCards(
  filters: BoardFilters,
  { limit, after }: { limit: number; after: { value?: string; id: string } | undefined },
) {
  return query
    .selectFrom(
      sql<{ wanted_id: RowId<'stage'> }>`unnest(${[...filters.stageIds]}::uuid[])`.as<'wanted'>(sql`wanted(wanted_id)`),
    )
    .innerJoinLateral(
      (from) => {
        const column = from
          .selectFrom('deal')
          .selectAll()
          .whereRef('deal.stage_id', '=', 'wanted.wanted_id')
          .where(matching(filters))
          .orderBy('deal.position')
          .orderBy('deal.id')
          .limit(limit + 1)
        if (!after) return column.as('card')
        return column
          .where(sql<boolean>`(deal.position, deal.id) > (${after.value ?? ''}::text, ${after.id}::uuid)`)
          .as('card')
      },
      (join) => join.onTrue(),
    )
    .leftJoin('company', 'company.id', 'card.company_id')
    .leftJoin('person', 'person.id', 'card.owner_id')
    .selectAll('card')
    .select(['company.name as company_name', 'person.name as owner_name'])
    .orderBy('card.stage_id')
    .orderBy('card.position')
    .orderBy('card.id')
}
