/**
 * What a reader hears of. One rule in two hands: `heardIn` lets the database choose for one reader, `hears` chooses in
 * memory for many.
 */
import { type EventType, eventTypes, portalEvents } from '@agencyops/schema'
import { sql } from 'kysely'
import type { RowId } from '../../db/row.ts'
import type { ContactPrincipal, TenantPrincipal } from '../../http/principal.ts'
import { readableTypes } from './readable-types.ts'
import type { EventToTell } from './tables.ts'

type EngagementId = RowId<'engagement'>

export interface Hearing {
  types: ReadonlySet<EventType>
  /** Only of this record. */
  subjectId: string | undefined
  /** Only of these engagements; null: of all, and of what belongs to none. */
  engagementIds: readonly EngagementId[] | null
  /** Of a client contact: only what is shown to clients, from the position on at which each engagement was shared. */
  sharedSince: ReadonlyMap<EngagementId, number> | null
}

export interface Wish {
  /** All that the principal may hear of, without it. */
  types: readonly EventType[] | undefined
  subjectId: string | undefined
}

export function hearingOf(principal: TenantPrincipal, { types, subjectId }: Wish): Hearing {
  const contact = principal.kind === 'contact'
  return {
    types: new Set(contact ? shownTypes(principal, types) : readableTypes(principal.scopes, types)),
    subjectId,
    engagementIds: principal.engagementIds,
    sharedSince: contact ? principal.sharedSince : null,
  }
}

/** Both as the event says that it was then, and as the reader stands now. */
export function hears(hearing: Hearing, event: EventToTell): boolean {
  if (!hearing.types.has(event.type)) return false
  if (hearing.subjectId !== undefined && hearing.subjectId !== event.subject_id) return false
  const engagement = event.engagement_id
  if (hearing.engagementIds !== null && (engagement === null || !hearing.engagementIds.includes(engagement)))
    return false
  if (hearing.sharedSince === null) return true
  const since = engagement === null ? undefined : hearing.sharedSince.get(engagement)
  return event.client_visible && since !== undefined && event.position >= since
}

/** The same as a condition on `event`. */
export function heardIn(hearing: Hearing) {
  const conditions = [sql<boolean>`event.type = any(${[...hearing.types]}::text[])`]
  if (hearing.subjectId !== undefined) conditions.push(sql<boolean>`event.subject_id = ${hearing.subjectId}::uuid`)
  if (hearing.engagementIds !== null) {
    conditions.push(sql<boolean>`event.engagement_id = any(${[...hearing.engagementIds]}::uuid[])`)
  }
  if (hearing.sharedSince !== null) {
    const ids = [...hearing.sharedSince.keys()]
    const since = [...hearing.sharedSince.values()]
    conditions.push(
      sql<boolean>`event.client_visible and exists (
        select from unnest(${ids}::uuid[], ${since}::bigint[]) as shared (id, since)
        where shared.id = event.engagement_id and event.position >= shared.since)`,
    )
  }
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

function shownTypes({ operations }: ContactPrincipal, wanted: readonly EventType[] | undefined): EventType[] {
  const shown = new Set([...operations].flatMap((id) => portalEvents[id] ?? []))
  return (wanted ?? eventTypes).filter((type) => shown.has(type))
}
