/** SQL of the records that a new deal points at, all for a batch at once. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

/** In the order of their ids, which is the order of their locks. */
export const shareCompanies = defineQuery((p: { ids: RowId<'company'>[] }) =>
  query
    .selectFrom('company')
    .selectAll()
    .where('id', '=', sql<RowId<'company'>>`any(${p.ids}::uuid[])`)
    .orderBy('id')
    .forShare(),
)

interface WantedStages {
  stage_ids: RowId<'stage'>[]
  pipeline_ids: RowId<'pipeline'>[]
  with_default: boolean
}

/** The stages named, those of the pipelines named, and those of the default one. */
const selectWantedStages = (p: WantedStages) =>
  query
    .selectFrom('stage')
    .innerJoin('pipeline', (join) => join.onRef('pipeline.id', '=', 'stage.pipeline_id'))
    .where(
      sql<boolean>`stage.id = any(${p.stage_ids}::uuid[]) or pipeline.id = any(${p.pipeline_ids}::uuid[]) or (${p.with_default}::boolean and pipeline.is_default)`,
    )

/** Their probabilities stay until COMMIT. */
export const shareStages = defineQuery((p: WantedStages) =>
  selectWantedStages(p)
    .selectAll('stage')
    .select(['pipeline.is_default', 'pipeline.archived_at as pipeline_archived_at'])
    .orderBy('stage.id')
    .forShare(),
)

/** Where the first open deal of each such stage stands; null where there is none. */
export const listFirstPlaces = defineQuery((p: WantedStages) =>
  selectWantedStages(p).select([
    'stage.id',
    sql<string | null>`(select deal.position from deal where deal.stage_id = stage.id and deal.status = 'open'
      order by deal.position, deal.id limit 1)`.as('position'),
  ]),
)

/** The ones named, and the default one. */
export const listLegalEntities = defineQuery((p: { ids: RowId<'legal_entity'>[] }) =>
  query
    .selectFrom('legal_entity')
    .select(['id', 'base_currency', 'is_default', 'archived_at'])
    .where(sql<boolean>`id = any(${p.ids}::uuid[]) or is_default`),
)

export const listPersons = defineQuery((p: { ids: RowId<'person'>[] }) =>
  query.selectFrom('person').select(['id', 'archived_at']).where(sql<boolean>`id = any(${p.ids}::uuid[])`),
)

export const listTaxRates = defineQuery((p: { ids: RowId<'tax_rate'>[] }) =>
  query.selectFrom('tax_rate').selectAll().where(sql<boolean>`id = any(${p.ids}::uuid[])`),
)

export const listCompaniesByIds = defineQuery((p: { ids: RowId<'company'>[] }) =>
  query.selectFrom('company').selectAll().where(sql<boolean>`id = any(${p.ids}::uuid[])`),
)

/** Holds everybody else back who upserts the same reference, until COMMIT. */
export const lockExternalRef = defineQuery((p: { key: string }) =>
  query.selectNoFrom(
    sql`pg_advisory_xact_lock(hashtextextended(${p.key}::text || current_setting('app.tenant_id'), 0))`.as('locked'),
  ),
)

/** Which records of a table have one of these references: systems and ids go in pairs. */
const taken = (table: 'company' | 'contact' | 'deal') =>
  defineQuery((p: { systems: string[]; ids: string[] }) =>
    query
      .selectFrom(table)
      .select(['id', 'external_system', 'external_id', 'archived_at'])
      .where(
        sql<boolean>`(external_system, external_id) in (select * from unnest(${p.systems}::text[], ${p.ids}::text[]))`,
      ),
  )

export const takenExternalRefs = { company: taken('company'), contact: taken('contact'), deal: taken('deal') }
