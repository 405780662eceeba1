import type { ProblemCode } from '../generated/problems.ts'
import type { ClientCode, Problem } from './problem.ts'

// A bundle may hold the ESM and the CJS copy of this file, whose classes differ: the brand tells what instanceof cannot.
const brand = Symbol.for('@agencyops/sdk/error')

const branded = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && String((error as { [brand]?: string })[brand]).includes(`${name};`)

/** The root of everything that a client throws about a request. */
export class AgencyOpsError extends Error {
  override name = 'AgencyOpsError'
  get [brand](): string {
    return 'AgencyOpsError;'
  }
  /** Like instanceof, and right when two copies of the package are loaded. */
  static is(error: unknown): error is AgencyOpsError {
    return branded(error, 'AgencyOpsError')
  }
}

/** One member per code, so that `error.code === 'illegal_move'` narrows `error.problem`. */
export type AnyApiError = { [C in ProblemCode | ClientCode]: ApiError<C> }[ProblemCode | ClientCode]

/** The API refused, or answered what is no answer. */
export class ApiError<C extends string = ProblemCode | ClientCode> extends AgencyOpsError {
  override name = 'ApiError'
  readonly status: number
  readonly code: C
  readonly problem: Problem<C>
  /** Name it when you ask for help; undefined if the answer had none. */
  readonly requestId: string | undefined
  readonly headers: Headers
  constructor(problem: Problem<C>, response: Response, target: string) {
    super(describe(problem as Problem, response.status, target))
    this.status = response.status
    this.code = (problem as Problem).code as C
    this.problem = problem
    this.requestId = (problem as Problem).request_id ?? response.headers.get('x-request-id') ?? undefined
    this.headers = response.headers
  }
  override get [brand](): string {
    return 'AgencyOpsError;ApiError;'
  }
  static override is(error: unknown): error is AnyApiError {
    return branded(error, 'ApiError')
  }
}

/** No answer came: the network failed, or the connection broke in the middle of the body. */
export class ConnectionError extends AgencyOpsError {
  override name = 'ConnectionError'
  override get [brand](): string {
    return 'AgencyOpsError;ConnectionError;'
  }
  static override is(error: unknown): error is ConnectionError {
    return branded(error, 'ConnectionError')
  }
}

/** The time-out passed, before the headers or while the body was read. */
export class TimeoutError extends ConnectionError {
  override name = 'TimeoutError'
  override get [brand](): string {
    return 'AgencyOpsError;ConnectionError;TimeoutError;'
  }
  static override is(error: unknown): error is TimeoutError {
    return branded(error, 'TimeoutError')
  }
}

/** Your signal aborted the call; its reason is the `cause`. Whether a write took effect is unknown. */
export class AbortError extends AgencyOpsError {
  override name = 'AbortError'
  override get [brand](): string {
    return 'AgencyOpsError;AbortError;'
  }
  static override is(error: unknown): error is AbortError {
    return branded(error, 'AbortError')
  }
}

function describe(problem: Problem, status: number, target: string): string {
  const errors = Array.isArray(problem.errors) ? problem.errors : []
  const lines = errors.map((e) => `${e.pointer ?? e.parameter ?? e.header ?? e.code}  ${e.detail}`)
  return [`${status} ${problem.code}, ${target}`, ...(lines.length ? lines : [problem.detail])].join('\n  ')
}
