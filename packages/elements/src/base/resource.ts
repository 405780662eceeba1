/** What a component shows of the API: loaded, kept while it is loaded again, renewed by live changes. */
import type { ReactiveController } from 'lit'
import type { AgencyOpsElement } from './agencyops-element.ts'
import type { Connection } from './connection.ts'
import type { LiveEvent } from './live-stream.ts'

/** Skeletons come after a moment, and then stay long enough to be seen. */
const SKELETON_AFTER_MS = 200
const SKELETON_FOR_MS = 400
/** Changes that come together are looked up together. */
const GATHER_MS = 60

export interface ResourceOptions<T, Args extends readonly unknown[]> {
  /** What the answer depends on; undefined while something is missing. Compared one by one. */
  args(): Args | undefined
  load(connection: Connection, args: Args, signal: AbortSignal): Promise<T>
  /** Whether a change may have made `value` old. Without it, nothing is loaded again by itself. */
  affected?(change: LiveEvent, value: T): boolean
}

export class Resource<T, Args extends readonly unknown[] = readonly unknown[]> implements ReactiveController {
  /** The newest answer; stays while it is loaded again, and when that fails. */
  value: T | undefined
  /** Why the last load failed; undefined again once one has succeeded. */
  error: unknown
  /** When `value` was loaded, in milliseconds of the reader's clock. */
  loadedAt = 0
  pending = false

  readonly #host: AgencyOpsElement
  readonly #options: ResourceOptions<T, Args>
  #running: AbortController | undefined
  #asked: readonly unknown[] | undefined
  #shown: readonly unknown[] | undefined
  #gathering: ReturnType<typeof setTimeout> | undefined
  #stopListening: (() => void) | undefined
  #listeningTo: Connection | undefined

  constructor(host: AgencyOpsElement, options: ResourceOptions<T, Args>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Loads again; what is shown stays until the answer is there. */
  refresh(): void {
    this.#running?.abort()
    this.#running = new AbortController()
    void this.#load(this.#running.signal).then(() => this.#host.requestUpdate())
    this.#host.requestUpdate()
  }

  /** Puts another value in its place, as after a write whose answer is at hand. */
  replace(value: T): void {
    this.value = value
    this.#host.requestUpdate()
  }

  /** The last load failed, and what is shown is older than that. */
  get stale(): boolean {
    return this.error !== undefined && this.value !== undefined
  }

  hostUpdate(): void {
    const { connection } = this.#host
    if (connection !== this.#listeningTo) this.#listen(connection)
    const asked = [connection, ...(this.#options.args() ?? [undefined])]
    if (this.#asked && same(this.#asked, asked)) return
    this.#asked = asked
    this.refresh()
  }

  hostDisconnected(): void {
    clearTimeout(this.#gathering)
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#listen(undefined)
    })
  }

  #listen(connection: Connection | undefined): void {
    this.#stopListening?.()
    this.#listeningTo = connection
    this.#stopListening = this.#options.affected && connection?.onChange((change) => this.#hear(change))
  }

  #hear(change: LiveEvent | 'gap'): void {
    const { value } = this
    if (change !== 'gap' && value !== undefined && !this.#options.affected?.(change, value)) return
    if (change === 'gap' && value === undefined && !this.pending) return
    clearTimeout(this.#gathering)
    this.#gathering = setTimeout(() => this.refresh(), GATHER_MS)
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { connection } = this.#host
    const args = this.#options.args()
    const asked = [connection, ...(args ?? [])]
    // Another record, or another person: nothing of the old one may stay.
    if (this.#shown && !same(this.#shown, asked)) this.value = undefined
    this.#shown = asked
    if (!connection || !args) return
    this.pending = true
    const startedAt = performance.now()
    try {
      const value = await this.#options.load(connection, args, signal)
      if (this.value === undefined) await skeletonSeen(startedAt)
      if (signal.aborted) return
      this.value = value
      this.error = undefined
      this.loadedAt = Date.now()
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.#host.report(error)
    } finally {
      if (!signal.aborted) this.pending = false
    }
  }
}

const same = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((each, at) => each === other[at])

async function skeletonSeen(startedAt: number): Promise<void> {
  const took = performance.now() - startedAt
  if (took <= SKELETON_AFTER_MS) return
  const left = SKELETON_AFTER_MS + SKELETON_FOR_MS - took
  if (left > 0) await new Promise((done) => setTimeout(done, left))
}
