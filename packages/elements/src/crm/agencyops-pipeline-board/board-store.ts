/** The board's data: what the API answered, the moves that it does not know of yet, and the order held while a card is in hand. */
import { ApiError, ConnectionError } from '@agencyops/sdk/connect'
import type { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Connection } from '../../base/connection.ts'
import type { LiveEvent } from '../../base/live-stream.ts'
import { isSessionOver } from '../../base/problem.ts'
import { Resource } from '../../base/resource.ts'
import {
  appendCards,
  type Board,
  type Card,
  columnOf,
  type Deal,
  findCard,
  keepOrder,
  newcomers,
  type Place,
  placeCard,
  removeCard,
  renewCard,
} from './board-model.ts'
import { BoardSource, clientOf, type Filter, findDeal, moveDeal } from './board-source.ts'
import { type Move, type MoveFailure, MoveQueue } from './move-queue.ts'

export interface BoardListener {
  moved(move: Move, deal: Deal): void
  notMoved(move: Move, failure: MoveFailure): void
}

export class BoardStore {
  readonly resource: Resource<Board, readonly [string | undefined]>
  readonly moves: MoveQueue
  #filter: Filter = { q: '', ownerId: '' }
  readonly #host: AgencyOpsElement & { pipelineId: string | undefined }
  readonly #listener: BoardListener
  readonly #lastActor = new Map<string, unknown>()
  readonly #loadingMore = new Set<string>()
  #held: Board | undefined
  #deferred: LiveEvent[] = []
  /** Counts the answers of writes: what was asked for before one may not know of it. */
  #writes = 0
  #kept: { from: readonly unknown[]; board: Board } | undefined

  constructor(host: AgencyOpsElement & { pipelineId: string | undefined }, listener: BoardListener) {
    this.#host = host
    this.#listener = listener
    this.resource = new Resource<Board, readonly [string | undefined]>(host, {
      args: () => [host.pipelineId],
      load: (connection, [pipelineId], signal) => this.#load(connection, pipelineId, signal),
      affected: (change, board) => this.#affected(change, board),
    })
    this.moves = new MoveQueue({
      versionOf: (id) => this.#versionOf(id),
      send: (move, options) => moveDeal(this.client, move, options),
      reload: (id) => findDeal(this.client, id),
      kindOf,
      made: (move, deal) => this.#made(move, deal),
      failed: (move, failure) => this.#failed(move, failure),
      changed: () => this.#movesChanged(),
      wait: (ms) => new Promise((done) => setTimeout(done, ms)),
      now: () => performance.now(),
    })
  }

