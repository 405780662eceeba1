/** Who asks: the `Authorization` header → a principal. */

import type { Access } from './http/answer.ts'
import type { Deps } from './http/deps.ts'
import { ProblemError } from './http/problem.ts'
import { createSessionAccess } from './modules/embed/index.ts'
import { createKeyAccess } from './modules/governance/index.ts'

export function createAccess(deps: Omit<Deps, 'live'>): Access {
  const keys = createKeyAccess(deps.database, deps.clock)
  const sessions = createSessionAccess(deps.database, deps.clock, deps.secrets, deps.publicUrl)
  const ownOrigin = new URL(deps.publicUrl).origin

  return {
    async resolve(authorization, origin) {
      const token = bearer(authorization)
      if (sessions.looksLikeToken(token)) {
        const session = await sessions.find(token)
        if (!session) throw unauthenticated(true)
        // Browsers name the page's origin and a page cannot forge it. Without one it is no page that asks: a server, or a tool.
        if (origin !== null && !session.origins.includes(origin)) throw new ProblemError('origin_not_allowed')
        return session
      }
      const principal = await keys.find(token)
      if (!principal) throw unauthenticated(true)
      // A secret key has no business in another site's page; /docs is ours.
      if (origin !== null && origin !== ownOrigin) throw new ProblemError('origin_not_allowed')
      return principal
    },
    admit(origin) {
      if (origin !== null && origin !== ownOrigin) throw new ProblemError('origin_not_allowed')
      return { kind: 'public' }
    },
    async standing(tenantId, principals) {
      const sessionIds = new Set(principals.flatMap((one) => (one.kind === 'api_key' ? [] : [one.sessionId])))
      const secretIds = new Set(principals.flatMap((one) => (one.kind === 'api_key' ? (one.secretId ?? []) : [])))
      const [ofSessions, ofKeys] = await Promise.all([
        sessions.standing(tenantId, [...sessionIds]),
        keys.standing(tenantId, [...secretIds]),
      ])
      return principals.map((one) => {
        if (one.kind !== 'api_key') return ofSessions.get(one.sessionId)
        return one.secretId === null ? undefined : ofKeys.get(one.secretId)
      })
    },
  }
}

function bearer(authorization: string | null): string {
  const token = authorization === null ? undefined : /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization)?.[1]
  if (token === undefined) throw unauthenticated(authorization !== null)
  return token
}

/** RFC 6750: the error is named only where a credential was sent. */
export function unauthenticated(sent: boolean): ProblemError {
  return new ProblemError('unauthenticated', {
    headers: { 'WWW-Authenticate': sent ? 'Bearer error="invalid_token"' : 'Bearer' },
  })
}
