import type { Scope } from '@agencyops/schema'
import type { Instant, RowId } from '../../../db/row.ts'
import { systemWork } from '../../../db/system-work.ts'
import { clockStatements, type TestClockState, type TimeZoneRow, tenantClock } from '../../../db/tenant-clock.ts'
import type { Transaction } from '../../../db/transaction.ts'
import type { Reactions, UnitOfWork } from '../../../db/unit-of-work.ts'
import type { Rows } from '../../../db/wire.ts'
import type { PlatformKeyPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { actorOf } from '../../../outbox/actor.ts'
import type { MachineClock } from '../../../primitives/machine-clock.ts'
import { findPlatformTenant } from '../queries/tenants.ts'
import type { ApiKeyRow, TenantRow } from '../tables.ts'
import { createApiKey } from './create-api-key.ts'

export interface PlatformMint {
  principal: PlatformKeyPrincipal
  tenantId: RowId<'tenant'>
  name: string
  scopes: readonly Scope[]
  expiresAt?: Instant | undefined
  requestId: string
}

/**
 * Mints a key inside a tenant that the platform made; the tenant's feed and audit name the platform's key. The
 * transaction is bound to the platform and, from here on, to the tenant as well. Throws 404.
 */
export async function mintPlatformKey(
  transaction: Transaction,
  deps: { clock: MachineClock },
  reactions: Reactions,
  mint: PlatformMint,
): Promise<{ row: ApiKeyRow; secret: string; hint: string; tenant: TenantRow; work: UnitOfWork }> {
  const tenant = await transaction.first(findPlatformTenant({ public_id: mint.tenantId }))
  if (!tenant) throw notFound('tenant')
  const [, states, zones] = (await transaction.group([
    { sql: `select set_config('app.tenant_id', $1, true)`, parameters: [String(tenant.id)] },
    ...clockStatements(),
  ])) as unknown as [Rows, Rows<TestClockState>, Rows<TimeZoneRow>]
  const work = systemWork(transaction, {
    tenantId: tenant.id,
    live: tenant.kind === 'live',
    clock: deps.clock,
    tenantClock: tenantClock(deps.clock.now(), states.rows[0], zones.rows),
    reactions,
    actor: actorOf(mint.principal),
    operation: 'createPlatformApiKey',
    requestId: mint.requestId,
  })
  const minted = await createApiKey(work, {
    name: mint.name,
    scopes: mint.scopes,
    expiresAt: mint.expiresAt,
    mintedBy: { platformKey: mint.principal.keyId },
  })
  return { ...minted, tenant, work }
}
