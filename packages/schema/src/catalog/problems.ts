/** Every problem that the API answers: a page each under `/problems/<code>`. */
export interface Problem {
  status: number
  title: string
  meaning: string
  mend: string
  /** Whether the same request may succeed later without a change. */
  retry: boolean
}

const problem = (status: number, title: string, meaning: string, mend: string, retry = false): Problem => ({
  status,
  title,
  meaning,
  mend,
  retry,
})

export const problems = {
  malformed_request: problem(
    400,
    'The request cannot be read',
    'The body is no JSON, or a header has a form that cannot be understood.',
    'Mend the body or the header that `errors` names.',
  ),
  unauthenticated: problem(
    401,
    'No valid credential',
    'The request carries no credential, or one that is unknown, expired or revoked.',
    'Send `Authorization: Bearer <key>` with a key that is valid here.',
  ),
  session_expired: problem(
    401,
    'The session has ended',
    'The embed session has expired or was revoked.',
    'Ask your server for a new session.',
  ),
  forbidden: problem(
    403,
    'Not permitted',
    'The credential is valid but may not do this.',
    'Use a credential with the scope that `detail` names, or another person.',
  ),
  insufficient_scope: problem(
    403,
    'A scope is missing',
    'The credential lacks a scope that this operation needs.',
    'Mint a key with the scope in `WWW-Authenticate`, or ask who may.',
  ),
  origin_not_allowed: problem(
    403,
    'This origin may not use the credential',
    'The request comes from a web page whose origin the session does not list, or a secret key was sent from a page of another site.',
    'List the origin when the session is minted. Keep secret keys on your server.',
  ),
  not_found: problem(
    404,
    'There is no such record',
    'The record does not exist, or the credential may not know of it.',
    'Check the id and the credential.',
  ),
  method_not_allowed: problem(
    405,
    'The path does not know this method',
    'The path exists, the method does not.',
    'Use a method that `Allow` names.',
  ),
  not_acceptable: problem(
    406,
    'No such representation',
    'None of the media types in `Accept` can be answered.',
    'Ask for a media type that the document names.',
  ),
  request_timeout: problem(
    408,
    'The body came too slowly',
    'The request body did not arrive in time.',
    'Send it again over a better connection.',
    true,
  ),
  illegal_move: problem(
    409,
    'The record’s state does not allow this',
    'The record stands in a state from which this move is not possible.',
    'Choose one of `legal_moves`.',
  ),
  conflict: problem(
    409,
    'It conflicts with another record',
    'Another record stands in the way, as `detail` says.',
    'Change what `errors` names, or use the record that is there.',
  ),
  snapshot_changed: problem(
    409,
    'It has changed since it was shown',
    'What is to be decided is no longer what was shown.',
    'Show it again and decide on its new `sha256`.',
  ),
  idempotency_in_flight: problem(
    409,
    'The same request is being worked on',
    'A request with this idempotency key has not ended yet.',
    'Wait as long as `Retry-After` says and send it again.',
    true,
  ),
  cursor_expired: problem(
    410,
    'The feed has no such place any more',
    'The cursor belongs to a state of the feed that a restore has replaced, or lies ahead of it.',
    'Read the records anew, then follow from the start of the feed.',
  ),
  link_ended: problem(
    410,
    'This link opens nothing any more',
    'The magic link or renewal token is unknown, was used, has expired or was revoked: which of these is not told.',
    'Ask for a new link.',
  ),
  precondition_failed: problem(
    412,
    'The record has changed',
    '`If-Match` names a version that is no longer the current one.',
    'Read the record, and decide again on its current version.',
  ),
  payload_too_large: problem(
    413,
    'The body is too large',
    'The body has more bytes than this operation takes.',
    'Send less at once.',
  ),
  unsupported_media_type: problem(
    415,
    'The body has a type that cannot be read',
    'The `Content-Type` is not one that this operation takes.',
    'Send `application/json`, or what `Accept-Patch` names.',
  ),
  invalid_request: problem(
    422,
    'The request is not valid',
    'One or more fields, parameters or headers are wrong.',
    'Mend what `errors` names: each entry points at its place.',
  ),
  idempotency_key_reused: problem(
    422,
    'The idempotency key belongs to another request',
    'The key was used with another method, path or body.',
    'Use a new key for a new request.',
  ),
  cursor_mismatch: problem(
    422,
    'The cursor belongs to another list',
    'The cursor was made with other filters, another sort or by another operation.',
    'Begin without a cursor.',
  ),
  dry_run_unavailable: problem(
    422,
    'This operation has no dry run',
    'It needs more than one transaction, so it cannot be tried and taken back.',
    'Use its preview, or a sandbox.',
  ),
  invalid_amount: problem(
    422,
    'The amount is not possible',
    'An amount breaks a rule of money, as `detail` says.',
    'Send an amount within the limits in `detail`.',
  ),
  invalid_date: problem(
    422,
    'The date is not possible',
    'A date breaks a rule of documents, as `detail` says.',
    'Send a date within the limits in `detail`.',
  ),
  precondition_required: problem(
    428,
    'Say which version you mean',
    'This operation decides on what was shown, so it needs `If-Match`.',
    'Send `If-Match` with the version that you have read.',
  ),
  rate_limited: problem(
    429,
    'Too many requests',
    'The credential has used up its tokens.',
    'Wait as long as `Retry-After` says.',
    true,
  ),
  internal_error: problem(
    500,
    'Something went wrong here',
    'The server failed. Nothing of the request was kept.',
    'Try again; if it stays, tell the operator the `request_id`.',
    true,
  ),
  unavailable: problem(
    503,
    'Not available at the moment',
    'The server or its database cannot take the request now.',
    'Try again, with the same idempotency key.',
    true,
  ),
} as const satisfies Record<string, Problem>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[]
