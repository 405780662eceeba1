/** What a host's server answers for its signed-in user: the answer of `embedSessions.create`. */
export interface Session {
  /** Null only where a session was minted as a dry run, which opens nothing. */
  token: string | null
  /** Seconds that the token is valid for, from now. */
  expires_in: number
}

/** Any part of `console`, or of a logger like it. Secrets, bodies and queries are never logged. */
export interface Logger {
  debug?(message: string): void
  warn?(message: string): void
}

/** A null takes a header away. */
export type HeaderOptions = Record<string, string | null | undefined>

export interface ClientOptions {
  /** A secret key, for servers only. Default: the environment variable AGENCYOPS_API_KEY. */
  apiKey?: string
  /** Asks your own server for a session. Called when the first token is needed, and anew before one ends. */
  fetchSession?: () => PromiseLike<Session>
  /** Without `/v1`. Default: the environment variable AGENCYOPS_BASE_URL, else http://127.0.0.1:8787. */
  baseUrl?: string
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Milliseconds that one attempt may take until its body is read; 60,000 unless told. */
  timeout?: number
  /** Attempts after the first; 2 unless told. */
  maxRetries?: number
  headers?: HeaderOptions
  logger?: Logger
  /** A secret key in a page can be read by everybody who opens it. */
  dangerouslyAllowBrowser?: boolean
}

/** What every call takes as its last argument. */
export interface CallOptions {
  signal?: AbortSignal
  /** Milliseconds that one attempt may take until its body is read. */
  timeout?: number
  maxRetries?: number
  headers?: HeaderOptions
}

export interface ReadOptions extends CallOptions {
  /** A version or an ETag; if it is still current, the call throws an ApiError with the code `not_modified`. */
  ifNoneMatch?: number | string
}

export interface WriteOptions extends CallOptions {
  /** Default: a random key, kept over the retries of one call. */
  idempotencyKey?: string
  /** The version that you decided on, or an ETag; 412 `precondition_failed` if it is no longer current. */
  ifMatch?: number | string
  ifNoneMatch?: '*'
}

/** The operation demands the version that you decided on. */
export interface MatchOptions {
  ifMatch: number | string
}

export interface DryRunOptions {
  /** Runs the real action and takes it back: the same checks, refusals and shape; ids are provisional. */
  dryRun?: boolean
}

export interface FollowOptions extends ReadOptions {
  /** Milliseconds between two looks at a feed that had nothing new; 2,000 unless told. */
  interval?: number
}

export interface StreamOptions {
  signal?: AbortSignal
  headers?: HeaderOptions
  /**
   * Told each time the stream is open; `reconnected` says that it had been cut. Nothing was lost meanwhile where it
   * began behind a cursor; what you read yourself while it was cut may be stale.
   */
  onOpen?: (state: { reconnected: boolean }) => void
  /** Told when the stream was cut or could not be opened, and is tried again in `wait` milliseconds. */
  onRetry?: (state: { error: unknown; wait: number }) => void
  /** Milliseconds without a sign of life, of which the API gives one each 15 s, before it connects anew; 45,000 unless told. */
  silence?: number
}

/** A body of bytes. A stream can be sent once; a function that opens it can be sent again. */
export type Upload = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream | (() => ReadableStream | Blob)

/** What tests replace. */
export interface Hooks {
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  random?: () => number
  /** Milliseconds of a clock that never goes back. */
  monotonic?: () => number
}
