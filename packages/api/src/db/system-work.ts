/** A unit of work that no request began: the seed, the command line, tests. */
import { keyScopes } from '@agencyops/schema'
import { type Actor, system } from '../outbox/actor.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import type { RowId } from './row.ts'
import { type TenantClock, tenantClock } from './tenant-clock.ts'
import type { Transaction } from './transaction.ts'
import { type Reactions, UnitOfWork } from './unit-of-work.ts'

export interface SystemWork {
  tenantId: number
  live: boolean
  clock: MachineClock
  reactions: Reactions
  operation: string
  requestId?: string
  actor?: Actor
  dryRun?: boolean
  /** The tenant's clock, where it was read. */
  tenantClock?: TenantClock
}

export function systemWork(transaction: Transaction, options: SystemWork): UnitOfWork {
  return new UnitOfWork(transaction, {
    principal: {
      kind: 'api_key',
      keyId: '00000000-0000-0000-0000-000000000000' as RowId<'api_key'>,
      tenantId: options.tenantId,
      live: options.live,
      scopes: new Set(keyScopes),
      engagementIds: null,
      secretId: null,
      endsAtMs: null,
    },
    actor: options.actor ?? system,
    clock: options.tenantClock ?? tenantClock(options.clock.now(), null, []),
    machineClock: options.clock,
    reactions: options.reactions,
    operation: options.operation,
    requestId: options.requestId ?? options.operation,
    dryRun: options.dryRun ?? false,
    ifMatch: undefined,
  })
}
