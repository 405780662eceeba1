/**
 * A write of one tenant: one transaction with one principal, one clock, one change. Actions lock and load, ask a
 * rule, queue what they write, and record what happened; events, audit entries and the change go out with COMMIT.
 */
import type { EventType, Scope } from '@agencyops/schema'
import type { TenantPrincipal } from '../http/principal.ts'
import { ProblemError } from '../http/problem.ts'
import { enqueueStatement } from '../jobs/enqueue.ts'
import type { QueueName } from '../jobs/queues.ts'
import { type Actor, actorOf } from '../outbox/actor.ts'
import { type ChangeRecord, changedFields, type RecordedChange, splitPersonal } from '../outbox/record.ts'
import { writeChange } from '../outbox/write-change.ts'
import { uuidv7 } from '../primitives/id.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import { type DueKind, lockCounter, scheduleDue, settleDue, unscheduleDue } from './due-work.ts'
import type { Runnable } from './query.ts'
import type { Instant, PlainDate, RowId } from './row.ts'
import type { TenantClock } from './tenant-clock.ts'
import type { Transaction } from './transaction.ts'

/** Runs in the transaction of the event that it answers to; what it returns joins the answer by name. */
export type Reaction = (work: UnitOfWork, event: RecordedChange) => Promise<Record<string, unknown> | undefined>

export type Reactions = ReadonlyMap<EventType, readonly Reaction[]>

export interface WorkContext {
  principal: TenantPrincipal
  clock: TenantClock
  machineClock: MachineClock
  reactions: Reactions
  operation: string
  requestId: string
  dryRun: boolean
  ifMatch: number | undefined
  /** A platform key that acts inside a tenant that it made. */
  actor?: Actor
}

export class UnitOfWork {
  readonly #transaction: Transaction
  readonly #context: WorkContext
  readonly #changeId: RowId<'change'>
  #changes: RecordedChange[] = []
  #ifMatchUsed = false
  #dueMoved = false
  readonly #raised = new Map<string, number>()

  constructor(transaction: Transaction, context: WorkContext) {
    this.#transaction = transaction
    this.#context = context
    this.#changeId = this.newId('change')
  }

  get principal(): TenantPrincipal {
    return this.#context.principal
  }

  get tenantId(): number {
    return this.#context.principal.tenantId
  }

  /** The tenant's now: created_at, document dates, what happened when. */
  get now(): Instant {
    return this.#context.clock.now
  }

  /** The tenant's calendar date. */
  get today(): PlainDate {
    return this.#context.clock.today
  }

  get timeZone(): string {
    return this.#context.clock.timeZone
  }

