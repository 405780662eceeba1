/** A transaction bound to one tenant (or platform). */

import { bind } from './binding.ts'
import type { Binding } from './database.ts'
import type { Lease } from './pool.ts'
import { type Runnable, toStatement } from './query.ts'
import { ConnectionLost, DatabaseError, type Rows, type Statement } from './wire.ts'

const statement = (sql: string): Statement => ({
  sql,
  parameters: [],
  name: `t_${sql.toLowerCase().replaceAll(' ', '_')}`,
})
const BEGIN = statement('BEGIN')
const BEGIN_SNAPSHOT = statement('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
const COMMIT = statement('COMMIT')
const ROLLBACK = statement('ROLLBACK')
const CHECK_ALL = statement('SET CONSTRAINTS ALL IMMEDIATE')

/** The transaction's fate is not known: the connection broke while COMMIT was under way. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown'
}

export class Transaction {
  readonly #lease: Lease
  #queue: Statement[] = []
  #begin: Statement[]
  #prelude: { statements: readonly Statement[]; check(results: readonly Rows[]): void } | undefined
  #open = false
  /** The tenant whose feed the committed transaction has moved. */
  movedFeed: number | undefined
  /** Whether the committed transaction has jobs. */
  enqueued = false

  /** A snapshot only reads, and reads what was committed when it began, however long it lasts. */
  constructor(lease: Lease, binding: Binding, { snapshot = false } = {}) {
    this.#lease = lease
    this.#begin = [snapshot ? BEGIN_SNAPSHOT : BEGIN, bind(binding)]
  }

  /**
   * Statements that go out with the first awaited ones, ahead of them; `check` may throw, which ends the transaction
   * before any effect. Call it before anything else.
   */
  prelude(statements: readonly Statement[], check: (results: readonly Rows[]) => void): void {
    this.#prelude = { statements, check }
  }

  /** Runs the statements in one round trip, after everything queued before them. */
  async group(runnables: readonly Runnable<unknown>[]): Promise<Rows[]> {
    const queued = this.#take()
    const results = await this.#send([...queued, ...runnables.map(toStatement)])
    return results.slice(queued.length)
  }

  async all<R>(runnable: Runnable<R>): Promise<R[]> {
    const [result] = await this.group([runnable])
    return (result as Rows<R>).rows
  }

  async first<R>(runnable: Runnable<R>): Promise<R | undefined> {
    return (await this.all(runnable))[0]
  }

  /**
   * Queues a write for which nobody waits: it goes out with the next awaited statement, or with COMMIT. `touches` is
   * how many rows it must change; another number fails inside SQL, because COMMIT is already on its way.
   */
  later(runnable: Runnable<unknown>, touches?: number): void {
    const plain = toStatement(runnable)
    this.#queue.push(touches === undefined ? plain : counted(plain, touches))
  }

  async commit(last: readonly Statement[] = []): Promise<Rows[]> {
    // What nobody awaited must not commit before the prelude was checked.
    if (this.#prelude) await this.#send([])
    const queued = [...this.#take(), ...last]
    try {
      const results = await this.#send([...queued, COMMIT])
      if (results.at(-1)?.command !== 'COMMIT') throw new Error('The transaction had failed before its COMMIT')
      this.#open = false
      return results.slice(queued.length - last.length, queued.length)
    } catch (error) {
      if (error instanceof ConnectionLost)
        throw new CommitUnknown('The connection broke during COMMIT', { cause: error })
      throw error
    }
  }

  /** Flushes the queue and checks deferred constraints, as COMMIT would; then nothing of it stays. */
  async rehearse(): Promise<void> {
    await this.#send([...this.#take(), CHECK_ALL])
    await this.rollback()
  }

  async rollback(): Promise<void> {
    this.#queue = []
    if (!this.#open) return
    this.#open = false
    if (this.#lease.wire.alive) await this.#lease.wire.send([ROLLBACK]).catch(() => undefined)
  }

  /** What `work` does is kept as a whole or not at all; the transaction goes on either way. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    await this.group([SAVEPOINT])
    try {
      const result = await work()
      await this.group([RELEASE])
      return result
    } catch (error) {
      this.#queue = []
      if (this.#lease.wire.alive) await this.#lease.wire.send([ROLLBACK_TO, RELEASE])
      throw error
    }
  }

  release(): void {
    this.#lease.release(!this.#lease.wire.alive || this.#open)
  }

  #take(): Statement[] {
    const queued = this.#queue
    this.#queue = []
    return queued
  }

  async #send(statements: readonly Statement[]): Promise<Rows[]> {
    const prelude = this.#prelude
    const ahead = [...this.#begin, ...(prelude?.statements ?? [])]
    const begun = this.#begin.length
    this.#begin = []
    this.#prelude = undefined
    this.#open = true
    const results = await this.#lease.wire.send([...ahead, ...statements])
    prelude?.check(results.slice(begun, ahead.length))
    return results.slice(ahead.length)
  }
}

const SAVEPOINT = statement('SAVEPOINT step')
const RELEASE = statement('RELEASE SAVEPOINT step')
const ROLLBACK_TO = statement('ROLLBACK TO SAVEPOINT step')

const countedNames = new Map<string, string>()

function counted(plain: Statement, touches: number): Statement {
  const sql = `WITH touched AS (${plain.sql}${/\breturning\b/i.test(plain.sql) ? '' : ' RETURNING 1'}) SELECT 1 / (count(*) = ${touches})::int FROM touched`
  if (!plain.name) return { sql, parameters: plain.parameters }
  const key = `${plain.name}_${touches}`
  let name = countedNames.get(key)
  if (!name) {
    name = `c_${key}`
    countedNames.set(key, name)
  }
  return { sql, parameters: plain.parameters, name }
}

export { DatabaseError }
