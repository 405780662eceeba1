import { connect } from './connect.ts'
import { type AllAreas, allAreas } from './generated/all.ts'
import type { ClientOptions } from './runtime/options.ts'

export interface AgencyOps extends AllAreas {}

/**
 * The client with everything. In a bundle for the browser, `connect` with the areas you call is smaller.
 * @throws AgencyOpsError without a credential, and with a secret key in a web page.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor puts every area there.
export class AgencyOps {
  constructor(options: ClientOptions = {}) {
    Object.assign(this, connect(options, allAreas))
  }
}

export { type Connected, connect } from './connect.ts'
export type { components, operations, paths } from './generated/openapi.ts'
export type { CommonProblem, ProblemCode } from './generated/problems.ts'
export type * from './generated/types.ts'
export { printTrace, type TraceTree } from './print-trace.ts'
export type { Area } from './runtime/area.ts'
export type { Call, WithResponse } from './runtime/call.ts'
export {
  AbortError,
  AgencyOpsError,
  type AnyApiError,
  ApiError,
  ConnectionError,
  TimeoutError,
} from './runtime/errors.ts'
export type { Feed, FeedCall, ListCall, Page } from './runtime/list-call.ts'
export type {
  CallOptions,
  ClientOptions,
  DryRunOptions,
  FollowOptions,
  HeaderOptions,
  Logger,
  MatchOptions,
  ReadOptions,
  Session,
  StreamOptions,
  Upload,
  WriteOptions,
} from './runtime/options.ts'
export type { ClientCode, Problem, ProblemError, ProblemMembers, Result } from './runtime/problem.ts'
