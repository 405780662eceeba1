/** SQL of the tenant itself, its zones and its clock. */
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'

/** The bound tenant. */
export const findTenantRow = defineQuery((p: { id: number }) =>
  query.selectFrom('tenant').selectAll().where('id', '=', p.id),
)

export const lockTenant = defineQuery((p: { id: number }) =>
  query.selectFrom('tenant').selectAll().where('id', '=', p.id).forNoKeyUpdate(),
)

/** A tenant of the bound platform. */
export const findPlatformTenant = defineQuery((p: { public_id: RowId<'tenant'> }) =>
  query.selectFrom('tenant').selectAll().where('public_id', '=', p.public_id),
)

/** Tenants of the bound platform, under the id that the wire knows. */
export function selectPlatformTenants() {
  return query
    .selectFrom(
      query
        .selectFrom('tenant')
        .select(['public_id as id', 'name', 'kind', 'locale', 'version', 'created_at', 'updated_at'])
        .as('tenant'),
    )
    .selectAll()
}

export const updateTenantRow = defineQuery(
  (p: { id: number; name: string; locale: string; version: number; updated_at: Instant }) =>
    query
      .updateTable('tenant')
      .set({ name: p.name, locale: p.locale, version: p.version, updated_at: p.updated_at })
      .where('id', '=', p.id),
)

export const findComingZones = defineQuery((p: { now: Instant }) =>
  query
    .selectFrom('tenant_time_zone')
    .select(['zone', 'effective_at'])
    .where('effective_at', '>', p.now)
    .orderBy('effective_at', 'desc'),
)

export const findTestClockRow = defineQuery((_: object) => query.selectFrom('test_clock').selectAll())

export const updateTestClock = defineQuery(
  (p: { tenant_id: number; offset_ms: number; frozen_at: Instant | null; version: number; updated_at: Instant }) =>
    query
      .updateTable('test_clock')
      .set({ offset_ms: p.offset_ms, frozen_at: p.frozen_at, version: p.version, updated_at: p.updated_at })
      .where('tenant_id', '=', p.tenant_id),
)
