/** Refusals. Code throws a `ProblemError`; one place turns it into `application/problem+json` (RFC 9457). */
import { type ProblemCode, problems } from '@agencyops/schema'

/** One thing that is wrong, and where: in the body, a parameter or a header. */
export interface FieldError {
  code: string
  detail: string
  pointer?: string
  parameter?: string
  header?: string
  nearest?: string
}

export interface ProblemDetails {
  /** One sentence for this occurrence; says the mend. */
  detail?: string
  errors?: FieldError[]
  /** The moves that the record's state does allow; for `illegal_move`. */
  legalMoves?: readonly string[]
  headers?: Record<string, string>
  /** More members of the answer, in wire names. */
  more?: Record<string, unknown>
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? problems[code].meaning)
    this.code = code
    this.details = details
  }

  get status(): number {
    return problems[this.code].status
  }
}

export interface ProblemBody {
  type: string
  title: string
  status: number
  code: ProblemCode
  detail: string
  errors?: FieldError[]
  legal_moves?: readonly string[]
  request_id: string
}

export function problemBody(error: ProblemError, requestId: string): ProblemBody {
  const { title, status, meaning } = problems[error.code]
  const { detail, errors, legalMoves, more } = error.details
  return {
    type: `urn:agencyops:problem:${error.code}`,
    title,
    status,
    code: error.code,
    detail: detail ?? errors?.[0]?.detail ?? meaning,
    ...(errors && { errors }),
    ...(legalMoves && { legal_moves: legalMoves }),
    ...more,
    request_id: requestId,
  }
}

export function notFound(noun: string): ProblemError {
  return new ProblemError('not_found', { detail: `There is no such ${noun}.` })
}

export function invalidField(pointer: string, code: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', { detail, errors: [{ code, pointer, detail }] })
}

export function invalidParameter(parameter: string, code: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', { detail, errors: [{ code, parameter, detail }] })
}

export function illegalMove(detail: string, legalMoves: readonly string[]): ProblemError {
  return new ProblemError('illegal_move', { detail, legalMoves })
}

export function conflict(pointer: string, detail: string, more?: Record<string, unknown>): ProblemError {
  return new ProblemError('conflict', {
    detail,
    errors: [{ code: 'conflict', pointer, detail }],
    ...(more && { more }),
  })
}
