/** What an action says happened to one record. */
import type { EventType, IdPrefix } from '@agencyops/schema'
import type { RowId } from '../db/row.ts'
import type { Actor } from './actor.ts'

export interface ChangeRecord {
  type: EventType
  subject: { type: IdPrefix; id: RowId<never> | string; version: number }
  /** The record's view before and after, as the wire has it. Absent before: it is new. Absent both: `changed` and `data` tell all. */
  before?: Record<string, unknown> | undefined
  after?: Record<string, unknown> | undefined
  /** Names of the changed fields, where before and after do not tell them. */
  changed?: readonly string[]
  /** Ids and what decides visibility; no figures, no names. */
  data?: Record<string, unknown>
  /** Fields of `before` and `after` that are personal data: they are kept where erasure reaches them. */
  personal?: readonly string[]
  engagementId?: RowId<'engagement'> | null
  /** Whether a client contact with whom the engagement is shared may hear of it. */
  clientVisible?: boolean
}

export interface RecordedChange extends ChangeRecord {
  id: RowId<'event'>
  changed: readonly string[]
  actor: Actor
}

const BOOKKEEPING = new Set(['version', 'updated_at', 'search_key', 'name_key', 'tenant_id'])

/** Names of the columns that differ, bookkeeping aside. */
export function changedFields(before?: Record<string, unknown>, after?: Record<string, unknown>): string[] {
  if (!before || !after) return []
  return Object.keys(after).filter(
    (key) => !BOOKKEEPING.has(key) && JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  )
}

export interface AuditValues {
  plain: Record<string, unknown> | null
  personal: Record<string, unknown> | null
}

/** Parts the personal columns from the rest. Bookkeeping is left out of both. */
export function splitPersonal(
  values: Record<string, unknown> | undefined,
  personal: readonly string[] = [],
): AuditValues {
  if (!values) return { plain: null, personal: null }
  const plain: Record<string, unknown> = {}
  const apart: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    if (BOOKKEEPING.has(key)) continue
    if (personal.includes(key)) apart[key] = value
    else plain[key] = value
  }
  return { plain, personal: Object.keys(apart).length > 0 ? apart : null }
}
