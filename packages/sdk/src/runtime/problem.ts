import type { ProblemCode } from '../generated/problems.ts'

/** Codes of the SDK itself: the answer was no problem document, or `304 Not Modified` to an `ifNoneMatch`. */
export type ClientCode = 'unexpected_answer' | 'not_modified'

/** One fault: `pointer` into the body (`#/lines/0/quantity`), or the `parameter` or `header` at fault. */
export interface ProblemError {
  code: string
  detail: string
  pointer?: string
  parameter?: string
  header?: string
  /** The nearest valid name, where the given one looks like a slip. */
  nearest?: string
}

/** What a code carries beyond the common members. */
export interface ProblemMembers {
  illegal_move: { legal_moves: string[] }
}

interface ProblemBase<C extends string> {
  type: string
  title: string
  status: number
  /** What is wrong here, and the mend. */
  detail: string
  code: C
  errors?: ProblemError[]
  request_id?: string
}

/** RFC 9457 problem; a union over the codes, so that `code` narrows it. A newer server may know further codes. */
export type Problem<C extends string = ProblemCode | ClientCode> = C extends string
  ? ProblemBase<C> & (C extends keyof ProblemMembers ? ProblemMembers[C] : unknown)
  : never

/** What `.result()` answers: exactly one of the two. */
export type Result<T, C extends string = ProblemCode> =
  | { data: T; problem?: undefined }
  | { data?: undefined; problem: Problem<C | ClientCode> }
