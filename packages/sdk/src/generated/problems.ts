// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
/** Codes that an operation does not list, because nearly all may answer them. */
export type CommonProblem =
  | 'idempotency_in_flight'
  | 'invalid_request'
  | 'not_found'
  | 'rate_limited'
  | 'session_expired'
  | 'unavailable'

/** Every code of the catalogue. */
export type ProblemCode =
  | CommonProblem
  | 'cursor_expired'
  | 'cursor_mismatch'
  | 'illegal_move'
  | 'precondition_failed'
  | 'snapshot_changed'