  get client() {
    return clientOf(this.#host.connection as Connection)
  }

  get filter(): Filter {
    return this.#filter
  }

  /** What is shown; in the order of before while a card is in hand. */
  get board(): Board | undefined {
    const { current } = this
    return current && this.#held ? keepOrder(this.#held, current) : current
  }

  /** The newest that is known, with the moves under way made. */
  get current(): Board | undefined {
    const { value } = this.resource
    if (!value) return undefined
    const from = [value, this.moves.pending]
    if (this.#kept?.from.every((one, at) => one === from[at])) return this.#kept.board
    const board = this.moves.pending.reduce(
      (now, { card, to }) => placeCard(now, findCard(now, card.deal.id)?.card ?? card, to),
      value,
    )
    this.#kept = { from, board }
    return board
  }

  setFilter(filter: Filter): void {
    if (filter.q === this.#filter.q && filter.ownerId === this.#filter.ownerId) return
    this.#filter = filter
    this.resource.refresh()
  }

  hold(): void {
    this.#held = this.current
  }

  release(): void {
    this.#held = undefined
    this.#host.requestUpdate()
  }

  /** How many cards came into a column while a card is in hand. */
  newIn(stageId: string): number {
    const { current } = this
    return current && this.#held ? newcomers(this.#held, current, stageId) : 0
  }

  move(card: Card, to: Place): void {
    const { current } = this
    const found = current && findCard(current, card.deal.id)
    this.moves.add({ card: found?.card ?? card, fromStageId: found?.column.stage.id ?? card.deal.stage_id, to })
  }

  /** After a win or a loss, whose answer says that the deal is open no more. */
  remove(card: Card): void {
    this.#writes++
    const { value } = this.resource
    if (value && findCard(value, card.deal.id)) this.resource.replace(removeCard(value, card))
  }

  /** Who last changed a deal, as the stream told it. */
  lastActor(dealId: string): unknown {
    return this.#lastActor.get(dealId)
  }

  /** Loads the cards of a column behind those that are there; answers whether there were any. */
  async loadMore(stageId: string): Promise<boolean> {
    const before = this.resource.value
    const column = before && columnOf(before, stageId)
    if (!column?.next_cursor || this.#loadingMore.has(stageId)) return false
    this.#loadingMore.add(stageId)
    try {
      const more = await this.#source(this.#host.pipelineId).more(column)
      const { value } = this.resource
      // Loaded anew meanwhile, the column goes on from another place.
      if (!value || columnOf(value, stageId)?.next_cursor !== column.next_cursor) return true
      this.resource.replace(appendCards(value, more))
      return true
    } catch (error) {
      this.#host.report(error)
      return false
    } finally {
      this.#loadingMore.delete(stageId)
    }
  }

  async #load(connection: Connection, pipelineId: string | undefined, signal: AbortSignal): Promise<Board> {
    const source = new BoardSource(connection, pipelineId, this.#filter)
    for (;;) {
      const writes = this.#writes
      const board = await source.load(this.resource.value, signal)
      if (writes === this.#writes || signal.aborted) return board
    }
  }

  #source(pipelineId: string | undefined): BoardSource {
    return new BoardSource(this.#host.connection as Connection, pipelineId, this.#filter)
  }

  #versionOf(id: string): number {
    const { value } = this.resource
    const known = value && findCard(value, id)?.card
    return (known ?? this.moves.pending.find(({ card }) => card.deal.id === id)?.card)?.deal.version ?? 0
  }

  #made(move: Move, deal: Deal): void {
    this.#writes++
    const { value } = this.resource
    const known = value && findCard(value, deal.id)?.card
    if (value && (known?.deal.version ?? 0) <= deal.version)
      this.resource.replace(placeCard(value, { ...(known ?? move.card), deal }, move.to))
    this.#listener.moved(move, deal)
  }

  #failed(move: Move, failure: MoveFailure): void {
    const { value } = this.resource
    if (failure.kind === 'overtaken' && failure.now && value) {
      const { now } = failure
      const known = findCard(value, now.id)
      if (!isOpen(now)) this.resource.replace(removeCard(value, move.card))
      else if (known?.column.stage.id === now.stage_id) this.resource.replace(renewCard(value, now))
      else
        this.resource.replace(placeCard(value, { ...(known?.card ?? move.card), deal: now }, { stageId: now.stage_id }))
    }
    // Whether the attempt arrived, and where the deal stands since, only the API knows.
    this.#writes++
    this.resource.refresh()
    this.#listener.notMoved(move, failure)
  }

  #movesChanged(): void {
    const heard = this.#deferred
    this.#deferred = []
    const { value } = this.resource
    if (value && heard.map((change) => this.#affected(change, value)).some(Boolean)) this.resource.refresh()
    this.#host.requestUpdate()
  }

  #affected(change: LiveEvent, board: Board): boolean {
    const { type, subject, data = {}, actor } = change
    const [kind] = type.split('.')
    const cards = board.columns.flatMap((column) => column.cards)
    if (kind === 'stage' || kind === 'pipeline' || kind === 'test_clock') return true
    if (kind === 'company') return cards.some(({ company }) => company?.id === subject.id)
    if (kind === 'person') return cards.some(({ owner }) => owner?.id === subject.id)
    if (kind !== 'deal') return false
    this.#lastActor.set(subject.id, actor)
    // What is heard of a card on its way may be its own move: its answer tells.
    if (this.moves.isPending(subject.id)) {
      this.#deferred.push(change)
      return false
    }
    const known = findCard(board, subject.id)
    if (known) return type === 'deal.repositioned' || (subject.version ?? 0) > known.card.deal.version
    const places = [data.pipeline_id, data.from_pipeline_id].filter(Boolean)
    return places.length === 0 || places.includes(board.pipeline_id)
  }
}

export function isOpen({ status, archived_at }: Deal): boolean {
  return status === 'open' && archived_at === null
}

function kindOf(error: unknown): 'changed' | 'unreachable' | 'refused' {
  if (ApiError.is(error)) return error.status === 412 ? 'changed' : 'refused'
  if (isSessionOver(error)) return 'refused'
  return ConnectionError.is(error) || (error as { failure?: string }).failure === 'unreachable'
    ? 'unreachable'
    : 'refused'
}
