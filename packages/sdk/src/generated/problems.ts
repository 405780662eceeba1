// Generated from openapi/openapi.json, do not edit.
/** Codes that an operation does not list, because nearly all may answer them. */
export type CommonProblem =
  | 'dry_run_unavailable'
  | 'forbidden'
  | 'idempotency_in_flight'
  | 'idempotency_key_reused'
  | 'insufficient_scope'
  | 'internal_error'
  | 'invalid_request'
  | 'malformed_request'
  | 'method_not_allowed'
  | 'not_acceptable'
  | 'not_found'
  | 'origin_not_allowed'
  | 'precondition_failed'
  | 'precondition_required'
  | 'rate_limited'
  | 'request_timeout'
  | 'session_expired'
  | 'unauthenticated'
  | 'unavailable'

/** Every code of the catalogue. */
export type ProblemCode =
  | CommonProblem
  | 'conflict'
  | 'cursor_expired'
  | 'cursor_mismatch'
  | 'illegal_move'
  | 'invalid_amount'
  | 'invalid_date'
  | 'link_ended'
  | 'payload_too_large'
  | 'snapshot_changed'
  | 'unsupported_media_type'
