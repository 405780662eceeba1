import type { EventType } from '@agencyops/schema'
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import { type Hearing, heardIn } from '../hearing.ts'

export interface Stretch {
  after: number
  /** How far to look: a reader of few types must not make the database read all of a long feed. */
  through: number
  limit: number
}

/** Events in their order: those that one reader hears of, or all, for whoever chooses for many. */
export function selectEvents(hearing: Hearing | null, { after, through, limit }: Stretch) {
  let select = query
    .selectFrom('event')
    .innerJoin('change', (join) =>
      join.onRef('change.tenant_id', '=', 'event.tenant_id').onRef('change.id', '=', 'event.change_id'),
    )
    .where('event.position', '>', after)
    .where('event.position', '<=', through)
  if (hearing) select = select.where(heardIn(hearing))
  return select
    .select([
      sql<RowId<'evt'>>`event.id`.as('id'),
      'event.position',
      sql<EventType>`event.type`.as('type'),
      'change.at',
      'event.actor',
      'event.subject_type',
      'event.subject_id',
      'event.subject_version',
      'event.changed',
      'event.data',
      sql<RowId<'engagement'> | null>`event.engagement_id`.as('engagement_id'),
      'event.client_visible',
    ])
    .orderBy('event.position')
    .limit(limit)
}

/** How far the feeds of these tenants have come: one statement, whoever they are. */
export const listFeedPositions = defineQuery((p: { tenantIds: readonly number[] }) =>
  query
    .selectFrom('event_counter')
    .select(['tenant_id', 'position'])
    .where('tenant_id', '=', sql<number>`any(${p.tenantIds}::int[])`),
)
