/**
 * The feed of one tenant, as far as this process follows it. What is new is read once for all its streams, their
 * credentials are looked at once, and what each hears of is chosen in memory.
 */
import type { Database } from '../../../../db/database.ts'
import { oftenBuilt } from '../../../../db/query.ts'
import type { Access } from '../../../../http/answer.ts'
import type { Deps } from '../../../../http/deps.ts'
import { encodeFeedCursor } from '../../../../outbox/feed-cursor.ts'
import { findFeedEnd } from '../../../../outbox/feed-end.ts'
import { hears } from '../../hearing.ts'
import { selectEvents } from '../../queries/events.ts'
import type { EventToTell } from '../../tables.ts'
import { clientEventView, eventView } from '../../views.ts'
import type { EventStream } from './event-stream.ts'
import { eventFrame, firstFrame, heartbeat } from './frames.ts'

/** Events that are read at once. */
const READ = 500
/** Positions that a stream that comes from behind looks through at once for what it hears of. */
const SCANNED = 10_000

export interface FeedTools extends Pick<Deps, 'logger'> {
  database: Database
  access: Access
}

export class TenantFeed {
  readonly tenantId: number
  readonly epoch: string
  readonly streams = new Set<EventStream>()
  readonly #tools: FeedTools
  #position: number
  #reading: Promise<void> | undefined
  #again = false

  constructor(tools: FeedTools, tenantId: number, end: { epoch: string; position: number }) {
    this.#tools = tools
    this.tenantId = tenantId
    this.epoch = end.epoch
    this.#position = end.position
  }

  /** Everything up to here was told to the streams that have come up. */
  get position(): number {
    return this.#position
  }

  /** Begins a stream at its own place; it ends and leaves by itself. */
  add(stream: EventStream): void {
    this.streams.add(stream)
    stream.write(firstFrame(this.#cursor(stream.position)))
    void this.#comeUp(stream)
  }

  /** Reads on; what moves while it is read is read behind it. */
  read(): void {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = this.#readOn()
      .catch((error) => this.#failed(error))
      .finally(() => {
        this.#reading = undefined
      })
  }

  /** Says that the stream lives; one whose reader has not even read the last sign is let go. */
  keepAlive(stream: EventStream): void {
    if (stream.waiting) {
      stream.drop()
      return
    }
    const moved = stream.toldPosition < stream.position
    stream.toldPosition = stream.position
    stream.write(heartbeat(moved ? this.#cursor(stream.position) : undefined))
  }

  end(): void {
    for (const stream of this.streams) stream.end()
  }

  /** Reads what a stream has missed, until it is where the feed is; from then on it is told with the others. */
  async #comeUp(stream: EventStream): Promise<void> {
    try {
      while (!stream.ended) {
        if (stream.position < this.#position) await this.#readBehind(stream)
        else if (this.#reading) await this.#reading
        else {
          stream.live = true
          return
        }
      }
    } catch (error) {
      this.#failed(error)
      stream.end()
    }
  }

  async #readBehind(stream: EventStream): Promise<void> {
    await stream.room()
    if (stream.ended) return
    const { database, access } = this.#tools
    const through = stream.position + SCANNED
    const [[end], rows] = await database
      .bound({ tenantId: this.tenantId })
      .group(findFeedEnd({}), selectEvents(stream.hearing, { after: stream.position, through, limit: READ }))
    if (end?.epoch !== this.epoch) return this.end()
    const [principal] = await access.standing(this.tenantId, [stream.principal])
    stream.takeOver(principal)
    this.#tell([stream], rows)
    stream.position = rows.length === READ ? lastOf(rows) : Math.max(Math.min(end.position, through), lastOf(rows))
  }

  async #readOn(): Promise<void> {
    const { database, access } = this.#tools
    const db = database.bound({ tenantId: this.tenantId }, { quick: true })
    do {
      this.#again = false
      const through = this.#position + READ
      const [[end], rows] = await db.group(
        findFeedEnd({}),
        oftenBuilt(selectEvents(null, { after: this.#position, through, limit: READ })),
      )
      // Restored to an earlier state: its readers come back with a place that is refused.
      if (end?.epoch !== this.epoch || end.position < this.#position) return this.end()
      const position = Math.max(Math.min(end.position, through), lastOf(rows))
      if (position === this.#position) continue
      const live = [...this.streams].filter((stream) => stream.live)
      // Looked at behind the events: nobody is told what happened after their rights had ended.
      const principals = await access.standing(
        this.tenantId,
        live.map(({ principal }) => principal),
      )
      for (const [index, stream] of live.entries()) stream.takeOver(principals[index])
      this.#tell(live, rows)
      for (const stream of live) stream.position = Math.max(stream.position, position)
      this.#position = position
      this.#again ||= position < end.position
    } while (this.#again)
  }

  #tell(readers: readonly EventStream[], rows: readonly EventToTell[]): void {
    for (const row of rows) {
      const frames = framesOf(row, this.epoch)
      for (const stream of readers) {
        if (row.position <= stream.position || !hears(stream.hearing, row)) continue
        stream.write(stream.principal.kind === 'contact' ? frames.ofClient() : frames.ofFirm())
        stream.toldPosition = row.position
      }
    }
  }

  #cursor(position: number): string {
    return encodeFeedCursor({ epoch: this.epoch, position })
  }

  #failed(err: unknown): void {
    this.#tools.logger?.warn({ err, tenant: this.tenantId }, 'a feed could not be read; it is tried again')
  }
}

const lastOf = (rows: readonly EventToTell[]) => rows.at(-1)?.position ?? 0

/** Both forms of an event, each made when the first reader wants it. */
function framesOf(row: EventToTell, epoch: string) {
  let firm: Uint8Array<ArrayBuffer> | undefined
  let client: Uint8Array<ArrayBuffer> | undefined
  return {
    ofFirm: () => (firm ??= eventFrame(eventView(row, epoch))),
    ofClient: () => (client ??= eventFrame(clientEventView(row, epoch))),
  }
}
