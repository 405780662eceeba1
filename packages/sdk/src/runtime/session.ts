import type { Session } from './options.ts'

/** Part of a token's life after which the next use asks for a new one. */
const REFRESH_AT = 0.8

export interface Sessions {
  /** A valid token; all callers share one request for it. */
  token(): Promise<string>
  /** Forget this token, unless it has been replaced already. */
  drop(token: string): void
}

/** Keeps one session. Its age is read at use from a clock that never goes back: timers sleep in hidden tabs. */
export function keepSession(fetchSession: () => PromiseLike<Session>, monotonic: () => number): Sessions {
  let current: { token: string; start: number; life: number } | undefined
  let asked: Promise<string> | undefined

  const ask = async () => {
    const start = monotonic()
    const session = await fetchSession()
    if (session.token === null) throw new TypeError('fetchSession answered no token: was it a dry run?')
    current = { token: session.token, start, life: session.expires_in * 1000 }
    return session.token
  }
  return {
    async token() {
      const age = current ? monotonic() - current.start : 0
      if (current && age < current.life * REFRESH_AT) return current.token
      asked ??= ask().finally(() => {
        asked = undefined
      })
      const old = current
      try {
        return await asked
      } catch (error) {
        // The old token is good for the last fifth of its life, which bridges a short failure of the host's server.
        if (old && old === current && age < old.life) return old.token
        throw error
      }
    },
    drop(token) {
      if (current?.token === token) current = undefined
    },
  }
}
