/** Opens a database and hands out views of it that are bound to one tenant or one platform. */
import type { PGlite } from '@electric-sql/pglite'
import { bind } from './binding.ts'
import { openEmbeddedPool, openServerPool, type Pool, type PoolStats } from './pool.ts'
import { type Runnable, toStatement } from './query.ts'
import { Transaction } from './transaction.ts'
import { createWakeUps, type WakeUps } from './wake-ups.ts'
import type { Watch } from './watch.ts'
import { DatabaseError, type Rows } from './wire.ts'

/** Whose rows are seen. With neither, none are. */
export interface Binding {
  tenantId?: number | undefined
  platformId?: number | undefined
}

/** Runs queries that see one tenant's rows. Each call is a transaction of its own and one round trip. */
export interface TenantDb {
  all<R>(runnable: Runnable<R>): Promise<R[]>
  first<R>(runnable: Runnable<R>): Promise<R | undefined>
  /** Several queries, one snapshot each, in one round trip. */
  group<const Q extends readonly Runnable<unknown>[]>(...runnables: Q): Promise<GroupRows<Q>>
}

export type GroupRows<Q extends readonly Runnable<unknown>[]> = {
  [K in keyof Q]: Q[K] extends Runnable<infer R> ? R[] : never
}

export interface Database {
  readonly kind: 'server' | 'embedded'
  /** Reads beside others on a shared connection (`quick`, for reads of a few rows by key), or on one of their own. */
  bound(binding: Binding, options?: { quick?: boolean }): TenantDb
  /**
   * Runs `work` in a transaction and rolls back when it throws. `work` commits or rehearses itself. A deadlock, a
   * serialisation failure or a plan from before a migration runs it again, up to three times, so it must not touch
   * anything outside the database.
   */
  transaction<T>(binding: Binding, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Reads in one snapshot, however many statements: all see what was committed when the first of them ran. */
  snapshot<T>(binding: Binding, read: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /** Told after a transaction that moved a feed; what this process and others hear. */
  readonly wakeUps: WakeUps
  /** Told after a transaction of this process that has made jobs. Ends with what it answers. */
  onEnqueued(heard: () => void): () => void
  /** For the job library, which brings its own SQL: where to connect, or turns on the one connection that there is. */
  readonly direct: { url: string } | { exclusively: <T>(work: (pglite: PGlite) => Promise<T>) => Promise<T> }
  stats(): PoolStats
  close(): Promise<void>
}

/** What a snapshot may do. */
export type Snapshot = Pick<Transaction, 'all' | 'first' | 'group'>

/** A plan from before a migration: refused once on each connection, then made anew. */
const STALE_PLAN = '0A000'
const RETRIED = new Set(['40P01', '40001', STALE_PLAN])
const ATTEMPTS = 4

export interface ServerOptions {
  url: string
  poolSize?: number
  prepare?: boolean
  statementTimeoutMs?: number
  /** How long a statement waits for a lock. */
  lockTimeoutMs?: number
  /** Told of every group of statements. */
  watch?: Watch | undefined
}

export function openServerDatabase(options: ServerOptions): Database {
  const pool = openServerPool({
    url: options.url,
    size: options.poolSize ?? 10,
    prepare: options.prepare ?? true,
    statementTimeoutMs: options.statementTimeoutMs ?? 10_000,
    lockTimeoutMs: options.lockTimeoutMs ?? 5000,
    watch: options.watch,
  })
  return database('server', pool, { url: options.url }, async () => undefined)
}

/** The folder or the open PGlite must be migrated; from here on it is used under the role that owns nothing. */
export async function openEmbeddedDatabase(
  pglite: PGlite,
  { resettable = false, watch }: { resettable?: boolean; watch?: Watch | undefined } = {},
): Promise<Database> {
  const pool = await openEmbeddedPool(pglite, { prepare: true, resettable, watch })
  const exclusively = async <T>(work: (pglite: PGlite) => Promise<T>) => {
    const { release } = await pool.lease()
    try {
      return await work(pglite)
    } finally {
      release()
    }
  }
  return database('embedded', pool, { exclusively }, () => pglite.close())
}

function database(
  kind: Database['kind'],
  pool: Pool,
  direct: Database['direct'],
  closeMore: () => Promise<void>,
): Database {
  const wakeUps = createWakeUps(kind, pool)
  const enqueued = new Set<() => void>()
  return {
    kind,
    wakeUps,
    direct,
    stats: pool.stats,
    onEnqueued(heard) {
      enqueued.add(heard)
      return () => enqueued.delete(heard)
    },
    bound(binding, options) {
      const first = bind(binding)
      const send = options?.quick ? pool.runShared : pool.run
      const group = async (runnables: readonly Runnable<unknown>[]): Promise<Rows[]> => {
        const statements = [first, ...runnables.map(toStatement)]
        for (let attempt = 1; ; attempt++) {
          try {
            return (await send(statements)).slice(1)
          } catch (error) {
            if (attempt === ATTEMPTS || !(isDatabaseError(error) && error.code === STALE_PLAN)) throw error
          }
        }
      }
      return {
        async all<R>(runnable: Runnable<R>) {
          return ((await group([runnable]))[0] as Rows<R>).rows
        },
        async first<R>(runnable: Runnable<R>) {
          return ((await group([runnable]))[0] as Rows<R>).rows[0]
        },
        async group<const Q extends readonly Runnable<unknown>[]>(...runnables: Q) {
          return (await group(runnables)).map((result) => result.rows) as unknown as GroupRows<Q>
        },
      }
    },
    async transaction<T>(binding: Binding, work: (transaction: Transaction) => Promise<T>) {
      for (let attempt = 1; ; attempt++) {
        const transaction = new Transaction(await pool.lease(), binding)
        try {
          return await work(transaction)
        } catch (error) {
          await transaction.rollback()
          if (attempt === ATTEMPTS || !(isDatabaseError(error) && RETRIED.has(error.code ?? ''))) throw error
        } finally {
          transaction.release()
          if (transaction.movedFeed !== undefined) wakeUps.moved(transaction.movedFeed)
          if (transaction.enqueued) for (const heard of enqueued) heard()
        }
      }
    },
    async snapshot<T>(binding: Binding, read: (snapshot: Snapshot) => Promise<T>) {
      const transaction = new Transaction(await pool.lease(), binding, { snapshot: true })
      try {
        return await read(transaction)
      } finally {
        await transaction.rollback()
        transaction.release()
      }
    },
    async close() {
      wakeUps.close()
      await pool.close()
      await closeMore()
    },
  }
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError
}
