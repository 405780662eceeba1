import { insertRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { Transaction } from '../../../db/transaction.ts'
import type { PlatformKeyPrincipal } from '../../../http/principal.ts'
import { actorOf } from '../../../outbox/actor.ts'
import { uuidv7 } from '../../../primitives/id.ts'
import { formatInstant } from '../../../primitives/instant.ts'

/** What a platform's key did, where the platform's operator finds it. `machineNow` in milliseconds. */
export function auditPlatform(
  transaction: Transaction,
  principal: PlatformKeyPrincipal,
  entry: { operation: string; tenantId: number; detail: Record<string, unknown>; requestId: string },
  machineNow: number,
): void {
  transaction.later(
    insertRow('platform_audit', {
      platform_id: principal.platformId,
      id: uuidv7(machineNow) as RowId<'platform_audit'>,
      operation: entry.operation,
      actor: actorOf(principal),
      tenant_id: entry.tenantId,
      detail: entry.detail,
      request_id: entry.requestId,
      recorded_at: formatInstant(machineNow),
    }),
  )
}
