/** Which connection a group takes. */
import { Buffer } from 'node:buffer'
import { EventEmitter } from 'node:events'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { parse } from 'pg-protocol'
import { listenOnServer } from './listen.ts'
import type { Watch } from './watch.ts'
import { type BackendMessage, type Rows, type Statement, type Transport, Wire, type WireOptions } from './wire.ts'

export interface Lease {
  readonly wire: Wire
  /** `broken` closes the connection instead of giving it back. */
  release(broken?: boolean): void
}

export interface Pool {
  /** Runs a group on a connection of its own. */
  run(statements: readonly Statement[]): Promise<Rows[]>
  /** Runs a short read beside others on a shared connection; it cannot be cancelled. */
  runShared(statements: readonly Statement[]): Promise<Rows[]>
  /** A connection for one transaction. */
  lease(): Promise<Lease>
  /** Hears what is sent to the channel; null: some may have been missed. Ends with what it answers. */
  listen(channel: string, heard: (payload: string | null) => void): () => void
  stats(): PoolStats
  close(): Promise<void>
}

export interface PoolStats {
  /** Connections for transactions and long reads, in use or not. */
  open: number
  idle: number
  /** Requests that wait for one. */
  waiting: number
}

export interface ServerPoolOptions {
  url: string
  /** Connections for transactions and long reads. */
  size: number
  /** False sends unnamed statements, for PgBouncer in transaction mode. */
  prepare: boolean
  statementTimeoutMs: number
  /** How long a statement waits for a lock. */
  lockTimeoutMs: number
  watch?: Watch | undefined
}

const SHARED_CONNECTIONS = 2
const SHARED_TIMEOUT_MS = 1000
const MAX_WAITING = 10_000

/** More waited for a connection than the pool lets wait. */
export class PoolExhausted extends Error {
  override readonly name = 'PoolExhausted'
}

const MESSAGES = ['dataRow', 'commandComplete', 'rowDescription', 'noData', 'emptyQuery', 'readyForQuery'] as const

/** pg connects (TLS, authentication); from then on the wire listens in its place. */
async function connect(
  { url, prepare, lockTimeoutMs, watch }: ServerPoolOptions,
  statementTimeoutMs: number,
): Promise<Wire> {
  const client = new pg.Client({
    connectionString: url,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 15_000,
    options: `-c TimeZone=UTC -c DateStyle=ISO,YMD -c lock_timeout=${lockTimeoutMs}`,
    keepAlive: true,
  })
  await client.connect()
  const connection = (client as unknown as { connection: EventEmitter & { stream: NodeJS.WritableStream } }).connection
  const transport: Transport = {
    write: (bytes) => connection.stream.write(bytes),
    listen(onMessage, onEnd) {
      for (const name of [...MESSAGES, 'errorMessage', 'parseComplete']) connection.removeAllListeners(name)
      for (const name of MESSAGES) connection.on(name, onMessage)
      // A DatabaseError, whose name is `error` on the wire too; a copy of it would be none.
      connection.on('errorMessage', onMessage)
      client.on('error', onEnd)
      client.on('end', () => onEnd(new Error('The database closed the connection')))
    },
    close: () => client.end(),
  }
  return new Wire(transport, { prepare, watch })
}

