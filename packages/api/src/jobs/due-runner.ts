/** Runs due work in the order in which it fell due: a transaction each, by the tenant's clock. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { type DueKind, deleteDue, findDue, lockDueWork, settleDue } from '../db/due-work.ts'
import type { Instant, PlainDate } from '../db/row.ts'
import { systemWork } from '../db/system-work.ts'
import {
  clockStatements,
  moveTestClock,
  type TenantClock,
  type TestClockState,
  type TimeZoneRow,
  tenantClock,
} from '../db/tenant-clock.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Reactions, UnitOfWork } from '../db/unit-of-work.ts'
import type { Rows } from '../db/wire.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import { enqueueStatement } from './enqueue.ts'

/** Does what fell due, and says in a sentence what it did; undefined where there was nothing to do any more. */
export type DueHandler = (work: UnitOfWork, subject: string) => Promise<string | undefined>
export type DueHandlers = ReadonlyMap<DueKind, DueHandler>

export interface DueStep {
  on: PlainDate
  /** What was done; null where there was nothing to do any more. */
  summary: string | null
  /** Whether the test clock moved to the instant. */
  moved: boolean
}

export interface DueItem {
  kind: DueKind
  subject: string
}

export interface DueRunner {
  /**
   * Runs the tenant's earliest due work and answers what it was; undefined where nothing is due. `upTo` moves a test
   * clock to the instant at which it is due, where that is not later. Work that fails becomes a job that tries again.
   */
  step(tenantId: number, upTo?: Instant): Promise<DueStep | undefined>
  /** Does again what failed. */
  retry(tenantId: number, requestId: string, item: DueItem): Promise<void>
}

export interface DueTools {
  database: Database
  clock: MachineClock
  reactions: Reactions
  handlers: DueHandlers
  logger: Logger | undefined
}

const OPERATION = 'runDueWork'

interface Found extends DueItem {
  id: Parameters<typeof deleteDue>[0]['id']
  due_at: Instant
}

export function createDueRunner({ database, clock, reactions, handlers, logger }: DueTools): DueRunner {
  const workOf = (transaction: Transaction, tenantId: number, live: boolean, at: TenantClock, requestId: string) =>
    systemWork(transaction, {
      tenantId,
      live,
      clock,
      reactions,
      operation: OPERATION,
      requestId,
      tenantClock: at,
    })

  async function lockClock(transaction: Transaction, move: boolean) {
    const [states, zones] = (await transaction.group(clockStatements(move))) as unknown as [
      Rows<TestClockState>,
      Rows<TimeZoneRow>,
    ]
    return { state: states.rows[0], zones: zones.rows, machineNow: clock.now() }
  }

  /** The work that is next, the clock at which it runs, and whether the clock was moved there. */
  async function takeNext(transaction: Transaction, tenantId: number, upTo: Instant | undefined) {
    const { state, zones, machineNow } = await lockClock(transaction, upTo !== undefined)
    await transaction.group([lockDueWork(tenantId)])
    const now = tenantClock(machineNow, state, zones)
    const by = upTo !== undefined && upTo > now.now ? upTo : now.now
    const found = (await transaction.first(findDue({ by }))) as Found | undefined
    if (!found || !state || found.due_at <= now.now) return { found, at: now, live: !state, moved: false }
    const frozen_at = state.frozen_at === null ? null : found.due_at
    const offset_ms = Date.parse(found.due_at) - machineNow
    transaction.later(moveTestClock({ tenant_id: tenantId, offset_ms, frozen_at, updated_at: found.due_at }), 1)
    // It runs at the very instant at which it is due, also where the clock runs on.
    const at = tenantClock(machineNow, { offset_ms, frozen_at: found.due_at }, zones)
    return { found, at, live: false, moved: true }
  }

  async function run(tenantId: number, upTo: Instant | undefined): Promise<DueStep | Failed | undefined> {
    let failing: Failed | undefined
    try {
      return await database.transaction({ tenantId }, async (transaction) => {
        const { found, at, live, moved } = await takeNext(transaction, tenantId, upTo)
        if (!found) {
          // The counter may say that work is due which was taken away since.
          await transaction.commit([settleDue])
          return undefined
        }
        const work = workOf(transaction, tenantId, live, at, `due_${found.id}`)
        failing = { found, on: at.today }
        work.later(deleteDue({ id: found.id }))
        work.settleDueWork()
        const summary = await handlerOf(found.kind)(work, found.subject)
        await work.finish()
        failing = undefined
        return { on: at.today, summary: summary ?? null, moved }
      })
    } catch (error) {
      if (!failing) throw error
      logger?.error({ err: error, tenant_id: tenantId, kind: failing.found.kind }, 'due work failed; it is tried again')
      return failing
    }
  }

  /** Out of the way of what is due after it. */
  async function setAside(tenantId: number, { found }: Failed): Promise<void> {
    await database.transaction({ tenantId }, async (transaction) => {
      const { id, kind, subject } = found
      const context = { tenant_id: tenantId, request_id: `due_${id}` }
      transaction.later(deleteDue({ id }), 1)
      transaction.later(enqueueStatement('run_due_work', { ...context, kind, subject } as never), 1)
      await transaction.commit([settleDue])
    })
  }

  function handlerOf(kind: DueKind): DueHandler {
    const handler = handlers.get(kind)
    if (!handler) throw new Error(`Nobody runs ${kind}`)
    return handler
  }

  return {
    async step(tenantId, upTo) {
      const step = await run(tenantId, upTo)
      if (!step || !('found' in step)) return step
      await setAside(tenantId, step)
      return { on: step.on, summary: `${step.found.kind} failed and is tried again`, moved: false }
    },
    async retry(tenantId, requestId, { kind, subject }) {
      await database.transaction({ tenantId }, async (transaction) => {
        const { state, zones, machineNow } = await lockClock(transaction, false)
        const work = workOf(transaction, tenantId, !state, tenantClock(machineNow, state, zones), requestId)
        await handlerOf(kind)(work, subject)
        await work.finish()
      })
    },
  }
}

interface Failed {
  found: Found
  on: PlainDate
}
