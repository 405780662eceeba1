import type { tenantCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { defineQuery, query } from '../../../db/query.ts'
import type { Instant, RowId } from '../../../db/row.ts'
import { systemWork } from '../../../db/system-work.ts'
import { tenantClock } from '../../../db/tenant-clock.ts'
import type { Transaction } from '../../../db/transaction.ts'
import type { Reactions, UnitOfWork } from '../../../db/unit-of-work.ts'
import type { Deps } from '../../../http/deps.ts'
import { invalidField } from '../../../http/problem.ts'
import type { Actor } from '../../../outbox/actor.ts'
import { isTimeZone } from '../../../primitives/day.ts'
import { uuidv7 } from '../../../primitives/id.ts'
import type { TenantRow } from '../tables.ts'
import { platformTenantView } from '../views.ts'
import { createLegalEntity } from './create-legal-entity.ts'
import { createMember } from './create-member.ts'

export interface Provisioning {
  input: z.infer<typeof tenantCreate>
  platformId: number
  actor: Actor
  requestId: string
}

const insertTenant = defineQuery((p: Omit<TenantRow, 'id' | 'version'>) =>
  query
    .insertInto('tenant')
    .values({
      public_id: p.public_id,
      platform_id: p.platform_id,
      name: p.name,
      kind: p.kind,
      locale: p.locale,
      feed_epoch: p.feed_epoch,
      created_at: p.created_at,
      updated_at: p.updated_at,
    })
    .returningAll(),
)

const BEGINNING = '1900-01-01T00:00:00.000Z'

/**
 * Makes a tenant with its zone, its clock (sandboxes), its first owner and legal entity; areas above add their
 * defaults by reaction. The transaction is bound to the platform and, from here on, to the new tenant.
 */
export async function provisionTenant(
  transaction: Transaction,
  deps: Pick<Deps, 'clock'>,
  reactions: Reactions,
  { input, platformId, actor, requestId }: Provisioning,
): Promise<{ row: TenantRow; work: UnitOfWork }> {
  if (!isTimeZone(input.time_zone))
    throw invalidField('#/time_zone', 'unknown_value', 'There is no such IANA time zone.')
  if (input.clock_at !== undefined && input.kind === 'live') {
    throw invalidField('#/clock_at', 'invalid', 'A live tenant has no clock of its own.')
  }
  const machineNow = deps.clock.now()
  const offsetMs = input.clock_at === undefined ? 0 : Date.parse(input.clock_at) - machineNow
  const state = input.kind === 'sandbox' ? { offset_ms: offsetMs, frozen_at: null } : null
  const clock = tenantClock(machineNow, state, [{ zone: input.time_zone, effective_at: BEGINNING }])
  const row = (await transaction.first(
    insertTenant({
      public_id: uuidv7(machineNow) as RowId<'tenant'>,
      platform_id: platformId,
      name: input.name,
      kind: input.kind,
      locale: input.locale ?? 'en',
      feed_epoch: uuidv7(machineNow).slice(-12),
      created_at: clock.now,
      updated_at: clock.now,
    }),
  )) as TenantRow
  await transaction.group([
    { sql: `select set_config('app.tenant_id', $1, true)`, parameters: [String(row.id)] },
    { sql: 'insert into event_counter (tenant_id, at) values ($1, $2)', parameters: [row.id, clock.now] },
  ])
  const work = systemWork(transaction, {
    tenantId: row.id,
    live: row.kind === 'live',
    clock: deps.clock,
    tenantClock: clock,
    reactions,
    actor,
    operation: 'createPlatformTenant',
    requestId,
  })
  await settle(work, input, state, BEGINNING)
  await work.record({
    type: 'tenant.created',
    subject: { type: 'tenant', id: row.public_id, version: 1 },
    after: platformTenantView(row),
  })
  return { row, work }
}

async function settle(
  work: UnitOfWork,
  input: Provisioning['input'],
  clock: { offset_ms: number } | null,
  beginning: Instant,
): Promise<void> {
  const id = work.newId('tenant_time_zone')
  work.later(insertRow('tenant_time_zone', { id, zone: input.time_zone, effective_at: beginning }))
  if (clock) {
    const times = { created_at: work.now, updated_at: work.now }
    work.later(
      insertRow('test_clock', { tenant_id: work.tenantId, offset_ms: clock.offset_ms, frozen_at: null, ...times }),
    )
  }
  await createMember(work, { name: input.owner.name, email: input.owner.email, role: 'owner' })
  await createLegalEntity(work, input.legal_entity, true)
}
