/** One stream of events for all components of a connection, open while somebody listens and the page can be seen. */
import { ApiError } from '@agencyops/sdk/connect'
import { events } from '@agencyops/sdk/events'
import type { Connection } from './connection.ts'

/** What the API told of a change: of which record, and its version then. */
export interface LiveEvent {
  readonly id: string
  readonly type: string
  readonly cursor: string
  readonly subject: { readonly type: string; readonly id: string; readonly version?: number | null }
  readonly actor?: unknown
  readonly data?: Readonly<Record<string, unknown>>
}

/** `'gap'`: changes from before this moment may have been missed. */
export type LiveListener = (change: LiveEvent | 'gap') => void

/** A page that was left in a tab keeps its connection this long; browsers allow six of them for all tabs together. */
const HIDDEN_MS = 20_000
const RETRY_MS = 15_000

export class LiveStream {
  readonly #connection: Connection
  readonly #listeners = new Set<LiveListener>()
  #open: AbortController | undefined
  #after: string | undefined
  #hidden: ReturnType<typeof setTimeout> | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  add(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) {
      document.addEventListener('visibilitychange', this.#onVisibility)
      this.#start()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      document.removeEventListener('visibilitychange', this.#onVisibility)
      this.#stop()
      this.#after = undefined
    }
  }

  readonly #onVisibility = () => {
    clearTimeout(this.#hidden)
    if (document.visibilityState === 'visible') this.#start()
    else this.#hidden = setTimeout(() => this.#stop(), HIDDEN_MS)
  }

  #start(): void {
    if (this.#open) return
    this.#open = new AbortController()
    void this.#run(this.#open.signal)
  }

  #stop(): void {
    clearTimeout(this.#hidden)
    this.#open?.abort()
    this.#open = undefined
  }

  async #run(signal: AbortSignal): Promise<void> {
    const client = this.#connection.areas({ events }).events
    while (!signal.aborted) {
      try {
        for await (const event of client.stream({ after: this.#after }, { signal, onOpen: this.#onOpen })) {
          this.#after = event.cursor
          this.#tell(event)
        }
      } catch (error) {
        if (signal.aborted) return
        if (ApiError.is(error) && error.code === 'cursor_expired') this.#after = undefined
        // A session that may not read events shows what it loads, without hearing of changes.
        if (ApiError.is(error) && error.status === 403) return
      }
      await pause(RETRY_MS, signal)
    }
  }

  // Without a place to go on from, what was loaded before the stream stood may be old already.
  readonly #onOpen = ({ reconnected }: { reconnected: boolean }) => {
    if (!reconnected && this.#after === undefined) this.#tell('gap')
  }

  #tell(change: LiveEvent | 'gap'): void {
    for (const listener of [...this.#listeners]) listener(change)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    const stop = () => {
      clearTimeout(timer)
      done()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
