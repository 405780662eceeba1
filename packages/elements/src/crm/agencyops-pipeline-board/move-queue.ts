/** Moves that were made on the board and are not yet the API's: shown at once, sent one after the other for each card. */
import type { Card, Deal, Place } from './board-model.ts'

export interface Move {
  readonly card: Card
  /** The stage that the move begins in. */
  readonly fromStageId: string
  readonly to: Place
}

/** Why a move did not come to be: refused by the API, unreachable for too long, or somebody else was faster. */
export type MoveFailure = { kind: 'refused' | 'unreachable'; error: unknown } | { kind: 'overtaken'; now?: Deal }

export interface MoveQueueHost {
  /** The newest version of the deal that the board knows. */
  versionOf(dealId: string): number
  send(move: Move, options: { ifMatch: number; idempotencyKey: string }): PromiseLike<Deal>
  /** The deal as it stands now; undefined where it is gone or out of reach. */
  reload(dealId: string): PromiseLike<Deal | undefined>
  /** What an error is: somebody's change came first, no server answered, or a refusal. */
  kindOf(error: unknown): 'changed' | 'unreachable' | 'refused'
  /** The API has made the move: `deal` is how it stands now. Comes before the move leaves `pending`. */
  made(move: Move, deal: Deal): void
  failed(move: Move, failure: MoveFailure): void
  changed(): void
  wait(ms: number): Promise<void>
  now(): number
}

/** An unreachable server is asked again for so long; then the card goes back. */
const PATIENCE_MS = 10_000
const AGAIN_MS = 1_000

export class MoveQueue {
  readonly #host: MoveQueueHost
  readonly #running = new Set<string>()
  #pending: readonly Move[] = []

  constructor(host: MoveQueueHost) {
    this.#host = host
  }

  /** In the order in which they were made. */
  get pending(): readonly Move[] {
    return this.#pending
  }

  isPending(dealId: string): boolean {
    return this.#pending.some((move) => move.card.deal.id === dealId)
  }

  add(move: Move): void {
    this.#pending = [...this.#pending, move]
    this.#host.changed()
    void this.#run(move.card.deal.id)
  }

  async #run(dealId: string): Promise<void> {
    if (this.#running.has(dealId)) return
    this.#running.add(dealId)
    for (let move = this.#next(dealId); move; move = this.#next(dealId)) {
      const failure = await this.#make(move)
      const done = move
      // What was moved on from a place that it never reached goes back with it.
      this.#pending = this.#pending.filter((one) => (failure ? one.card.deal.id !== dealId : one !== done))
      if (failure) this.#host.failed(done, failure)
      this.#host.changed()
    }
    this.#running.delete(dealId)
  }

  #next(dealId: string): Move | undefined {
    return this.#pending.find((move) => move.card.deal.id === dealId)
  }

  async #make(move: Move): Promise<MoveFailure | undefined> {
    const { id } = move.card.deal
    try {
      this.#host.made(move, await this.#send(move, this.#host.versionOf(id)))
      return undefined
    } catch (error) {
      if (this.#host.kindOf(error) !== 'changed') return this.#failure(error)
    }
    try {
      const now = await this.#host.reload(id)
      if (now?.status !== 'open' || now.archived_at !== null || now.stage_id !== move.fromStageId)
        return { kind: 'overtaken', now }
      this.#host.made(move, await this.#send(move, now.version))
      return undefined
    } catch (error) {
      return this.#host.kindOf(error) === 'changed' ? { kind: 'overtaken' } : this.#failure(error)
    }
  }

  #failure(error: unknown): MoveFailure {
    return { kind: this.#host.kindOf(error) === 'unreachable' ? 'unreachable' : 'refused', error }
  }

  /** Again while no server answers, under one key: whichever attempt arrives, the move is made once. */
  async #send(move: Move, ifMatch: number): Promise<Deal> {
    const idempotencyKey = randomKey()
    const startedAt = this.#host.now()
    for (;;) {
      try {
        return await this.#host.send(move, { ifMatch, idempotencyKey })
      } catch (error) {
        const late = this.#host.now() - startedAt + AGAIN_MS > PATIENCE_MS
        if (late || this.#host.kindOf(error) !== 'unreachable') throw error
      }
      await this.#host.wait(AGAIN_MS)
    }
  }
}

// `crypto.randomUUID` is missing on plain http pages.
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
