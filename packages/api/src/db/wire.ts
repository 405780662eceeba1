/**
 * One connection, spoken in groups: the statements of a group leave in one write under one Sync, which makes them
 * one implicit transaction unless a BEGIN stands open. Groups of many requests may be under way at once; answers
 * come back in order. A failed group rejects as a whole, and PostgreSQL skips what follows the failed statement.
 */
import { Buffer } from 'node:buffer'
import { DatabaseError, serialize } from 'pg-protocol'
import { columnParser, parameterText } from './values.ts'
import { type Watch, watchGroup } from './watch.ts'

export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Set for a defined query: parsed once on a connection and remembered under this name. */
  readonly name?: string | undefined
}

export interface Rows<R = Record<string, unknown>> {
  rows: R[]
  /** Rows returned or touched. */
  count: number
  /** The command tag, for example `COMMIT` or `ROLLBACK`. */
  command: string
}

/** What carries the bytes. `listen` is called once, before the first write. */
export interface Transport {
  write(bytes: Buffer): void
  listen(onMessage: (message: BackendMessage) => void, onEnd: (cause: Error) => void): void
  close(): Promise<void>
}

// The messages of the extended query protocol, as pg-protocol parses them.
export interface BackendMessage {
  name: string
  fields?: unknown[]
  text?: string
  code?: string
}

/** The connection ended while a group was under way: whether it took effect is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

interface Column {
  name: string
  parse: ((text: string) => unknown) | undefined
}

interface Group {
  statements: readonly Statement[]
  names: (string | undefined)[]
  index: number
  columns: Column[] | undefined
  results: Rows[]
  failure: Error | undefined
  ended: ((failed: boolean) => void) | undefined
  resolve(results: Rows[]): void
  reject(error: Error): void
}

export interface WireOptions {
  /** Whether named statements are kept on the server. */
  prepare: boolean
  watch?: Watch | undefined
}

const SYNC = serialize.sync()
const EXECUTE = serialize.execute()
const STALE_PLAN = '0A000'

export class Wire {
  readonly #transport: Transport
  readonly #prepare: boolean
  readonly #watch: Watch | undefined
  readonly #groups: Group[] = []
  readonly #columns = new Map<string, Column[]>()
  #outgoing: Buffer[] = []
  #renamed = new Map<string, string>()
  #renames = 0
  #ended: Error | undefined

  constructor(transport: Transport, options: WireOptions) {
    this.#transport = transport
    this.#prepare = options.prepare
    this.#watch = options.watch
    transport.listen(
      (message) => this.#receive(message),
      (cause) => this.#end(cause),
    )
  }

  get alive(): boolean {
    return this.#ended === undefined
  }

  get waiting(): number {
    return this.#groups.length
  }

