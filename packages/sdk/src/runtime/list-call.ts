import { Call } from './call.ts'
import { AgencyOpsError } from './errors.ts'

/** One page; `next_cursor` is null on the last. */
export interface Page<T> {
  data: T[]
  next_cursor: string | null
}

/** One stretch of a feed; `next_cursor` is the place to go on from, always. */
export interface Feed<T> {
  data: T[]
  next_cursor: string
  has_more: boolean
}

const MAX_LIMIT = 200

abstract class Rows<T, P extends Page<T>, C extends string> extends Call<P, C> implements AsyncIterable<T> {
  /** The parameter that carries the cursor of the next stretch, or null after the last. */
  protected abstract next(page: P): Record<string, unknown> | null

  /** The first page. */
  async page(): Promise<P> {
    return await this
  }

  /** All rows, page after page, each fetched when it is reached. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.rows()
  }

  /** The first `limit` rows. */
  async toArray({ limit }: { limit: number }): Promise<T[]> {
    if (!(limit > 0)) throw new TypeError('toArray needs a limit above 0: how many rows at most.')
    const found: T[] = []
    for await (const row of this.rows(Math.min(limit, MAX_LIMIT))) if (found.push(row) >= limit) break
    return found
  }

  protected async *rows(limit?: number): AsyncGenerator<T, void, undefined> {
    let page: P = limit ? await this.fetchPage({ limit }) : await this
    for (let seen: string | null = null; ; ) {
      yield* page.data
      const next = this.next(page)
      if (!next) return
      if (page.next_cursor === seen)
        throw new AgencyOpsError('The list answers the same cursor again, so it would not end.')
      seen = page.next_cursor
      page = await this.fetchPage(limit ? { limit, ...next } : next)
    }
  }

  protected async fetchPage(query: Record<string, unknown>): Promise<P> {
    return (await this.run(false, query)).data as P
  }
}

/** A list: await it for its first page, loop over it for all rows. */
export class ListCall<T, C extends string = string, P extends Page<T> = Page<T>> extends Rows<T, P, C> {
  protected next({ next_cursor }: P) {
    return next_cursor === null ? null : { cursor: next_cursor }
  }
}

/** A feed: await it for one stretch, loop over it for all that is there now; `follow` never ends. */
export class FeedCall<T, C extends string = string, P extends Feed<T> = Feed<T>> extends Rows<T, P, C> {
  protected next({ has_more, next_cursor }: P) {
    return has_more ? { after: next_cursor } : null
  }

  /** Goes on from the last row for ever: `pause` waits when nothing more is there. */
  async *follow(pause: () => Promise<void>): AsyncGenerator<T, void, undefined> {
    for (let page = await this.page(); ; page = await this.fetchPage({ after: page.next_cursor })) {
      yield* page.data
      if (!page.has_more) await pause()
    }
  }
}
