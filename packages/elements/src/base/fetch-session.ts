import type { EmbedSession, FetchSession } from './settings.ts'

/** Why there is no session: the host's server could not be reached, refused, or passed on too little of it. */
export type SessionFailure = 'unreachable' | 'refused' | 'incomplete'

export class SessionError extends Error {
  override name = 'SessionError'
  readonly failure: SessionFailure
  constructor(message: string, failure: SessionFailure) {
    super(message)
    this.failure = failure
  }
}

/** Asks the host's own server, with its cookies. */
export function fetchSessionFrom(url: string): FetchSession {
  return async () => {
    const asked = fetch(url, { method: 'POST', headers: { accept: 'application/json' } })
    const response = await asked.catch((cause: unknown) => {
      throw new SessionError(`${url} could not be reached: ${String(cause)}`, 'unreachable')
    })
    if (!response.ok) throw new SessionError(`${url} answered ${response.status}`, 'refused')
    return (await response.json()) as EmbedSession
  }
}

/** Throws where a host passed on less of the session than the components need. */
export function checkSession(session: EmbedSession): EmbedSession {
  const { token, expires_in, subject_id } = session ?? {}
  if (typeof token === 'string' && expires_in > 0 && /^(member|contact)_/.test(subject_id)) return session
  throw new SessionError(
    'The session needs token, expires_in and subject_id: pass on the whole answer of the API',
    'incomplete',
  )
}
