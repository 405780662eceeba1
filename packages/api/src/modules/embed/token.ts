/** The token of an embed session: a signed name of a row, worth nothing without it. */
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose'
import type { RowId } from '../../db/row.ts'
import { ProblemError } from '../../http/problem.ts'
import type { Secrets } from '../../http/secrets.ts'

const PURPOSE = 'embed session'
const TYPE = 'ao-embed+jwt'
const AUDIENCE = 'agencyops'
const ALGORITHM = 'HS256'

export interface TokenFacts {
  tenantId: number
  sessionId: RowId<'embed_session'>
}

/** Whether a bearer token has the form of a JWT; a key never has. */
export function looksLikeToken(token: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
}

/** Signs with the current secret. Instants in milliseconds of the machine's clock. */
export function signToken(
  secrets: Secrets,
  publicUrl: string,
  facts: TokenFacts & { issuedAtMs: number; expiresAtMs: number },
): Promise<string> {
  const [current] = secrets.derive(PURPOSE)
  if (!current) throw new Error('no secret to sign sessions with')
  return new SignJWT({ tid: facts.tenantId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: current.id })
    .setIssuer(publicUrl)
    .setAudience(AUDIENCE)
    .setJti(facts.sessionId)
    .setIssuedAt(Math.floor(facts.issuedAtMs / 1000))
    .setExpirationTime(Math.ceil(facts.expiresAtMs / 1000))
    .sign(current.key)
}

/**
 * The session that a genuine token names; undefined for a forged one, one of another server, or one whose secret is no
 * longer configured. Throws 401 `session_expired` for a genuine token whose time is over.
 */
export async function verifyToken(
  secrets: Secrets,
  publicUrl: string,
  token: string,
  nowMs: number,
): Promise<TokenFacts | undefined> {
  const keyOf = ({ kid }: JWTHeaderParameters) => {
    const known = secrets.derive(PURPOSE).find(({ id }) => id === kid)
    if (!known) throw new errors.JWKSNoMatchingKey()
    return known.key
  }
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: publicUrl,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'jti', 'tid'],
      currentDate: new Date(nowMs),
    })
    const { tid, jti } = payload
    if (typeof tid !== 'number' || !Number.isSafeInteger(tid) || typeof jti !== 'string') return undefined
    return { tenantId: tid, sessionId: jti as RowId<'embed_session'> }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new ProblemError('session_expired', { headers: expiredHeader })
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

export const expiredHeader = {
  'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The session has ended"',
}