export function openServerPool(options: ServerPoolOptions): Pool {
  const idle: Wire[] = []
  const waiting: ((wire: Promise<Wire>) => void)[] = []
  const shared: (Promise<Wire> | undefined)[] = []
  const listening = new Set<() => Promise<void>>()
  let open = 0
  let turn = 0

  const connectLeased = () => {
    open++
    return connect(options, options.statementTimeoutMs).catch((error) => {
      open--
      // The next in line tries for itself: nobody else may come to give it a connection.
      waiting.shift()?.(connectLeased())
      throw error
    })
  }

  function connectShared(slot: number): Promise<Wire> {
    const connecting = connect(options, SHARED_TIMEOUT_MS)
    shared[slot] = connecting
    connecting.catch(() => {
      if (shared[slot] === connecting) shared[slot] = undefined
    })
    return connecting
  }

  async function lease(): Promise<Lease> {
    const wire = await acquire()
    return {
      wire,
      release(broken = false) {
        if (broken || !wire.alive) {
          open--
          void wire.close()
          waiting.shift()?.(connectLeased())
          return
        }
        const next = waiting.shift()
        if (next) next(Promise.resolve(wire))
        else idle.push(wire)
      },
    }
  }

  function acquire(): Promise<Wire> {
    for (let wire = idle.pop(); wire; wire = idle.pop()) {
      if (wire.alive) return Promise.resolve(wire)
      open--
    }
    if (open < options.size) return connectLeased()
    if (waiting.length >= MAX_WAITING)
      return Promise.reject(new PoolExhausted('Too many requests wait for the database'))
    return new Promise((resolve) => waiting.push(resolve))
  }

  return {
    lease,
    async run(statements) {
      const { wire, release } = await lease()
      try {
        return await wire.send(statements)
      } finally {
        release()
      }
    },
    async runShared(statements) {
      turn = (turn + 1) % SHARED_CONNECTIONS
      const slot = turn
      const known = shared[slot] ?? connectShared(slot)
      const wire = await known
      if (wire.alive) return wire.send(statements)
      // Of many that find it dead at once, the first connects.
      return (await (shared[slot] === known ? connectShared(slot) : (shared[slot] ?? connectShared(slot)))).send(
        statements,
      )
    },
    listen(channel, heard) {
      // A pooler in between hands a transaction's connection to the next one, which then is told what nobody reads.
      if (!options.prepare) return () => undefined
      const stop = listenOnServer(options.url, channel, heard)
      listening.add(stop)
      return () => void stop().then(() => listening.delete(stop))
    },
    stats: () => ({ open, idle: idle.length, waiting: waiting.length }),
    async close() {
      await Promise.all([...listening].map((stop) => stop()))
      const wires = await Promise.allSettled([...idle, ...shared])
      await Promise.all(wires.map((wire) => wire.status === 'fulfilled' && wire.value?.close()))
    },
  }
}

/** PGlite is one connection: what comes while a transaction stands open waits for its end. */
export async function openEmbeddedPool(pglite: PGlite, options: WireOptions & { resettable: boolean }): Promise<Pool> {
  // A role can be reset, a session's authorization cannot: only tests look past row-level security.
  await pglite.exec(`SET ${options.resettable ? 'ROLE' : 'SESSION AUTHORIZATION'} agencyops_app; SET TIME ZONE 'UTC'`)
  const bytesIn = new EventEmitter()
  let failed: (cause: Error) => void = () => undefined
  let notified: (payload: string | null) => void = () => undefined
  const transport: Transport = {
    write(bytes) {
      pglite.execProtocolRaw(bytes).then((answer) => bytesIn.emit('data', Buffer.from(answer)), failed)
    },
    listen(onMessage, onEnd) {
      failed = onEnd
      void parse(bytesIn as unknown as NodeJS.ReadableStream, (message) => {
        if (message.name === 'notification') notified((message as unknown as { payload: string }).payload)
        else onMessage(message as unknown as BackendMessage)
      })
    },
    close: () => Promise.resolve(),
  }
  const wire = new Wire(transport, options)
  let last: Promise<void> = Promise.resolve()
  let leases = 0

  function lease(): Promise<Lease> {
    const before = last
    leases++
    let free: () => void = () => undefined
    last = new Promise((resolve) => {
      free = resolve
    })
    const release = () => {
      leases--
      free()
    }
    return before.then(() => ({ wire, release }))
  }

  async function run(statements: readonly Statement[]): Promise<Rows[]> {
    const { release } = await lease()
    try {
      return await wire.send(statements)
    } finally {
      release()
    }
  }
  return {
    lease,
    run,
    runShared: run,
    listen(channel, heard) {
      notified = heard
      run([{ sql: `LISTEN ${channel}`, parameters: [] }]).catch(() => undefined)
      return () => {
        notified = () => undefined
        run([{ sql: `UNLISTEN ${channel}`, parameters: [] }]).catch(() => undefined)
      }
    },
    stats: () => ({ open: 1, idle: leases === 0 ? 1 : 0, waiting: Math.max(0, leases - 1) }),
    close: () => Promise.resolve(),
  }
}