  send(statements: readonly Statement[]): Promise<Rows[]> {
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      const names: (string | undefined)[] = []
      try {
        const bytes: Buffer[] = []
        for (const statement of statements) names.push(this.#write(statement, bytes, names))
        bytes.push(SYNC)
        this.#flush(bytes)
      } catch (error) {
        reject(error as Error)
        return
      }
      this.#groups.push({
        statements,
        names,
        index: 0,
        columns: undefined,
        results: [],
        failure: undefined,
        ended: this.#watch && watchGroup(this.#watch, statements),
        resolve,
        reject,
      })
    })
  }

  async close(): Promise<void> {
    this.#ended ??= new ConnectionLost('The connection was closed')
    await this.#transport.close()
  }

  /** Answers the name under which the statement's columns are known already, or under which they will be. */
  #write(statement: Statement, bytes: Buffer[], earlier: readonly (string | undefined)[]): string | undefined {
    const name = this.#prepare && statement.name ? (this.#renamed.get(statement.name) ?? statement.name) : undefined
    const known = name !== undefined && this.#columns.has(name)
    // The statement is described, not its portal: its columns are known even where the first Bind fails.
    // A name whose Parse is still under way may yet fail, so only its first group carries it.
    const naming = name !== undefined && !known && !earlier.includes(name) && !this.#underWay(name)
    const values = statement.parameters as unknown[]
    const mapped = { values, valueMapper: parameterText } as { values: unknown[] }
    if (known) {
      bytes.push(serialize.bind({ statement: name, ...mapped }), EXECUTE)
      return name
    }
    const label = naming ? name : ''
    bytes.push(
      serialize.parse({ text: statement.sql, name: label }),
      serialize.describe({ type: 'S', name: label }),
      serialize.bind({ statement: label, ...mapped }),
      EXECUTE,
    )
    return naming ? name : undefined
  }

  #underWay(name: string): boolean {
    return this.#groups.some((group) => group.names.includes(name))
  }

  // Socket writes are half of a short read's cost: while answers are awaited, what one turn of the event loop sends
  // leaves together. An idle connection has nothing to wait for.
  #flush(bytes: Buffer[]): void {
    if (this.#groups.length === 0 && this.#outgoing.length === 0) {
      this.#transport.write(Buffer.concat(bytes))
      return
    }
    if (this.#outgoing.length === 0) {
      setImmediate(() => {
        const all = this.#outgoing
        this.#outgoing = []
        if (!this.#ended) this.#transport.write(Buffer.concat(all))
      })
    }
    this.#outgoing.push(...bytes)
  }

  #receive(message: BackendMessage): void {
    const group = this.#groups[0]
    if (!group) return
    switch (message.name) {
      case 'dataRow':
        this.#row(group, message.fields as (string | null)[])
        break
      case 'commandComplete':
        this.#complete(group, message.text as string)
        break
      case 'rowDescription':
        group.columns = (message.fields as { name: string; dataTypeID: number }[]).map((field) => ({
          name: field.name,
          parse: columnParser(field.dataTypeID),
        }))
        this.#remember(group)
        break
      case 'noData':
        group.columns = []
        this.#remember(group)
        break
      case 'emptyQuery':
        this.#complete(group, '')
        break
      case 'error':
        this.#fail(group, message as unknown as DatabaseError)
        break
      case 'readyForQuery':
        this.#groups.shift()
        group.ended?.(group.failure !== undefined)
        if (group.failure) group.reject(group.failure)
        else group.resolve(group.results)
        break
    }
  }

  #remember(group: Group): void {
    const name = group.names[group.index]
    if (name && group.columns) this.#columns.set(name, group.columns)
  }

  #row(group: Group, fields: (string | null)[]): void {
    const columns = group.columns ?? this.#columns.get(group.names[group.index] ?? '') ?? []
    const result = this.#result(group)
    const row: Record<string, unknown> = {}
    try {
      for (let index = 0; index < columns.length; index++) {
        const { name, parse } = columns[index] as Column
        const text = fields[index] as string | null
        row[name] = text === null || parse === undefined ? text : parse(text)
      }
    } catch (error) {
      group.failure ??= error as Error
    }
    result.rows.push(row)
  }

  #result(group: Group): Rows {
    let result = group.results[group.index]
    if (!result) {
      result = { rows: [], count: 0, command: '' }
      group.results[group.index] = result
    }
    return result
  }

  #complete(group: Group, tag: string): void {
    const result = this.#result(group)
    const space = tag.lastIndexOf(' ')
    result.command = tag.slice(0, space < 0 ? undefined : tag.indexOf(' '))
    result.count = space < 0 ? 0 : Number(tag.slice(space + 1)) || 0
    group.index++
    group.columns = undefined
  }

  #fail(group: Group, error: DatabaseError): void {
    group.failure ??= Object.assign(error, { statement: group.statements[group.index]?.sql })
    // A plan made before a migration is refused for ever under its old name.
    const name = group.statements[group.index]?.name
    if (error.code === STALE_PLAN && name) {
      this.#columns.delete(this.#renamed.get(name) ?? name)
      this.#renamed.set(name, `${name}_${++this.#renames}`)
    }
  }

  #end(cause: Error): void {
    if (this.#ended === undefined) this.#ended = new ConnectionLost(cause.message, { cause })
    for (const group of this.#groups.splice(0)) {
      group.ended?.(true)
      group.reject(this.#ended)
    }
  }
}

export { DatabaseError }
