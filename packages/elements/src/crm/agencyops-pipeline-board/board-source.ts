/** What the board asks of the API, and what of the answers it keeps. */
import { deals } from '@agencyops/sdk/deals'
import { lostReasons } from '@agencyops/sdk/lost-reasons'
import { members } from '@agencyops/sdk/members'
import { persons } from '@agencyops/sdk/persons'
import { pipelines } from '@agencyops/sdk/pipelines'
import type { Connection } from '../../base/connection.ts'
import type { Board, Card, Column, Deal, Named } from './board-model.ts'
import { appendCards, columnOf } from './board-model.ts'
import type { Move } from './move-queue.ts'

export interface Filter {
  readonly q: string
  readonly ownerId: string
}

/** Cards of a column in the first answer, and in each further one. */
const FIRST = 50
const MOST = 200

export type BoardClient = ReturnType<typeof clientOf>

export function clientOf(connection: Connection) {
  return connection.areas({ deals, lostReasons, members, persons, pipelines })
}

export class BoardSource {
  readonly #client: BoardClient
  readonly #pipelineId: string | undefined
  readonly #filter: Filter

  constructor(connection: Connection, pipelineId: string | undefined, filter: Filter) {
    this.#client = clientOf(connection)
    this.#pipelineId = pipelineId
    this.#filter = filter
  }

  /** The board, with at least as many cards of each column as `like` has. */
  async load(like: Board | undefined, signal: AbortSignal): Promise<Board> {
    const wanted = new Map(like?.columns.map(({ stage, cards }) => [stage.id, cards.length]))
    const limit = Math.min(MOST, Math.max(FIRST, ...wanted.values()))
    let board = toBoard(await this.#client.deals.board(this.#query({ limit }), { signal }))
    for (const { stage } of board.columns) {
      for (let column = columnOf(board, stage.id); column; column = columnOf(board, stage.id)) {
        if (!column.next_cursor || column.cards.length >= (wanted.get(stage.id) ?? 0)) break
        board = appendCards(board, await this.more(column, signal))
      }
    }
    return board
  }

  /** The cards of a column behind those that it has. */
  async more(column: Column, signal?: AbortSignal): Promise<Column> {
    const query = this.#query({ stage_id: column.stage.id, cursor: column.next_cursor ?? undefined, limit: MOST })
    const { columns } = toBoard(await this.#client.deals.board(query, { signal }))
    return columns[0] ?? { ...column, cards: [], next_cursor: null }
  }

  #query(more: { stage_id?: string; cursor?: string; limit: number }): never {
    const { q, ownerId } = this.#filter
    const query = {
      pipeline_id: this.#pipelineId,
      q: q || undefined,
      owner_id: ownerId ? [ownerId] : undefined,
      ...more,
    }
    return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never
  }
}

export async function moveDeal(
  client: BoardClient,
  { card, to }: Move,
  options: { ifMatch: number; idempotencyKey: string },
): Promise<Deal> {
  const body = { stage_id: to.stageId, before_id: to.beforeId, after_id: to.afterId } as never
  return (await client.deals.move(card.deal.id as never, body, { ...options, maxRetries: 0 })) as Deal
}

/** Undefined where the deal is gone or out of reach. */
export async function findDeal(client: BoardClient, dealId: string): Promise<Deal | undefined> {
  const result = await client.deals.get(dealId as never).result()
  if ('data' in result) return result.data as Deal
  if (result.problem.code === 'not_found') return undefined
  throw Object.assign(new Error(result.problem.detail), { problem: result.problem })
}

/** The name behind an actor of an event: a member's person; undefined for keys, rules, and who may not be read. */
export async function nameOf(client: BoardClient, actor: unknown): Promise<string | undefined> {
  const { type, id } = (actor ?? {}) as { type?: string; id?: string }
  if (type !== 'member' || !id) return undefined
  try {
    const { person_id } = await client.members.get(id as never)
    return (await client.persons.get(person_id)).name
  } catch {
    return undefined
  }
}

export async function ownersOf(client: BoardClient): Promise<Named[]> {
  return byName(await client.persons.list().toArray({ limit: 500 }))
}

export async function pipelinesOf(client: BoardClient): Promise<(Named & { is_default: boolean })[]> {
  return await client.pipelines.list().toArray({ limit: 100 })
}

export async function lostReasonsOf(client: BoardClient): Promise<Named[]> {
  return byName(await client.lostReasons.list().toArray({ limit: 200 }))
}

function byName<T extends Named>(all: T[]): T[] {
  return all.toSorted((one, other) => one.name.localeCompare(other.name))
}

// The generated types name every field of a deal and a stage; the board keeps to those that it shows.
function toBoard(answer: unknown): Board {
  const { pipeline_id, columns, today = null } = answer as Board & { columns: (Column & { cards: Card[] })[] }
  return { pipeline_id, columns, today }
}
