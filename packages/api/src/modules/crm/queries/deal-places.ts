/** SQL of the order in which a stage's open deals stand: by key, then by id. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

/** Holds everybody else back who places a deal in this stage, until COMMIT. */
export const lockPlaces = defineQuery((p: { stage_id: RowId<'stage'> }) =>
  query.selectNoFrom(
    sql`pg_advisory_xact_lock(hashtextextended(${p.stage_id}::text || current_setting('app.tenant_id'), 0))`.as(
      'locked',
    ),
  ),
)

/** Where these deals stand, open or not: one that was won a moment ago still says what was beside it. */
export const listPlaces = defineQuery((p: { ids: RowId<'deal'>[] }) =>
  query.selectFrom('deal').select(['id', 'stage_id', 'position']).where(sql<boolean>`id = any(${p.ids}::uuid[])`),
)

/** Before every deal. */
export const START = '00000000-0000-0000-0000-000000000000' as RowId<'deal'>

/** The open deal behind another, or behind the start; `except` the one that is being placed. */
export const findPlaceBehind = defineQuery(
  (p: { stage_id: RowId<'stage'>; id: RowId<'deal'>; except: RowId<'deal'> }) =>
    query
      .selectFrom('deal')
      .select(['id', 'position'])
      .where('stage_id', '=', p.stage_id)
      .where(sql<boolean>`status = 'open'`)
      .where('id', '<>', p.except)
      .where(
        sql<boolean>`(position, id) > ((select coalesce(max(position), '') from deal where id = ${p.id}::uuid), ${p.id}::uuid)`,
      )
      .orderBy('position')
      .orderBy('id')
      .limit(1),
)

/** The open deal before another; none before nobody. */
export const findPlaceBefore = defineQuery(
  (p: { stage_id: RowId<'stage'>; id: RowId<'deal'> | null; except: RowId<'deal'> }) =>
    query
      .selectFrom('deal')
      .select(['id', 'position'])
      .where('stage_id', '=', p.stage_id)
      .where(sql<boolean>`status = 'open'`)
      .where('id', '<>', p.except)
      .where(sql<boolean>`(position, id) < ((select position from deal where id = ${p.id}::uuid), ${p.id}::uuid)`)
      .orderBy('position', 'desc')
      .orderBy('id', 'desc')
      .limit(1),
)

/** All other open deals of a stage, in the order of their ids, which is the order of their locks. */
export const lockPlacedDeals = defineQuery((p: { stage_id: RowId<'stage'>; except: RowId<'deal'> }) =>
  query
    .selectFrom('deal')
    .select(['id', 'position'])
    .where('stage_id', '=', p.stage_id)
    .where(sql<boolean>`status = 'open'`)
    .where('id', '<>', p.except)
    .orderBy('id')
    .forNoKeyUpdate(),
)

/** Ids and keys go in pairs. What a deal shows stays, and so does its version. */
export const setPlaces = defineQuery((p: { ids: RowId<'deal'>[]; positions: string[] }) =>
  query
    .updateTable('deal')
    .from(
      sql<{ id: RowId<'deal'>; position: string }>`unnest(${p.ids}::uuid[], ${p.positions}::text[])`.as<'placed'>(
        sql`placed(id, position)`,
      ),
    )
    .set({ position: sql<string>`placed.position` })
    .whereRef('deal.id', '=', 'placed.id'),
)
