/** Work for an instant of the tenant's clock: one row for each kind and subject. */
import { sql } from 'kysely'
import { defineQuery, query } from './query.ts'
import type { Instant, RowId } from './row.ts'
import type { Statement } from './wire.ts'

/** What can fall due. The area that schedules a kind hands in how it is run. */
export type DueKind = 'invoice_overdue'

export const scheduleDue = defineQuery(
  (p: { id: RowId<'due_work'>; due_at: Instant; kind: DueKind; subject: string }) =>
    query
      .insertInto('due_work')
      .values({ id: p.id, due_at: p.due_at, kind: p.kind, subject: p.subject })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'kind', 'subject']).doUpdateSet({ due_at: sql`excluded.due_at` }),
      ),
)

export const unscheduleDue = defineQuery((p: { kind: DueKind; subject: string }) =>
  query.deleteFrom('due_work').where('kind', '=', p.kind).where('subject', '=', p.subject),
)

export const deleteDue = defineQuery((p: { id: RowId<'due_work'> }) =>
  query.deleteFrom('due_work').where('id', '=', p.id),
)

/** The earliest that is due by an instant of the tenant's clock. */
export const findDue = defineQuery((p: { by: Instant }) =>
  query
    .selectFrom('due_work')
    .select(['id', 'due_at', 'kind', 'subject'])
    .where('due_at', '<=', p.by)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1),
)

/** The tenant's counter is locked last, and what the next statement reads is newer than the lock. */
export const lockCounter: Statement = {
  name: 'lock_counter',
  sql: `select from event_counter where tenant_id = nullif(current_setting('app.tenant_id', true), '')::int for no key update`,
  parameters: [],
}

/**
 * Says on the counter when, by the machine's time, the tenant's next work is due. While a clock stands still nothing
 * becomes due; what it has passed already is due at once.
 */
export const settleDue: Statement = {
  name: 'settle_due',
  sql: `update event_counter set due_at = (
      select case
        when clock.frozen_at is null then due.at - coalesce(clock.offset_ms, 0) * interval '1 millisecond'
        when due.at <= clock.frozen_at then clock_timestamp()
      end
      from (select min(due_at) as at from due_work) due left join test_clock clock on true)
    where tenant_id = nullif(current_setting('app.tenant_id', true), '')::int`,
  parameters: [],
}

/** One process at a time runs a tenant's due work, so that it runs in order. */
export const lockDueWork = (tenantId: number): Statement => ({
  name: 'lock_due_work',
  sql: `select pg_advisory_xact_lock(7263881, $1::int)`,
  parameters: [tenantId],
})
