/** Tokens of embed sessions and of their renewal: each a signed name of a row, worth nothing without it. */
import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { RowId } from '../../db/row.ts'
import { ProblemError } from '../../http/problem.ts'
import type { Secrets } from '../../http/secrets.ts'

interface Kind {
  /** Of the derived key: a token of one kind is never signed as one of the other. */
  purpose: string
  type: string
}

const SESSION: Kind = { purpose: 'embed session', type: 'ao-embed+jwt' }
const RENEWAL: Kind = { purpose: 'session renewal', type: 'ao-renewal+jwt' }
const AUDIENCE = 'agencyops'
const ALGORITHM = 'HS256'

export interface TokenFacts {
  tenantId: number
  sessionId: RowId<'embed_session'>
}

export interface RenewalFacts {
  tenantId: number
  linkId: RowId<'magic_link'>
  /** How many renewals came before the one that it is good for. */
  renewals: number
}

/** In milliseconds of the machine's clock. */
export interface Lifetime {
  issuedAtMs: number
  expiresAtMs: number
}

/** Whether a bearer token has the form of a JWT; a key never has. */
export function looksLikeToken(token: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
}

/** Signs with the current secret. */
export function signToken(secrets: Secrets, publicUrl: string, facts: TokenFacts & Lifetime): Promise<string> {
  return sign(secrets, publicUrl, SESSION, { tid: facts.tenantId, jti: facts.sessionId }, facts)
}

export function signRenewal(secrets: Secrets, publicUrl: string, facts: RenewalFacts & Lifetime): Promise<string> {
  return sign(secrets, publicUrl, RENEWAL, { tid: facts.tenantId, jti: facts.linkId, n: facts.renewals }, facts)
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
  const claims = await verify(secrets, publicUrl, SESSION, token, nowMs)
  if (claims === 'expired') throw new ProblemError('session_expired', { headers: expiredHeader })
  return claims && { tenantId: claims.tid, sessionId: claims.jti as RowId<'embed_session'> }
}

/** The link whose opened session a genuine token renews; undefined for any other, and for one whose time is over. */
export async function verifyRenewal(
  secrets: Secrets,
  publicUrl: string,
  token: string,
  nowMs: number,
): Promise<RenewalFacts | undefined> {
  const claims = await verify(secrets, publicUrl, RENEWAL, token, nowMs)
  if (!claims || claims === 'expired' || typeof claims.n !== 'number') return undefined
  return { tenantId: claims.tid, linkId: claims.jti as RowId<'magic_link'>, renewals: claims.n }
}

export const expiredHeader = {
  'WWW-Authenticate': 'Bearer error="invalid_token", error_description="The session has ended"',
}

function sign(secrets: Secrets, publicUrl: string, kind: Kind, claims: JWTPayload, life: Lifetime): Promise<string> {
  const [current] = secrets.derive(kind.purpose)
  if (!current) throw new Error('no secret to sign sessions with')
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: kind.type, kid: current.id })
    .setIssuer(publicUrl)
    .setAudience(AUDIENCE)
    .setIssuedAt(Math.floor(life.issuedAtMs / 1000))
    .setExpirationTime(Math.ceil(life.expiresAtMs / 1000))
    .sign(current.key)
}

type Claims = JWTPayload & { tid: number; jti: string }

async function verify(
  secrets: Secrets,
  publicUrl: string,
  kind: Kind,
  token: string,
  nowMs: number,
): Promise<Claims | 'expired' | undefined> {
  const keyOf = ({ kid }: JWTHeaderParameters) => {
    const known = secrets.derive(kind.purpose).find(({ id }) => id === kid)
    if (!known) throw new errors.JWKSNoMatchingKey()
    return known.key
  }
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      typ: kind.type,
      issuer: publicUrl,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'jti', 'tid'],
      currentDate: new Date(nowMs),
    })
    return typeof payload.tid === 'number' && Number.isSafeInteger(payload.tid) && typeof payload.jti === 'string'
      ? (payload as Claims)
      : undefined
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired'
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
