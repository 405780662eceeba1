import { changeRow } from '../../../db/change-row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockTenant, updateTenantRow } from '../queries/tenants.ts'
import type { TenantRow } from '../tables.ts'
import { platformTenantView } from '../views.ts'

/** Changes what the tenant is called and the language of its texts. */
export async function updateTenant(
  work: UnitOfWork,
  input: { name?: string | undefined; locale?: string | undefined },
): Promise<TenantRow> {
  const before = await work.first(lockTenant({ id: work.tenantId }))
  if (!before) throw notFound('tenant')
  work.match(before.version)
  const { after, columns } = changeRow(before, input, work.now)
  if (!columns) return before
  const { id, name, locale, version, updated_at } = after
  work.later(updateTenantRow({ id, name, locale, version, updated_at }), 1)
  await work.record({
    type: 'tenant.updated',
    subject: { type: 'tenant', id: after.public_id, version },
    before: platformTenantView(before),
    after: platformTenantView(after),
  })
  return after
}
