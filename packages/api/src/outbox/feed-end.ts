import { sql } from 'kysely'
import { defineQuery, query } from '../db/query.ts'

/**
 * Where the feed stands. Read it before what it is answered beside: whatever it counts, the statements behind it see. The
 * counter has no policy of its own, so it is found by the tenant that the policy lets see.
 */
export const findFeedEnd = defineQuery((_: object) =>
  query
    .selectFrom('tenant')
    .innerJoin('event_counter', 'event_counter.tenant_id', 'tenant.id')
    .where('tenant.id', '=', sql<number>`nullif(current_setting('app.tenant_id', true), '')::int`)
    .select(['tenant.feed_epoch as epoch', 'event_counter.position']),
)