  /** The machine's now, for expiry, signatures and recorded_at. */
  get machineNow(): Instant {
    return new Date(this.#context.machineClock.now()).toISOString()
  }

  get actor(): Actor {
    return this.#context.actor ?? actorOf(this.#context.principal)
  }

  get dryRun(): boolean {
    return this.#context.dryRun
  }

  get requestId(): string {
    return this.#context.requestId
  }

  /** History rows point at the change that wrote them. */
  get changeId(): RowId<'change'> {
    return this.#changeId
  }

  newId<T extends string>(_table: T): RowId<T> {
    return uuidv7(this.#context.machineClock.now()) as RowId<T>
  }

  /**
   * The version of a row after this transaction, however often it changes the row: one more than it was when it was
   * first locked here.
   */
  raisedVersion(id: string, version: number): number {
    const raised = this.#raised.get(id) ?? version + 1
    this.#raised.set(id, raised)
    return raised
  }

  can(scope: Scope): boolean {
    return this.#context.principal.scopes.has(scope)
  }

  all<R>(runnable: Runnable<R>): Promise<R[]> {
    return this.#transaction.all(runnable)
  }

  first<R>(runnable: Runnable<R>): Promise<R | undefined> {
    return this.#transaction.first(runnable)
  }

  /** Several statements in one round trip, in order; each sees what committed before it. */
  async group<const Q extends readonly Runnable<unknown>[]>(
    ...runnables: Q
  ): Promise<{ [K in keyof Q]: Q[K] extends Runnable<infer R> ? R[] : never }> {
    return (await this.#transaction.group(runnables)).map((result) => result.rows) as never
  }

  /**
   * Queues a write for which nobody waits; it goes out before the next awaited statement, or with COMMIT. `touches`
   * is how many rows it must change: another number fails inside SQL. Give it for every update of a row that stands.
   */
  later(runnable: Runnable<unknown>, touches?: number): void {
    this.#transaction.later(runnable, touches)
  }

  /** A job that there is if this transaction commits, and not else. A dry run enqueues nothing. */
  enqueue(queue: QueueName, payload: object, { afterSeconds = 0 } = {}): void {
    if (this.dryRun) return
    const context = { tenant_id: this.tenantId, request_id: this.requestId }
    this.#transaction.later(enqueueStatement(queue, { ...payload, ...context }, afterSeconds), 1)
    this.#transaction.enqueued = true
  }

  /** Work for an instant of the tenant's clock, in place of what was due of this kind for this record. */
  schedule(kind: DueKind, subject: string, dueAt: Instant): void {
    this.later(scheduleDue({ id: this.newId('due_work'), due_at: dueAt, kind, subject }), 1)
    this.#dueMoved = true
  }

  /** What was scheduled is not to be done any more. */
  unschedule(kind: DueKind, subject: string): void {
    this.later(unscheduleDue({ kind, subject }))
    this.#dueMoved = true
  }

  /** For who moves the clock, or has taken work away: when the next is due is looked at anew. */
  settleDueWork(): void {
    this.#dueMoved = true
  }

  /** Throws 412 where `If-Match` names another version; call it once the root of the aggregate is locked. */
  match(version: number): void {
    this.#ifMatchUsed = true
    const wanted = this.#context.ifMatch
    if (wanted === undefined || wanted === version) return
    throw new ProblemError('precondition_failed', {
      detail: `The record is at version ${version}.`,
      headers: { ETag: `"${version}"` },
    })
  }

  get ifMatchUsed(): boolean {
    return this.#ifMatchUsed || this.#context.ifMatch === undefined
  }

  /**
   * Records what happened to one record: an event for the feed, an audit entry with before and after, and the
   * reactions of areas above. Answers the views that reactions returned.
   */
  async record(change: ChangeRecord): Promise<Record<string, unknown>> {
    const recorded: RecordedChange = {
      ...change,
      id: this.newId('event'),
      changed: change.changed ?? changedFields(change.before, change.after),
      actor: this.actor,
    }
    this.#changes.push(recorded)
    const views: Record<string, unknown> = {}
    for (const reaction of this.#context.reactions.get(change.type) ?? []) {
      Object.assign(views, await reaction(this, recorded))
    }
    return views
  }

  /** What `work` does is kept whole or not at all; its events go with it. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#changes.length
    try {
      return await this.#transaction.savepoint(work)
    } catch (error) {
      this.#changes = this.#changes.slice(0, before)
      throw error
    }
  }

  /** Commits with the change, its events and audit entries; a dry run checks everything and keeps nothing. */
  async finish(): Promise<void> {
    const { operation, requestId, dryRun, clock } = this.#context
    if (this.#changes.length === 0) {
      if (dryRun) await this.#transaction.rehearse()
      else await this.#transaction.commit(this.#dueMoved ? [lockCounter, settleDue] : [])
      return
    }
    const { audit, last } = writeChange({
      id: this.#changeId,
      changes: this.#changes.map((change) => ({ ...change, auditId: this.newId('audit_entry') })),
      operation,
      requestId,
      clock: clock.state,
      personal: splitPersonal,
    })
    for (const statement of audit) this.#transaction.later(statement)
    if (dryRun) {
      // Without its change the deferred references of history rows fail; a dry run takes no position, so it makes do with a change of its own.
      this.#transaction.later(last.rehearsal)
      await this.#transaction.rehearse()
      return
    }
    await this.#transaction.commit(this.#dueMoved ? [last.real, settleDue] : [last.real])
    this.#transaction.movedFeed = this.tenantId
  }
}
