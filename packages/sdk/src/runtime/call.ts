import { ApiError } from './errors.ts'
import type { Result } from './problem.ts'
import type { Answer } from './transport.ts'

/** Sends the call that a Call stands for; `query` is added to its own. */
export type Run = (raw: boolean, query?: Record<string, unknown>) => Promise<Answer>

export interface WithResponse<T> {
  data: T
  /** Its body has been read. */
  response: Response
  requestId: string | undefined
  /** What `ifMatch` and `ifNoneMatch` take. */
  etag: string | undefined
}

/**
 * A call that is sent when it is first awaited, and only once: a call that nobody awaits is never sent.
 * `C` is the union of the codes that the operation may refuse with.
 */
export class Call<T, C extends string = string> implements PromiseLike<T> {
  protected readonly run: Run
  /** Never set: it lets TypeScript infer the codes from a value. */
  declare readonly codes?: C
  #answer: Promise<Answer> | undefined

  constructor(run: Run) {
    this.run = run
  }

  #send(): Promise<Answer> {
    this.#answer ??= this.run(false)
    return this.#answer
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is awaited.
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#send()
      .then(({ data }) => data as T)
      .then(fulfilled, rejected)
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected)
  }

  /** The data with its HTTP answer. */
  async withResponse(): Promise<WithResponse<T>> {
    const { data, response } = await this.#send()
    const header = (name: string) => response.headers.get(name) ?? undefined
    return { data: data as T, response, requestId: header('x-request-id'), etag: header('etag') }
  }

  /** The answer with its body unread, for other media types and for streaming; a refusal throws, 304 does not. */
  async asResponse(): Promise<Response> {
    return (await this.run(true)).response
  }

  /** For who would rather not catch: a refusal is a value. What is no refusal (network, abort) still throws. */
  async result(): Promise<Result<T, C>> {
    try {
      return { data: await this }
    } catch (error) {
      if (ApiError.is(error)) return { problem: error.problem } as Result<T, C>
      throw error
    }
  }
}
