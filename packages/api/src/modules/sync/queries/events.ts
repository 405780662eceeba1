import type { EventType } from '@agencyops/schema'
import { sql } from 'kysely'
import { query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'

export interface EventFilter {
  principal: TenantPrincipal
  /** Only these types; those that the principal may read. */
  types: readonly EventType[]
  subjectId: string | undefined
  after: number
  /** How far to look: a reader of few types must not make the database read all of a long feed. */
  through: number
  limit: number
}

export function selectEvents(filter: EventFilter) {
  let select = query
    .selectFrom('event')
    .innerJoin('change', (join) =>
      join.onRef('change.tenant_id', '=', 'event.tenant_id').onRef('change.id', '=', 'event.change_id'),
    )
    .where('event.position', '>', filter.after)
    .where('event.position', '<=', filter.through)
    .where('event.type', '=', sql<EventType>`any(${[...filter.types]}::text[])`)
    .where(withinEngagements(filter.principal, 'event.engagement_id'))
  if (filter.subjectId) select = select.where('event.subject_id', '=', filter.subjectId)
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
    ])
    .orderBy('event.position')
    .limit(filter.limit + 1)
}
