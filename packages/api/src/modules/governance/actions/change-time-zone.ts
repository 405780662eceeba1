import { insertRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, invalidField, notFound } from '../../../http/problem.ts'
import { isTimeZone } from '../../../primitives/day.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { findComingZones, lockTenant, updateTenantRow } from '../queries/tenants.ts'
import { planZoneChange } from '../rules/zone-change.ts'
import type { TenantRow } from '../tables.ts'

/** Begins another zone at a coming midnight at which the tenant's today does not go back. */
export async function changeTimeZone(work: UnitOfWork, zone: string): Promise<TenantRow> {
  if (!isTimeZone(zone)) throw invalidField('#/time_zone', 'unknown_value', 'There is no such IANA time zone.')
  const before = await work.first(lockTenant({ id: work.tenantId }))
  if (!before) throw notFound('tenant')
  work.match(before.version)
  const coming = (await work.all(findComingZones({ now: work.now })))[0]
  if (coming) {
    if (coming.zone === zone) return before
    const detail = `The zone ${coming.zone} begins at ${coming.effective_at}. Change it after that.`
    throw illegalMove(detail, [])
  }
  if (zone === work.timeZone) return before
  const starts = planZoneChange(Date.parse(work.now), work.timeZone, zone)
  for (const start of starts) {
    const id = work.newId('tenant_time_zone')
    work.later(insertRow('tenant_time_zone', { id, zone: start.zone, effective_at: formatInstant(start.at) }))
  }
  const { id, name, locale } = before
  const version = before.version + 1
  work.later(updateTenantRow({ id, name, locale, version, updated_at: work.now }), 1)
  await work.record({
    type: 'tenant.updated',
    subject: { type: 'tenant', id: before.public_id, version },
    before: { time_zone: work.timeZone, next_time_zone: null },
    after: {
      time_zone: work.timeZone,
      next_time_zone: starts.map((start) => ({ time_zone: start.zone, effective_at: formatInstant(start.at) })),
    },
  })
  return { ...before, version, updated_at: work.now }
}
